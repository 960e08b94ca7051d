"""Rows below the header: numbered, without blank ones, each with what is wrong with its form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from case_mgr.core.text import N_
from case_mgr.tables.csvfile import Even
from case_mgr.tables.dialect import DELIMITERS
from case_mgr.tables.header import find_skip
from case_mgr.tables.marks import find_marks, look_over
from case_mgr.tables.quoting import split
from case_mgr.tables.types import Block, EvenBlock, RawRow, Record, Severity, Skip, TableIssue

RAGGED = N_(
    "This row has %(cells)s cells, the header has %(columns)s. "
    "Look whether a cell holds a delimiter without quotes; this row is left out."
)
OUTSIDE = N_("This row has values to the right of all headings. They are not read: look what they are.")
SPARSE = N_("Only one cell of this row is filled. Look whether it is a record, or the caption of a part of the list.")
OTHER_DELIMITER = N_(
    "This row is written with another delimiter than the rest of the file. Correct it in the file; it is left out."
)
SHORT = N_("This row has only %(cells)s cells of %(columns)s. The missing ones were read as empty.")

Batches = Callable[[], Iterator[Even | list[Record]]]


class Rows:
    """The rows of a list; each loop over them reads the file anew."""

    def __init__(
        self,
        batches: Batches,
        header_row: int | None,
        header: Sequence[str],
        *,
        even: bool,
        numbered: bool = True,
        second: bool = False,
        usual: int = 1,
    ) -> None:
        self._batches = batches
        self._after = -1 if header_row is None else header_row
        self._header = tuple(header)
        self._even = even
        self._numbered = numbered
        self._usual = usual
        # The row below the header, when it is the header once more.
        self._again = self._after + 1 if second else None
        self._suspects = frozenset({"", "1", *header[:1]})

    def __iter__(self) -> Iterator[RawRow]:
        return chain.from_iterable(
            block.rows if isinstance(block, EvenBlock) else block for block in self.list_blocks()
        )

    def list_cells(self) -> Iterator[Sequence[str]]:
        """Give the cells of all rows and nothing else, for a quick look over a whole list."""
        for batch in self._batches():
            if isinstance(batch, Even):
                yield from batch.rows[max(0, self._after + 1 - batch.index) :]
            else:
                yield from (record.cells for record in batch if record.index > self._after)

    def list_blocks(self) -> Iterator[Block]:
        """Give the rows, some hundreds at a time; a block without any fault is known to be so at one glance."""
        number = 0
        for batch in self._batches():
            block = self._glance(batch, number) if isinstance(batch, Even) else None
            if block is not None:
                number += len(block.cells)
                yield block
            elif rows := list(self._look(_list_records(batch), number)):
                number = rows[-1].row
                yield rows

    def _glance(self, batch: Even, number: int) -> EvenBlock | None:
        """Return a block of rows that are all as wide as the header, well filled and clean; None when one is not."""
        start = max(0, self._after + 1 - batch.index)
        rows = batch.rows[start:] if start else batch.rows
        width = len(self._header)
        if self._again is not None and batch.index <= self._again:
            return None
        if not rows or width < 2 or set(map(len, rows)) != {width}:
            return None
        if width < 5 and any(any(map(_is_blank, cells)) for cells in rows):
            return None
        half, suspects = width / 2, self._suspects
        # Almost every row is well filled and begins like no header: only the others are looked at closely.
        doubted = rows if width < 5 else [cells for cells in rows if cells.count("") >= half or cells[0] in suspects]
        if any(_is_sparse(cells) or find_skip(cells, self._header, numbered=self._numbered) for cells in doubted):
            return None
        found = look_over(rows)
        if not found.harmless:
            return None
        return EvenBlock(number + 1, batch.line + start, rows, clean=found.clean, plain=found.plain)

    def _look(self, records: Iterable[Record], number: int) -> Iterator[RawRow]:
        width, header, even, suspects = len(self._header), self._header, self._even, self._suspects
        for record in records:
            cells = record.cells
            if record.index <= self._after or not any(cells) or not "".join(cells).strip():
                continue
            number += 1
            line = record.line
            issues = _join(record.issues, find_marks(cells))
            # Almost every row is well filled and begins like no header: only the others are looked at closely.
            full = cells.count("") * 2 < len(cells) and len(cells) > 4 and cells[0].lstrip("\ufeff") not in suspects
            skip = None if full else find_skip(cells, header, caption=record.caption, numbered=self._numbered)
            if record.index == self._again:
                skip = Skip.REPEATED_HEADER
            if even and len(cells) == 1 < width and not skip and _has_other_delimiter(cells[0], width):
                issues += (TableIssue("row_ragged", OTHER_DELIMITER, severity=Severity.ERROR),)
            elif len(cells) > width and any(cell.strip() for cell in cells[width:]):
                issues += (_ragged(len(cells), width) if even else TableIssue("cell_outside", OUTSIDE, column=width),)
            elif even and len(cells) < width and not skip:
                params = {"cells": len(cells), "columns": width}
                issues += (TableIssue("row_short", SHORT, params),)
            if not skip and not issues and self._usual > 2 and len(cells) - cells.count("") == 1:
                issues += (TableIssue("row_sparse", SPARSE),)
            if issues:
                issues = tuple(issue.at(number, line) for issue in issues)
            yield RawRow(number, line, cells, issues, skip)


def _has_other_delimiter(line: str, width: int) -> bool:
    """Whether a row of one cell would have as many as the header, or nearly, with another delimiter."""
    return any(len(split(line, delimiter).cells) * 2 > width for delimiter in DELIMITERS)


def _join(found: tuple[TableIssue, ...], marks: tuple[TableIssue, ...]) -> tuple[TableIssue, ...]:
    """Join what the reader found with what the cells show; a formula is told once."""
    if not found or not marks:
        return found or marks
    told = {(issue.code, issue.column) for issue in found}
    return found + tuple(issue for issue in marks if (issue.code, issue.column) not in told)


def _is_blank(cell: str) -> bool:
    return not cell or cell.isspace()


def _is_sparse(cells: Sequence[str]) -> bool:
    """Whether a row is blank, or has so little in it that somebody should look at it."""
    return len(cells) - cells.count("") < 2 or sum(map(_is_blank, cells)) >= len(cells) - 1


def _list_records(batch: Even | list[Record]) -> Iterable[Record]:
    if isinstance(batch, Even):
        return (Record(batch.index + at, batch.line + at, tuple(cells)) for at, cells in enumerate(batch.rows))
    return batch


def _ragged(cells: int, width: int) -> TableIssue:
    return TableIssue("row_ragged", RAGGED, {"cells": cells, "columns": width}, Severity.ERROR)
