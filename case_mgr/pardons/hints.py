"""What a printed line says of somebody beside the name: sex, country, articles; only what is written there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from case_mgr.core.dates import PartialDate
from case_mgr.names.normalise import fold
from case_mgr.pardons.breakdown import find_country

_SEXES = {
    "female": "female", "woman": "female", "ж": "female", "жен": "female", "женщина": "female", "жанчына": "female",
    "male": "male", "man": "male", "м": "male", "муж": "male", "мужчина": "male", "мужчына": "male",
}  # fmt: skip
_CITIZEN = re.compile(
    r"^(?:citizen(?:ship)?(?: of)?|national of|гражданин|гражданка|грамадзянін|грамадзянка|гр\.)\s+", re.IGNORECASE
)
_NUMBER = r"\d{2,3}(?:[-.]\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹]+)?"
_PART = r"(?:(?:ч|п|part)\.?\s*\d{1,2}\s*)?"
_MARKED = re.compile(
    rf"{_PART}(?:\b(?:ст|арт|art)\b\.?|\bart(?:icle|ykuł)s?|\b(?:статья|статьи|артыкул|артыкулы))\s*{_NUMBER}"
    rf"(?:\s*(?:,|;|и|і|and)\s*{_PART}(?:(?:ст|арт|art)\.?\s*)?{_NUMBER})*(?:\s+(?:УК|КК)\b(?:\s+РБ)?)?",
    re.IGNORECASE,
)
_BARE = re.compile(rf"{_NUMBER}(?:\s*[,;]\s*{_NUMBER})*")
_APART = re.compile(r"\s*[;|]\s*")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A printed line as far as it tells of somebody: the name, its other forms, the birth, and what stands beside."""

    printed: str
    spellings: tuple[str, ...] = ()
    birth: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hints:
    """What lists say of one person, for a form that a person corrects."""

    name: str = ""
    others: tuple[str, ...] = ()
    birth: PartialDate | None = None
    sex: str = ""
    country: str = ""
    charges: str = ""


def read(mentions: Iterable[Mentioned]) -> Hints:
    """Gather what the lines say; where they differ the first holds, and whoever records it sees all lines beside it."""
    rows = list(mentions)
    forms = list(dict.fromkeys(form for row in rows for form in (row.printed, *row.spellings) if form))
    notes = [row.note for row in rows if row.note]
    return Hints(
        name=forms[0] if forms else "",
        others=tuple(forms[1:]),
        birth=next((row.birth for row in rows if row.birth is not None), None),
        sex=next(filter(None, map(_sex, notes)), ""),
        country=next(filter(None, map(_country, notes)), ""),
        charges=next(filter(None, map(articles, notes)), ""),
    )


def articles(text: str) -> str:
    """Return the articles that a text names, as printed."""
    marked = _MARKED.search(text)
    if marked:
        return marked.group().strip()
    return next((part for part in _APART.split(text) if _BARE.fullmatch(part)), "")


def _parts(text: str) -> list[str]:
    return [part.strip(" .") for part in re.split(r"[;,|]", text) if part.strip(" .")]


def _sex(text: str) -> str:
    return next((_SEXES[low] for part in _parts(text) if (low := fold(part)) in _SEXES), "")


def _country(text: str) -> str:
    for part in _parts(text):
        bare = _CITIZEN.sub("", part)
        # Two small letters are a word of some language.
        if (len(bare) > 2 or bare.isupper()) and (code := find_country(bare)):
            return code
    return ""
