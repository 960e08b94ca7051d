"""Where the headings of a list stand: in one row, in two, or nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from case_mgr.core.text import N_
from case_mgr.tables.dialect import DELIMITERS
from case_mgr.tables.header import KnowsWord, find_header, find_second, join_second
from case_mgr.tables.quoting import split
from case_mgr.tables.types import HeaderRow, Record, Rejected, TableIssue

NO_HEADER_ROW = N_("The file has no row %(row)s to take the headings from. Choose another header row.")
OTHER_DELIMITER = N_("The headings are written with another delimiter than the rows. They were read all the same.")
TWO_ROWS = N_("The headings stand in two rows. They were joined: look whether each is right.")

_SEARCHED = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """The index of the header's record and its cells, and whether the row below it is the header once more."""

    at: int | None
    header: tuple[str, ...]
    second: bool = False
    issues: tuple[TableIssue, ...] = ()


def find_columns(sample: Sequence[Record], asked: HeaderRow, knows: KnowsWord | None, *, even: bool) -> Columns:
    """Return the columns of a list; without a header every column has an empty heading."""
    if asked == "auto":
        found = _find_split(sample, knows) if even else None
        return found or _find(sample, knows, even=even)
    if asked == "none":
        return Columns(None, ("",) * _find_width(sample))
    position = next((at for at, record in enumerate(sample) if record.index == asked), None)
    if position is None:
        raise Rejected(NO_HEADER_ROW, "header_row_unknown", row=asked)
    return _make(sample, position, sample[position].cells, knows, even=even)


def _find(sample: Sequence[Record], knows: KnowsWord | None, *, even: bool) -> Columns:
    position = find_header(sample, knows)
    if position is None:
        return Columns(None, ("",) * _find_width(sample))
    joined = join_second(sample, position, knows)
    if joined is None:
        return _make(sample, position, sample[position].cells, knows, even=even)
    issue = TableIssue("header_joined", TWO_ROWS, line=sample[position].line)
    return _make(sample, position + 1, joined, None, even=even, issues=(issue,))


def _find_split(sample: Sequence[Record], knows: KnowsWord | None) -> Columns | None:
    """Find a header that is written with another delimiter than the rows below it."""
    widths = Counter(len(record.cells) for record in sample if len(record.cells) > 1)
    width = widths.most_common(1)[0][0] if widths else 1
    for record in sample[:_SEARCHED]:
        if len(record.cells) != 1 or width < 2 or knows is None:
            continue
        for delimiter in DELIMITERS:
            cells = split(record.cells[0], delimiter).cells
            if len(cells) == width and sum(map(knows, cells)) * 2 >= width:
                issue = TableIssue("delimiter_mixed", OTHER_DELIMITER, line=record.line)
                return Columns(record.index, _trim(cells), issues=(issue,))
    return None


def _make(
    sample: Sequence[Record],
    position: int,
    cells: Sequence[str],
    knows: KnowsWord | None,
    *,
    even: bool,
    issues: tuple[TableIssue, ...] = (),
) -> Columns:
    header = _trim(cells)
    if not even:
        # A sheet is a grid: a column without a heading is a column all the same.
        header += ("",) * (_find_width(sample[position + 1 :]) - len(header))
    return Columns(sample[position].index, header, find_second(sample, position, knows), issues)


def _find_width(sample: Sequence[Record]) -> int:
    return max((len(record.cells) for record in sample), default=0)


def _trim(header: Sequence[str]) -> tuple[str, ...]:
    """Return the header without line ends inside its cells."""
    return tuple(" ".join(text.split()) if "\n" in text or "\r" in text else text for text in header)
