"""Repairs a printed name without changing what it says: code points, invisible marks, apostrophes, look-alikes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from case_mgr.names.script import detect, script_of
from case_mgr.names.types import Oddity, Script

MAX_LENGTH = 300

_INVISIBLE = {0xAD, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)}
_APOSTROPHES = "\u2019\u02bc\u2018\u0060\u00b4\u02b9\u2032\uff07\u02bb\u201b"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_STRESS = {0x300, 0x301, 0x341, 0x340}
_CLEAN: dict[int, str | None] = {
    **dict.fromkeys(_INVISIBLE),
    **{ord(mark): "'" for mark in _APOSTROPHES},
    **{ord(dash): "-" for dash in _DASHES},
    0xA0: " ",
    # Arabic letter forms that are one letter to a reader
    0x649: "\u06cc",
    0x64A: "\u06cc",
    0x643: "\u06a9",
    0x629: "\u0647",
    0x623: "\u0627",
    0x625: "\u0627",
    0x622: "\u0627",
    0x640: None,
    **dict.fromkeys(range(0x64B, 0x653)),
}
_INVISIBLE_TEXT = re.compile("[" + "".join(map(chr, sorted(_INVISIBLE - {0x200C, 0x200D, 0xFEFF}))) + "]")

_TO_CYRILLIC = str.maketrans("aAeEoOpPcCxXyiIsSjJkKHBMTëËïÏ", "аАеЕоОрРсСхХуіІѕЅјЈкКНВМТёЁїЇ")
_TO_LATIN = str.maketrans("аАеЕоОрРсСхХуіІѕЅјЈкКНВМТёЁїЇ", "aAeEoOpPcCxXyiIsSjJkKHBMTëËïÏ")
_WORD = re.compile(r"[^\W\d_]+")


def _fold_lookalikes(match: re.Match[str]) -> str:
    """One alphabet for a word that mixes two, decided by its majority."""
    word = match.group()
    if word.isascii() or detect(word) is not Script.MIXED:
        return word
    latin = sum(script_of(letter) is Script.LATIN for letter in word)
    cyrillic = sum(script_of(letter) is Script.CYRILLIC for letter in word)
    if not latin or not cyrillic:
        return word
    # letters that exist in one alphabet only decide; then the majority
    fixed = word.translate(_TO_CYRILLIC)
    if detect(fixed) is Script.CYRILLIC:
        other = word.translate(_TO_LATIN)
        return other if detect(other) is Script.LATIN and latin > cyrillic else fixed
    other = word.translate(_TO_LATIN)
    return other if detect(other) is Script.LATIN else word


def _without_stress(text: str) -> str:
    """Drops stress marks over Cyrillic letters, where they are reading aids and no part of the name."""
    out: list[str] = []
    for mark in unicodedata.normalize("NFD", text):
        if ord(mark) in _STRESS and out and script_of(out[-1]) is Script.CYRILLIC:
            continue
        out.append(mark)
    return "".join(out)


_PLAIN = re.compile("[A-Za-z '.,-]*|[А-Яа-яЁёІіЎўЇїЄєҐґ '.,-]*")
"""Most names: one alphabet, nothing to repair."""


@lru_cache(maxsize=65536)
def normalise(text: str) -> tuple[str, frozenset[Oddity]]:
    """The repaired text on one line, and what was odd about it."""
    if len(text) <= MAX_LENGTH and _PLAIN.fullmatch(text):
        return " ".join(text.split()), frozenset()
    odd: set[Oddity] = set()
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH]
        odd.add(Oddity.TOO_LONG)
    if text.isascii():
        repaired = text.replace("`", "'")
    else:
        if _INVISIBLE_TEXT.search(text):
            odd.add(Oddity.INVISIBLE)
        repaired = unicodedata.normalize("NFC", _without_stress(text)).translate(_CLEAN)
        folded = _WORD.sub(_fold_lookalikes, repaired)
        if folded != repaired:
            odd.add(Oddity.MIXED_SCRIPT)
        repaired = folded
    if any(map(str.isdigit, repaired)):
        odd.add(Oddity.DIGITS)
    return " ".join("".join(c if c.isprintable() else " " for c in repaired).split()), frozenset(odd)


@lru_cache(maxsize=131072)
def fold(text: str) -> str:
    """The text for equality: no case, no accents on Latin letters, ё as е, no apostrophes."""
    folded = normalise(text)[0].casefold()
    if not folded.isascii():
        folded = folded.replace("ł", "l").replace("ё", "е").replace("đ", "d").replace("ø", "o").replace("ı", "i")
        if not _PLAIN.fullmatch(folded):
            folded = "".join(mark if script_of(mark) is Script.CYRILLIC else _bare(mark) for mark in folded)
    return folded.replace("'", "")


@lru_cache(maxsize=4096)
def _bare(mark: str) -> str:
    """A letter without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", mark) if not unicodedata.combining(c))
