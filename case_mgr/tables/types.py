"""What reading a list gives: a table of raw cells, and everything about the file that a person must hear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol

from case_mgr.core.errors import DomainError


class Severity(StrEnum):
    """An error leaves something out; a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


class Kind(StrEnum):
    """The kinds of file that are read."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"


class Skip(StrEnum):
    """Why a row below the header is no record."""

    REPEATED_HEADER = "header_repeated"
    FOOTNOTE = "footnote"
    CAPTION = "caption"


HeaderRow = int | Literal["auto", "none"]


@dataclass(frozen=True, slots=True)
class TableIssue:
    """One thing found in a file, as a sentence with its parameters and the place where it stands."""

    code: str
    sentence: str
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.WARNING
    row: int | None = None
    line: int | None = None
    column: int | None = None
    raw: str | None = None

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.sentence % self.params if self.params else self.sentence

    def at(self, row: int | None, line: int | None) -> TableIssue:
        """Return the same issue placed at a row and line."""
        return replace(self, row=row, line=line)


class Rejected(DomainError):
    """The file cannot be read as a list; the sentence says what to do."""

    def __init__(self, sentence: str, code: str = "file_rejected", line: int | None = None, **params: object) -> None:
        super().__init__(sentence, **params if line is None else {"line": line, **params})
        self.code = code
        self.line = line


class RawRow(NamedTuple):
    """One record: its cells exactly as decoded and unquoted, where it stands, and what is wrong with its form."""

    row: int
    line: int
    cells: tuple[str, ...]
    issues: tuple[TableIssue, ...] = ()
    skip: Skip | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One record before the header is known: its place in the file, its cells, and their faults."""

    index: int
    line: int
    cells: tuple[str, ...]
    issues: tuple[TableIssue, ...] = ()
    caption: bool = False


@dataclass(frozen=True, slots=True)
class EvenBlock:
    """Rows that follow each other, all as wide as the header, each on one line of its own and without a fault.

    `clean`: with no cell to be cleaned, `plain`: with no sign that JSON escapes.
    """

    row: int
    line: int
    cells: Sequence[Sequence[str]]
    clean: bool = False
    plain: bool = False

    @property
    def rows(self) -> list[RawRow]:
        """The same rows one by one."""
        row, line = self.row, self.line
        return [RawRow(row + at, line + at, tuple(cells)) for at, cells in enumerate(self.cells)]


Block = EvenBlock | Sequence[RawRow]


class Records(Protocol):
    """The rows of a list; each loop over them reads the file anew."""

    def __iter__(self) -> Iterator[RawRow]:
        """Give every row that is not blank."""

    def list_blocks(self) -> Iterator[Block]:
        """Give the same rows, some hundreds at a time."""

    def list_cells(self) -> Iterator[Sequence[str]]:
        """Give the cells of all rows and nothing else."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A list as it was found in a file; its records can be read again and again without being held in memory."""

    name: str
    size: int
    sha256: str
    kind: Kind
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    sheets: tuple[str, ...]
    header_row: int | None
    header: tuple[str, ...]
    records: Records = field(repr=False)
    issues: tuple[TableIssue, ...] = ()
    titles: tuple[Record, ...] = ()

    @property
    def width(self) -> int:
        """How many columns the list has."""
        return len(self.header)
