"""What an import makes of a raw table: guesses about columns, drafts of people and cases, and problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from case_mgr.core.dates import PartialDate, Precision
from case_mgr.tables.types import Severity, Skip, TableIssue

FIELDS = (
    "full_name", "given_name", "surname", "patronymic", "aliases", "sex", "date_of_birth", "date_of_death",
    "place_of_birth", "nationality", "occupation", "date_of_arrest", "place_of_arrest", "charges", "stage", "sentence",
    "date_of_verdict", "court", "judge", "prosecutor", "place_of_detention", "date_of_release", "release_kind",
    "recognition", "reference", "source_url", "notes", "language",
)  # fmt: skip
DATE_FIELDS = frozenset(name for name in FIELDS if name.startswith("date_of_"))
NAME_PARTS = ("surname", "given_name", "patronymic")
# Codes of rows in which nobody is named.
NAMELESS = frozenset({"name_missing", "name_not_a_person"})
# A row with one of these is left out; any other problem leaves out a value at most.
BLOCKING = NAMELESS | {"several_persons", "row_ragged", "quote_unterminated"}

Mapped = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column seems to hold, and why."""

    index: int
    header: str
    field: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a row, or in the file, that a person must hear, with the place where it stands."""

    code: str
    sentence: str
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = Severity.WARNING
    row: int | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None
    raw: str | None = None

    @classmethod
    def from_issue(cls, issue: TableIssue, name: str | None = None) -> Problem:
        """Return what the reader of tables found, with the field that the column is mapped to."""
        return cls(
            issue.code,
            issue.sentence,
            issue.params,
            issue.severity,
            issue.row,
            issue.line,
            issue.column,
            name,
            issue.raw,
        )

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.sentence % self.params if self.params else self.sentence

    def to_json(self) -> dict[str, object]:
        """Return the problem as the dry run prints it."""
        return {
            "row": self.row,
            "line": self.line,
            "column": self.column,
            "field": self.field,
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message,
            "raw": self.raw,
        }


class DateField(NamedTuple):
    """A date as it stood in the cell, and what it was read as."""

    raw: str
    value: PartialDate | None = None
    calendar: str = "gregorian"
    circa: bool = False

    @property
    def told(self) -> tuple[str | None, str | None]:
        """The value and precision as the dry run prints them: a decade by its three digits, without marks of doubt."""
        if self.value is None:
            return None, None
        if self.value.precision is Precision.DAY:
            return "{}-{:02}-{:02}".format(*self.value.parts), "day"
        text = self.value.edtf.replace("~", "")
        return text.removesuffix("X") if self.value.precision is Precision.DECADE else text, str(self.value.precision)

    def to_json(self) -> dict[str, object]:
        """Return the date as the dry run prints it, doubt beside the value."""
        text, precision = self.told
        return {
            "raw": self.raw,
            "value": text,
            "precision": precision,
            "calendar": self.calendar,
            "circa": self.circa,
        }


class RowDraft(NamedTuple):
    """One row of a list as it would be imported, with its raw cells and everything that is wrong with it."""

    row: int
    line: int
    raw: tuple[str, ...]
    fields: Mapping[str, str | DateField]
    problems: tuple[Problem, ...] = ()
    duplicate_of_rows: tuple[int, ...] = ()
    would_import: bool = True
    skipped: Skip | None = None

    @property
    def has_error(self) -> bool:
        """Whether something of this row would be left out."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def to_json(self) -> dict[str, object]:
        """Return the row as the dry run prints it."""
        fields = {
            name: value.to_json() if isinstance(value, DateField) else value for name, value in self.fields.items()
        }
        return {
            "row": self.row,
            "line": self.line,
            "would_import": self.would_import,
            "raw": list(self.raw),
            "fields": fields,
            "duplicate_of_rows": list(self.duplicate_of_rows),
        }
