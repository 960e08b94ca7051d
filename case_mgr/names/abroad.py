"""Hears a Latin word as those hear it who write it in another script: James is Джеймс, جيمس and 詹姆斯.

Newspapers and ministries write foreign names by their sound at home. Each language here reads its own spelling, and
Chinese pinyin is read as Palladius and his likes write it; a word whose language nobody can tell is read by several.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from case_mgr.names.normalise import fold
from case_mgr.names.script import detect
from case_mgr.names.sound import settle
from case_mgr.names.spelling import Spelling
from case_mgr.names.types import Script

_MOST = {"english": 10, "hungarian": 2}
_SHORTEST = 2

_PINYIN = re.compile(
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|uang|iong|ang|eng|ing|ong|uai|uan|iao|ian|ue|ui|un|uo|ua|ai|ei|ao|ou|an|en|in|ia|ie|iu|er|a|o|e|i|u|v)"
    "(?![aeiou]))+"
)
_OWN = re.compile("[čšžŭćśźńłżęąěřůďťņļķģėūįųàìòùđ]")
_SLAVIC = re.compile(
    "(?:sk[iy]?[iyj]?|sk[ay]ya|skaia|skaja|[vw]i?[cč]h?|icz|[eo]va?|ai?[uv]|enk[oa]|chuk|tsk[iy]|yuk|iuk|enya)$"
)
_FRENCH_MARKS = re.compile(
    "[éèêëçâôîïûœ]|eau|eu|oi|ou|au|ch|qu|ill|gn|et$|ier$|ez$|[lnrt]t?es?$|[aeiou][tdsx]$|an[tc]|j|ai|^h"
)
_GERMAN_MARKS = re.compile("[äöüß]|sch|ch|tz|ck|ei|eu|ie|th|dt$|w|[aeou]h|z|^st|^sp|er$|^v|j")
_ITALIAN_MARKS = re.compile("[aio]$|gi|ci|zz|gli|gh")
_SPANISH_MARKS = re.compile("[áéíóúñãõ]|ez$|es$|qu|ll|j|[ao]s?$|z|x")
_HUNGARIAN_MARKS = re.compile("[őűáéóöüí]|sz|zs|cs|gy|ny$|[aeo]s$")
_LANGUAGES = (
    ("french", _FRENCH_MARKS, True),
    ("german", _GERMAN_MARKS, True),
    ("spanish", _SPANISH_MARKS, True),
    ("italian", _ITALIAN_MARKS, False),
    ("hungarian", _HUNGARIAN_MARKS, True),
)
_ACCENTS = frozenset("éèêëçâôîïûœäöüßáíóúñãõőű")
_UNHEARD = str.maketrans("", "", "'’-. ")


@cache
def _spellings() -> tuple[dict[str, Spelling], dict[str, tuple[str, ...]]]:
    """The readers of the languages, and the names that no rule tells."""
    text = resources.files("case_mgr.names").joinpath("data/spellings.tsv").read_text("utf-8")
    rules: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            language, written, heard = line.split("\t")
            sounds = tuple(heard.replace("0", "").split("|"))
            rules.setdefault(language, []).append((written, sounds))
    irregular = dict(rules.pop("irregular"))
    return {language: Spelling(found, most=_MOST.get(language, 4)) for language, found in rules.items()}, irregular


@lru_cache(maxsize=65536)
def abroad(word: str) -> tuple[str, ...]:
    """The sounds by which other scripts may write a Latin word; empty for another script and for Slavic spellings."""
    printed = word.casefold().translate(_UNHEARD)
    if len(printed) < _SHORTEST or detect(printed) is not Script.LATIN:
        return ()
    if _OWN.search(printed) or _SLAVIC.search(printed):
        return ()
    plain = fold(printed)
    spellings, irregular = _spellings()
    found = list(spellings["palladius"].read(plain)) if _PINYIN.fullmatch(plain) else []
    found += irregular.get(plain, ()) or spellings["english"].read(plain)
    for language, marks, accented in _LANGUAGES:
        if marks.search(printed):
            kept = "".join(c if c.isascii() or c in _ACCENTS else fold(c) for c in printed) if accented else plain
            found += spellings[language].read(kept)
    heard = ("".join(c for c in settle(one) if c.isascii()) for one in found)
    return tuple(dict.fromkeys(filter(None, heard)))
