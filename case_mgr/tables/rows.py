"""Rows below the header: numbered, without blank ones, each with what is wrong with its form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from case_mgr.core.text import N_
from case_mgr.tables.header import find_skip
from case_mgr.tables.marks import find_marks
from case_mgr.tables.types import RawRow, Record, Severity, TableIssue

RAGGED = N_(
    "This row has %(cells)s cells, the header has %(columns)s. "
    "Look whether a cell holds a delimiter without quotes; this row is left out."
)
SHORT = N_("This row has only %(cells)s cells of %(columns)s. The missing ones were read as empty.")


class Rows:
    """The rows of a list; each loop over them reads the file anew."""

    def __init__(
        self, records: Callable[[], Iterator[Record]], header_row: int | None, header: Sequence[str], even: bool
    ) -> None:
        self._records = records
        self._after = -1 if header_row is None else header_row
        self._header = tuple(header)
        self._even = even

    def __iter__(self) -> Iterator[RawRow]:
        number, width, header, even = 0, len(self._header), self._header, self._even
        suspects = {"", "1", *header[:1]}
        for record in self._records():
            cells = record.cells
            if record.index <= self._after or not any(cells) or not "".join(cells).strip():
                continue
            number += 1
            line = record.line
            issues: tuple[TableIssue, ...] = record.issues + find_marks(cells)
            # Almost every row is well filled and begins like no header: only the others are looked at closely.
            full = cells.count("") * 2 < len(cells) and len(cells) > 4 and cells[0] not in suspects
            skip = None if full else find_skip(cells, header, record.caption)
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                issues += (_ragged(len(cells), width),)
            elif even and len(cells) < width and not skip:
                params = {"cells": len(cells), "columns": width}
                issues += (TableIssue("row_short", SHORT, params),)
            if issues:
                issues = tuple(issue.at(number, line) for issue in issues)
            yield RawRow(number, line, cells, issues, skip)

    def list_cells(self) -> Iterator[tuple[str, ...]]:
        """Give the cells of all rows and nothing else, for a quick look over a whole list."""
        return (record.cells for record in self._records() if record.index > self._after)


def _ragged(cells: int, width: int) -> TableIssue:
    return TableIssue("row_ragged", RAGGED, {"cells": cells, "columns": width}, Severity.ERROR)
