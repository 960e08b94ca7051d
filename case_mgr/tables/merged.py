"""Cells that are merged over several rows: the file keeps their value in the first, a reader sees it beside each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from case_mgr.core.text import N_
from case_mgr.tables.types import TableIssue

MERGED = "cell_merged"
MERGED_ABOVE = N_(
    "This cell is merged with that of line %(line)s, which holds “%(text)s”. Look whether this row means it too."
)
_SHOWN = 80
_MOST = 500


@dataclass(slots=True)
class Merged:
    """The areas of one sheet, met from above: each tells the rows below its first what stands there."""

    _begin: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _open: list[tuple[int, int, int, str]] = field(default_factory=list)

    def add(self, top: int, bottom: int, column: int) -> None:
        """Tell of an area of one column, rows counted from 0."""
        if bottom > top:
            self._begin.setdefault(top, []).append((bottom, column))

    def look(self, index: int, cells: Sequence[str]) -> list[TableIssue]:
        """Return an issue for each empty cell of a row that is merged with one above."""
        if not self._open and index not in self._begin:
            return []
        self._open = [area for area in self._open if area[0] >= index]
        issues = [
            TableIssue(MERGED, MERGED_ABOVE, {"line": line, "text": text[:_SHOWN]}, column=column, raw=text)
            for _, column, line, text in self._open
            if column >= len(cells) or not cells[column]
        ]
        for bottom, column in self._begin.pop(index, ()):
            if len(self._open) < _MOST and column < len(cells) and (text := cells[column].strip()):
                self._open.append((bottom, column, index + 1, text))
        return issues
