"""Writes a name in Latin letters by a named system; scripts without own rules go through anyascii.

Systems: Belarusian passport (Instruction 288 of 2008), traditional Łacinka, Russian passport (ICAO 9303),
Russian as the press writes it, Ukrainian (resolution 55 of 2010).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

from case_mgr.names.normalise import normalise
from case_mgr.names.script import detect, script_of
from case_mgr.names.types import Script


class System(StrEnum):
    """A way of writing Cyrillic in Latin letters."""

    BE_PASSPORT = "be-passport"
    BE_LACINKA = "be-lacinka"
    RU_ICAO = "ru-icao"
    RU_PRESS = "ru-press"
    UK_KMU = "uk-kmu"


def _table(pairs: str) -> dict[str, str]:
    return {letter: written for letter, _, written in (pair.partition("=") for pair in pairs.split())}


_COMMON = _table("а=a б=b в=v д=d з=z к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f ґ=g ь= ъ= '=")
_ENGLISH = _COMMON | _table("ж=zh х=kh ц=ts ч=ch ш=sh щ=shch ы=y э=e")
_TABLES: dict[System, dict[str, str]] = {
    System.BE_PASSPORT: _ENGLISH | _table("г=h е=e ё=io ў=u і=i и=i й=i ю=iu я=ia"),
    System.BE_LACINKA: _COMMON
    | _table("г=h ж=ž х=ch ц=c ч=č ш=š щ=šč ы=y э=e ў=ŭ і=i и=i й=j е=ie ё=io ю=iu я=ia л=ł"),
    System.RU_ICAO: _ENGLISH | _table("г=g е=e ё=e и=i й=i ю=iu я=ia ъ=ie і=i ў=u"),
    System.RU_PRESS: _ENGLISH | _table("г=g е=e ё=yo и=i й=y ю=yu я=ya і=i ў=u"),
    System.UK_KMU: _ENGLISH | _table("г=h е=e є=ie и=y і=i ї=i й=i ю=iu я=ia ё=io ы=y ў=u"),
}
_INITIAL: dict[System, dict[str, str]] = {
    System.BE_PASSPORT: _table("е=ye ё=yo ю=yu я=ya"),
    System.BE_LACINKA: _table("е=je ё=jo ю=ju я=ja"),
    System.RU_ICAO: {},
    System.RU_PRESS: _table("е=ye"),
    System.UK_KMU: _table("є=ye ї=yi й=y ю=yu я=ya"),
}
_VOWELS = "аеёиоуыэюяієїў'ьъ"
_AFTER_VOWEL = (System.BE_PASSPORT, System.BE_LACINKA, System.RU_PRESS)
_SOFT_LACINKA = str.maketrans({"s": "ś", "z": "ź", "n": "ń", "c": "ć"})
_WORD = re.compile(r"[^\W\d_']+(?:'[^\W\d_]+)*")


@lru_cache(maxsize=65536)
def _word(word: str, system: System) -> str:
    table, initial = _TABLES[system], _INITIAL[system]
    lower = word.lower()
    out: list[str] = []
    previous = ""
    for position, letter in enumerate(lower):
        starts = position == 0 or (previous in _VOWELS and system in _AFTER_VOWEL)
        written = initial.get(letter) if starts else None
        if written is None:
            written = table.get(letter, letter)
        if system is System.BE_LACINKA:
            written = _soften(out, written, letter, previous, lower[position + 1 : position + 2])
        elif system is System.UK_KMU and letter == "г" and previous == "з":
            written = "gh"
        out.append(written)
        previous = letter
    text = "".join(out)
    if system is System.RU_PRESS:
        text = re.sub("(?:iy|yy)$", "y", text)
    if word.isupper() and len(word) > 1:
        return text.upper()
    return text[:1].upper() + text[1:] if word[:1].isupper() else text


def _soften(out: list[str], written: str, letter: str, previous: str, following: str) -> str:
    """Łacinka: the soft sign is an acute, and l is soft or hard by what follows."""
    if letter == "ь" and out:
        out[-1] = out[-1].translate(_SOFT_LACINKA)
        return ""
    if letter == "л":
        return "l" if following and following in "еёюяіьл" else "ł"
    if previous == "л" and letter in "еёюя":
        return {"е": "e", "ё": "o", "ю": "u", "я": "a"}[letter]
    return written


def romanise(text: str, system: System) -> str:
    """The name in Latin letters; what is Latin already stays as it is."""
    clean = normalise(text)[0]

    def one(match: re.Match[str]) -> str:
        word = match.group()
        return word if script_of(word[0]) is not Script.CYRILLIC else _word(word, system)

    return _WORD.sub(one, clean)


@lru_cache(maxsize=65536)
def latin(text: str) -> str:
    """Some Latin form of any script, for people to read and for scripts without own rules."""
    script = detect(text)
    if script is Script.CYRILLIC:
        system = System.BE_PASSPORT if re.search("[іў]", text.lower()) else System.RU_PRESS
        return romanise(text, system)
    if script is Script.LATIN:
        return text
    return " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", anyascii(text)).split())
