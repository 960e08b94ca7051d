"""Which field a heading names."""

from __future__ import annotations

import re
from functools import lru_cache

from case_mgr.imports.types import FIELDS
from case_mgr.imports.vocabulary import beginnings_of_others, fold, headings

# Headings that mean a whole name in one list and its first part in the next.
_WHOLE_OR_GIVEN = frozenset(
    map(fold, ("имя", "імя", "ім’я", "name", "imię", "jméno", "meno", "vardas", "nome", "nombre", "نام", "nom"))
)
_SHORT = ("sex", "full_name", "surname", "given_name")
_EXPLAINED = re.compile(r"\s*\([^()]*\)\s*$")
_LONGEST = 120


@lru_cache(maxsize=2048)
def find_field(heading: str) -> tuple[str, bool] | None:
    """Return the field that a heading names and whether it says exactly that; None when it names none."""
    text = fold(heading)
    if not text or len(heading) > _LONGEST:
        return None
    own = heading.strip().casefold()
    if own in FIELDS:
        return own, True
    known = headings()
    if text in known:
        return known[text], True
    words = text.split()
    if any(word.startswith(beginnings_of_others()) for word in words):
        return None
    # What stands in brackets behind such a heading explains it: “Пол (м/ж)”.
    if (field := known.get(fold(_EXPLAINED.sub("", heading)))) in _SHORT:
        return field, False
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size + 1):
            phrase = " ".join(words[start : start + size])
            field = known.get(phrase)
            if field and (size > 1 or len(phrase) > 5) and _stands(field, size, len(words)):
                return field, False
    return None


def _stands(field: str, size: int, length: int) -> bool:
    """A single word inside a longer heading is too little for a date or a number: “Deportation date” is no arrest."""
    return size > 1 or (length <= 3 and not field.startswith("date_of_") and field not in ("reference", "stage"))


def knows_heading(cell: str) -> bool:
    """Whether a cell reads like a heading that we know; for finding the header row."""
    found = find_field(cell)
    return found is not None and (found[1] or len(cell.split()) <= 4)


def is_whole_or_given(heading: str) -> bool:
    """Whether a heading means a whole name only as long as no other column holds the surname."""
    return fold(heading) in _WHOLE_OR_GIVEN
