"""Reads how a source divides a number by countries, such as “LT 6, LV 2” or one country a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.detainees.types import STATELESS, UNKNOWN_COUNTRY
from case_mgr.names.normalise import fold

LANGUAGES = ("en", "be", "ru")
# What lists write for the countries themselves.
_WORDS = {"stateless": STATELESS, "unknown": UNKNOWN_COUNTRY, "usa": "US", "uk": "GB"}
_APART = re.compile(r"[,;\n]+")
_PAIR = re.compile(r"(?:(?P<before>\d{1,6})\s*[x×]?\s*)?(?P<name>[^\d]+?)(?:\s*[:=–—-]?\s*(?P<after>\d{1,6}))?")
_NOT_READ = N_("“%(text)s” was not understood. Write a country and a number, such as LT 6, with commas between.")


def read(text: str) -> dict[str, int]:
    """Read countries with numbers; refuse what is no country, what has no number, and a country that comes twice."""
    found: dict[str, int] = {}
    for piece in filter(None, (" ".join(part.split()) for part in _APART.split(text))):
        pair = _PAIR.fullmatch(piece)
        number = (pair["before"] or pair["after"]) if pair else None
        code = find_country(pair["name"]) if pair else None
        if pair is None or number is None or (pair["before"] and pair["after"]):
            raise Refused(_NOT_READ, text=piece)
        if code is None:
            raise Refused(N_("“%(text)s” is no country that is known. Write its name or its two letters."), text=piece)
        if code in found:
            raise Refused(N_("“%(text)s” comes twice. Write each country once."), text=piece)
        found[code] = int(number)
    return found


def write(parts: Mapping[str, int]) -> str:
    """Write countries with numbers as they are read."""
    return ", ".join(f"{code} {number}" for code, number in parts.items())


def find_country(text: str) -> str | None:
    """Return the code of a country by its letters or its name in any language of the pages."""
    bare = text.strip(" .:=–—-")
    upper = bare.upper()
    return upper if upper in _codes() else _names().get(fold(bare))


@cache
def _codes() -> frozenset[str]:
    territories = Locale("en").territories
    return frozenset(str(code) for code in territories if len(str(code)) == 2 and str(code).isalpha())


@cache
def _names() -> dict[str, str]:
    found = {fold(word): code for word, code in _WORDS.items()}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if str(code) in _codes():
                found.setdefault(fold(str(name)), str(code))
    return found
