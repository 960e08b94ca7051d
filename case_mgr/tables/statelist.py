"""Lists of a state, a person a line: `12. SURNAME GIVEN PATRONYMIC*, (OTHER NAME), 01.02.1980 г.р., PLACE;`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from case_mgr.core.text import N_
from case_mgr.tables.types import Record, Severity, TableIssue

HEADER = ("reference", "full_name", "*", "aliases", "date_of_birth", "place_of_birth")
NOT_A_LINE = N_("This line is not written like the others of this list. Correct it in the file; it is left out.")

_BIRTH = r"(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}|\.\.\d{4})\s*(?:г\.?\s?р\.?|г\.?\s?н\.?|р\.?\s?н\.?|года рождения)"
_LINE = re.compile(
    r"\s*(\d{1,6})\s?[.)]\s*([^\W\d_][^,;()*\d]{2,150}?)\s*(\*{0,3})\s*"
    r"(?:,?\s*\(([^()]{1,500})\)\s*)?"
    rf"(?:,\s*({_BIRTH})?\s*)?(?:,\s*([^;]{{0,300}}?))?\s*;?\s*"
)
_ENTRY = re.compile(
    r"\s*(?:\d{1,6}\s?[.)]\s*)?([^\W\d_][^,;()*\d]{2,150}?)\s*\*{0,3}\s*"
    r"(?:,?\s*\(([^()]{1,500})\)\s*)?"
    rf",?\s*\(?({_BIRTH})\)?\s*(?:,\s*([^;]{{0,300}}?))?\s*;?\s*"
)
_SURE = re.compile(rf".*(?:{_BIRTH}.*|,\s*,.*);?\s*", re.IGNORECASE)
_FEWEST = 2
_CELLS = 3


def read_entry(text: str) -> dict[str, str] | None:
    """Take a cell apart that holds a person as such lists write them, with the birth; None when it does not."""
    found = _ENTRY.fullmatch(text)
    if found is None:
        return None
    fields = zip(("full_name", "aliases", "date_of_birth", "place_of_birth"), found.groups(), strict=True)
    return {field: piece.strip() for field, piece in fields if piece and piece.strip()}


def is_state_list(lines: Sequence[str]) -> bool:
    """Whether most lines are one numbered person each, with a year of birth or the place where it would stand."""
    filled = [line for line in lines if line.strip()]
    found = [line for line in filled if _LINE.fullmatch(line)]
    ended = sum(line.rstrip().endswith(";") for line in found)
    sure = sum(_SURE.fullmatch(line) is not None for line in found)
    return (
        len(found) >= _FEWEST and len(found) * 10 >= len(filled) * 6 and (ended + sure) * 3 >= len(found) * 2 < sure * 6
    )


def list_lines(lines: Iterable[str]) -> Iterator[list[Record]]:
    """Give a record for each line, its cells exactly the pieces of the line; other lines are faults, or titles."""
    begun = False
    batch: list[Record] = []
    for number, raw in enumerate(lines):
        text = raw.rstrip("\r\n")
        found = _LINE.fullmatch(text)
        if found:
            begun = True
            batch.append(Record(number, number + 1, tuple(piece or "" for piece in found.groups())))
        elif not text.strip():
            batch.append(Record(number, number + 1, ("",) * len(HEADER)))
        elif not begun:
            batch.append(Record(number, number + 1, (text,), caption=True))
        else:
            issue = TableIssue("row_ragged", NOT_A_LINE, severity=Severity.ERROR, raw=text[:500])
            batch.append(Record(number, number + 1, (text,), (issue,)))
        if len(batch) >= 500:
            yield batch
            batch = []
    if batch:
        yield batch
