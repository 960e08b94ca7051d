"""Rules of East Slavic, Polish and Baltic surnames on sounds: gender, case endings, prosthetic в, ў for л."""

from __future__ import annotations

import re
from functools import lru_cache

# After these cores any ending is gender, case or a neighbour language's own: -ская -скому -skis -auskas -auskienė.
_ADJECTIVE = re.compile("(?P<core>.+(?:sk|tk|zk))(?:aha|amu|im|ai|as|is|ana?|aita|iu|[aiu])$")
_OV = re.compile("(?P<core>.{2,}(?:av|iv|in))(?:im|am|ai|s|is|as|ana|[aiu])$")
_VICH = re.compile("(?P<core>.{2,}iC)(?:am|s|us|ana|[aiu])$")
_LATVIAN = re.compile("(?P<core>.{3,}(?:ank|iC|uk|av|k))(?:s|is|as|us)$")
_BALTIC_S = re.compile("(?<=..[bdhklmnprtvz])s$")
_VOWELS = re.compile("[aiu]+$")
_FEMININE = re.compile(".+(?:[ai]va|ina|sk(?:a|aa)|tka)$")
_STRONG = re.compile(".{2,}(?:[ai]v|[ai]va|ava|[st]k[ai]|iC|anka|Cik|Cuk|uk|nak)$")


def _stem(sound: str) -> str:
    for rule in (_ADJECTIVE, _OV, _VICH, _LATVIAN):
        if match := rule.fullmatch(sound):
            return match["core"]
    bare = _VOWELS.sub("", sound)
    return bare if len(bare) > 1 else sound


@lru_cache(maxsize=131072)
def stems(sounds: tuple[str, ...]) -> tuple[str, ...]:
    """Forms of a surname without gender and case, likeliest first; two spellings of one name share one of them."""
    out: dict[str, None] = {}
    for sound in sounds:
        stem = _stem(sound)
        out[stem] = None
        if _BALTIC_S.search(stem):
            out[stem[:-1]] = None
    for stem in tuple(out)[:2]:
        if stem[:2] in ("va", "vu") and len(stem) > 4:
            out[stem[1:]] = None
        if "av" in stem[1:-2]:
            lateral = re.sub("(?<=[^aiu]a)v(?=[khtpdC][aiu])", "l", stem, count=1)
            out[lateral] = None
    return tuple(out)


def is_feminine(sounds: tuple[str, ...]) -> bool:
    """Whether the ending says that the bearer is a woman (in Slavic use)."""
    return bool(sounds) and _FEMININE.fullmatch(sounds[0]) is not None


def looks_like_surname(sounds: tuple[str, ...]) -> bool:
    """Whether the word ends as surnames here do and given names do not."""
    return bool(sounds) and _STRONG.fullmatch(sounds[0]) is not None
