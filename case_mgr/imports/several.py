"""One row that holds several persons, made into one row for each: only where somebody says by which sign they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from case_mgr.core.text import N_
from case_mgr.tables.types import Block, EvenBlock, RawRow, RawTable, Records, Rejected, TableIssue

SPLIT = N_("This row holds several persons. This is number %(number)s of %(count)s: look whether the rest fits each.")
UNEVEN = N_(
    "The cells of this row hold different numbers of values, so it cannot be told whose they are. "
    "Write each person in a row of its own."
)
NO_NAMES_SPLIT = N_("Say by which sign names stand apart: the column of names must be among those that are split.")
NO_SEPARATOR = N_("Say by which sign the values of column “%(column)s” stand apart, such as ; or / or newline.")

_NAMED = {"newline": "\n", "\\n": "\n", "semicolon": ";", "comma": ",", "slash": "/", "tab": "\t", "space": " "}
_LONGEST = 20


def separator_pattern(separator: str, column: str = "") -> re.Pattern[str]:
    """Return a pattern for a sign or word between two values, written as itself or by its name."""
    text = _NAMED.get(separator.strip().lower(), separator.strip() or separator[:1])
    if not text or len(text) > _LONGEST:
        raise Rejected(NO_SEPARATOR, "separator_unknown", column=column)
    if text == "\n":
        return re.compile(r"\s*[\r\n]+\s*")
    # A word parts two values only where it stands by itself: “и” is also a letter of names.
    return re.compile(rf"\s+{re.escape(text)}\s+" if text.isalpha() else rf"\s*{re.escape(text)}\s*")


def split_row(row: RawRow, splits: Mapping[int, re.Pattern[str]], names: frozenset[int]) -> list[RawRow]:
    """Return one row for each person whom the columns of names hold, all with the line and raw cells of the one.

    Columns that are split go along when they hold as many values as there are persons; one value stands for each of
    them. Any other number leaves the row whole, with an issue: whose values they are cannot be told. The numbers of
    rows are those of the one row: whoever makes a list of them counts anew.
    """
    parts = {
        column: [text for part in pattern.split(row.cells[column]) if (text := part.strip())]
        for column, pattern in splits.items()
        if column < len(row.cells)
    }
    counts = {len(found) for column, found in parts.items() if column in names} - {0}
    count = max(counts, default=1)
    if row.skip is not None or count < 2:
        return [row]
    if len(counts) > 1 or any(len(found) not in (0, 1, count) for found in parts.values()):
        return [row._replace(issues=(*row.issues, TableIssue("split_uneven", UNEVEN, row=row.row, line=row.line)))]
    made = []
    for number in range(count):
        cells = list(row.cells)
        for column, found in parts.items():
            cells[column] = found[number if len(found) == count else 0] if found else ""
        told = TableIssue("row_split", SPLIT, {"number": number + 1, "count": count}, row=row.row, line=row.line)
        made.append(row._replace(cells=tuple(cells), issues=(*row.issues, told), whole=row.cells))
    return made


def split_table(table: RawTable, splits: Mapping[int, str], names: frozenset[int]) -> RawTable:
    """Return a table whose rows with several persons are split; refuse when no column of names is."""
    if not splits:
        return table
    if not names & splits.keys():
        raise Rejected(NO_NAMES_SPLIT, "split_without_names")
    patterns = {
        column: separator_pattern(text, table.header[column] or f"#{column}") for column, text in splits.items()
    }
    return replace(table, records=_Split(table.records, patterns, names))


class _Split:
    """The rows of a list with those of several persons split, counted anew."""

    def __init__(self, records: Records, splits: Mapping[int, re.Pattern[str]], names: frozenset[int]) -> None:
        self._records, self._splits, self._names = records, splits, names

    def __iter__(self) -> Iterator[RawRow]:
        return chain.from_iterable(
            block.rows if isinstance(block, EvenBlock) else block for block in self.list_blocks()
        )

    def list_cells(self) -> Iterator[Sequence[str]]:
        return (row.cells for row in self)

    def list_blocks(self) -> Iterator[Block]:
        number = 0
        for block in self._records.list_blocks():
            if isinstance(block, EvenBlock) and not self._holds_several(block):
                yield replace(block, row=number + 1)
                number += len(block.cells)
                continue
            rows = [
                part._replace(row=at, issues=tuple(issue.at(at, part.line) for issue in part.issues))
                for at, part in enumerate(self._split_all(block), number + 1)
            ]
            number += len(rows)
            yield rows

    def _holds_several(self, block: EvenBlock) -> bool:
        return any(
            self._splits[at].search(cells[at]) for cells in block.cells for at in self._names & self._splits.keys()
        )

    def _split_all(self, block: Block) -> Iterator[RawRow]:
        for row in block.rows if isinstance(block, EvenBlock) else block:
            yield from split_row(row, self._splits, self._names)
