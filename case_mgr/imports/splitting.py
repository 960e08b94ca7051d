"""Cells that name several people taken apart, only where somebody said so: a row for each, of the same line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from case_mgr.core.text import N_
from case_mgr.imports.columns import clean_blocks
from case_mgr.imports.repeats import Keys
from case_mgr.imports.types import Mapped, Problem, RowDraft
from case_mgr.imports.values import is_person, names_relatives, names_several
from case_mgr.tables.dateforms import Order
from case_mgr.tables.types import Block, RawRow, RawTable, Severity

# The first person of a row keeps its number, the others have numbers far above those of any list.
PART = 10_000_000
MOST = 9
_BLOCK = 400
# What belongs to one person: with as many values as names each has its own, otherwise nobody is given one.
PERSONAL = (
    "date_of_birth", "date_of_death", "sex", "place_of_birth", "nationality", "occupation", "aliases", "reference",
    "patronymic",
)  # fmt: skip
SPLIT = N_("This cell names %(number)s people. Each is taken as a row of its own, with the same line as the source.")
NOT_SHARED = N_("“%(raw)s” stands beside %(number)s people and cannot be given to one of them. It is left out.")

_SIGNS = re.compile(r"\s*[;\n\r]\s*|\s+/\s+|\s+(?:и|і|й|та|ды|and|oraz|ir|un|&)\s+")
_COMMA = re.compile(r"\s*,\s*")
# Words of a name that are written small.
_DESCENT = frozenset(
    "оглы оглу кызы гызы аль эль ибн бин фон ван де дер al el ibn bin von van de der den da di la".split()
)
# Never within a name: what stands between two, and what speaks of somebody who is not named.
_NOT_OF_A_NAME = frozenset(
    "и і й та ды and oraz ir un с со з із z ze & его ее её их яго яе іх його її їх his her their jego jej ich "
    "еще ещё яшчэ ще двое трое others".split()
)
_VALUES = re.compile(r"\s*[;,\n\r]\s*|\s+/\s+|\s+(?:и|і|й|та|ды|and|oraz|ir|un|&)\s+")


def names_of(cell: str) -> tuple[str, ...]:
    """Return the people that a cell names, in their order; of one person, or where it is in doubt, nothing.

    Where only some are named, with a wife or with others, nobody is taken out: such a cell is for a person.
    """
    if names_relatives(cell) or not names_several(cell):
        return ()
    parts = _SIGNS.split(cell)
    parts = parts if len(parts) > 1 else _COMMA.split(cell)
    pieces = (piece for part in parts for piece in (_COMMA.split(part) if names_several(part) else (part,)))
    names = tuple(piece.strip() for piece in pieces if piece.strip())
    return names if all(map(_is_whole_name, names)) else ()


def _is_whole_name(text: str) -> bool:
    """Whether a part of a cell is a whole name by itself: two words or initials, written as names are."""
    words = [word for word in text.replace(".", ". ").split() if word not in _DESCENT]
    other = any(word.casefold() in _NOT_OF_A_NAME for word in words)
    return is_person(text) and len(words) > 1 and not other and all(word[0].isupper() for word in words)


def part_of(row: int) -> int:
    """Return which of the people of its line a row is, from 0."""
    return row // PART


class Split:
    """The rows of a list with several people in a cell taken apart; what stood in the file is kept beside."""

    def __init__(self, table: RawTable, mapping: Mapped) -> None:
        self._records = table.records
        self._name = mapping.get("full_name")
        self._personal = {field: mapping[field] for field in PERSONAL if field in mapping}
        self._kept: dict[int, tuple[tuple[str, ...], list[Problem]]] = {}
        self.table = replace(table, records=self)

    def __iter__(self) -> Iterator[RawRow]:
        for row in self._records:
            yield from self._parts(row)

    def list_blocks(self) -> Iterator[Block]:
        """Give the rows, some hundreds at a time."""
        rows = iter(self)
        while block := list(islice(rows, _BLOCK)):
            yield block

    def list_cells(self) -> Iterator[Sequence[str]]:
        """Give the cells of all rows as they stand in the file: what proves the order of dates."""
        return self._records.list_cells()

    def restore(self, draft: RowDraft) -> RowDraft:
        """Return the draft of a part with the row as it stands in the file, and what is to be said of the parting."""
        kept = self._kept.pop(draft.row, None)
        if kept is None:
            return draft
        cells, problems = kept
        return draft._replace(raw=cells, problems=(*problems, *draft.problems))

    def _parts(self, row: RawRow) -> list[RawRow]:
        at = self._name
        if row.skip is not None or at is None or at >= len(row.cells):
            return [row]
        names = names_of(row.cells[at])
        if not 1 < len(names) <= MOST:
            return [row]
        told: Mapping[str, object] = {"number": len(names)}
        problems = [_problem("persons_split", SPLIT, told, row, at, "full_name")]
        changed: list[dict[int, str]] = [{at: name} for name in names]
        for field, column in self._personal.items():
            cell = row.cells[column].strip() if column < len(row.cells) else ""
            values = [value for value in _VALUES.split(cell) if value]
            if not cell:
                continue
            if len(values) != len(names):
                values = [""] * len(names)
                told = {"number": len(names), "raw": cell[:80]}
                problems.append(_problem("value_of_several", NOT_SHARED, told, row, column, field))
            for cells, value in zip(changed, values, strict=True):
                cells[column] = value
        parts = []
        for number, cells in enumerate(changed):
            part = row.row + number * PART
            # What is to be said of the cell is said once, with the first.
            self._kept[part] = (row.cells, [] if number else problems)
            parts.append(row._replace(row=part, cells=tuple(cells.get(i, cell) for i, cell in enumerate(row.cells))))
        return parts


def clean_apart(
    table: RawTable, mapping: Mapped, date_order: Order | None = None, *, today: date | None, keys: Keys | None
) -> Iterator[list[RowDraft]]:
    """Give the drafts of a list with such cells taken apart; people of one line have its number, each as a row."""
    split = Split(table, mapping)
    for drafts in clean_blocks(split.table, mapping, date_order, today=today, keys=keys):
        yield [_numbered(split.restore(draft)) for draft in drafts]


def _numbered(draft: RowDraft) -> RowDraft:
    others = tuple(sorted({row % PART for row in draft.duplicate_of_rows}))
    problems = tuple(replace(one, row=one.row % PART) if one.row else one for one in draft.problems)
    return draft._replace(row=draft.row % PART, problems=problems, duplicate_of_rows=others)


def _problem(code: str, sentence: str, params: Mapping[str, object], row: RawRow, column: int, field: str) -> Problem:
    raw = row.cells[column]
    return Problem(code, sentence, params, Severity.WARNING, row.row, row.line, column, field, raw)
