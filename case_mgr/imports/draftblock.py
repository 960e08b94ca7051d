"""Rows that follow each other, understood column by column: most have nothing about them to be said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from case_mgr.imports.types import DateField, RowDraft
from case_mgr.tables.types import EvenBlock

Values = Sequence[str | DateField | None]


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """The drafts of a block of rows, kept column by column; rows about which something is to be said stand apart."""

    block: EvenBlock
    columns: Sequence[Sequence[str]]
    """The raw cells."""
    fields: Mapping[str, Values]
    """What they were read as; a column that was taken as it stands is the very same object."""
    sources: Mapping[str, int]
    """The column of each field that has one."""
    apart: Mapping[int, RowDraft]
    """By position in the block."""
    repeats: Mapping[int, tuple[int, ...]]
    """Earlier rows that may be the same person, by position, where there are any."""

    def __len__(self) -> int:
        return len(self.block.cells)

    def __iter__(self) -> Iterator[RowDraft]:
        names, apart, repeats = tuple(self.fields), self.apart, self.repeats
        row, line = self.block.row, self.block.line
        by_row = zip(*self.fields.values(), strict=True)
        for at, (cells, values) in enumerate(zip(self.block.cells, by_row, strict=True)):
            if at in apart:
                yield apart[at]
            else:
                fields = {name: value for name, value in zip(names, values, strict=True) if value}
                yield RowDraft(row + at, line + at, tuple(cells), fields, (), repeats.get(at, ()))
