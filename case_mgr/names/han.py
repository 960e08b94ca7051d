"""Hears Chinese characters twice: as a Chinese name, and as letters that write a foreign one."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from anyascii import anyascii

# Pinyin as its neighbours hear it: Palladius in Cyrillic, press and older romanisations in Latin.
_SPOKEN = (
    ("zh", "Z"), ("ch", "C"), ("sh", "S"), ("x", "s"), ("q", "t"), ("j", "d"), ("z", "d"), ("c", "t"), ("r", "Z"),
)  # fmt: skip
_SIMPLE = str.maketrans({"g": "h", "o": "a", "e": "a", "y": "i", "w": "v"})


@cache
def _foreign() -> dict[str, str]:
    text = resources.files("case_mgr.names").joinpath("data/han_sounds.tsv").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {letter: sound for letter, _, sound in rows}


def pinyin(text: str) -> tuple[str, ...]:
    """The Mandarin reading of every character, without tones."""
    return tuple(found for letter in text if (found := anyascii(letter).strip().lower()) and found.isalpha())


def spoken(syllable: str) -> str:
    """A pinyin syllable as it sounds to those who do not write pinyin."""
    for written, heard in _SPOKEN:
        if syllable.startswith(written):
            return heard + syllable[len(written) :].translate(_SIMPLE)
    return syllable.translate(_SIMPLE)


@lru_cache(maxsize=65536)
def foreign(text: str) -> str:
    """The foreign sound of the characters, where they may write one; else their Mandarin reading."""
    table = _foreign()
    return "".join(table.get(letter) or "".join(map(spoken, pinyin(letter))) for letter in text)
