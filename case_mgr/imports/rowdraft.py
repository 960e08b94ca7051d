"""One raw row made into a draft: fields by name, each problem with its line and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from case_mgr.core.text import N_
from case_mgr.imports.repeats import Repeats
from case_mgr.imports.types import BLOCKING, DATE_FIELDS, NAME_PARTS, DateField, Mapped, Problem, RowDraft
from case_mgr.imports.values import (
    MIXED_SCRIPT,
    NAME_MISSING,
    NOT_A_PERSON,
    clean_text,
    has_mixed_script,
    is_person,
    is_placeholder,
    read_nationalities,
    read_sex,
)
from case_mgr.tables.dates import AMBIGUOUS, INVALID, OTHER_CALENDAR, TWO_DIGITS, DateReading, Order, read_date
from case_mgr.tables.types import RawRow, Severity, Skip

_Cell = tuple[str | DateField | None, Problem | None]
_REMEMBERED = 20_000
IN_FUTURE = "date_in_future"
SENTENCES = {
    INVALID: N_("“%(raw)s” is not understood as a date. Correct it in the list; the rest of the row is kept."),
    AMBIGUOUS: N_("“%(raw)s” can be read day first or month first. Say which order this list uses."),
    TWO_DIGITS: N_("“%(raw)s” has a year of two digits. Write the century."),
    OTHER_CALENDAR: N_("“%(raw)s” seems to be a date of another calendar (%(calendar)s). Write the Gregorian date."),
    IN_FUTURE: N_("“%(raw)s” lies in the future. Correct it in the list; the rest of the row is kept."),
}
VALUE_UNKNOWN = N_("“%(raw)s” is not known here. The text is kept with the row; choose the value later.")
SKIPPED = {
    Skip.REPEATED_HEADER: N_("This row repeats the header. It is left out."),
    Skip.FOOTNOTE: N_("This row is a footnote or total. It is left out."),
    Skip.CAPTION: N_("This row is a caption across the columns. It is left out."),
}


class Drafter:
    """Makes drafts of the rows of one list."""

    def __init__(
        self, header: Sequence[str], mapping: Mapped, orders: Mapping[str, Order | None], today: date, repeats: Repeats
    ) -> None:
        self._columns = tuple(mapping.items())
        self._fields = {index: field for field, index in mapping.items()}
        self._name_column = mapping.get("full_name", mapping.get("surname", mapping.get("given_name")))
        self._slavic = "patronymic" in mapping
        self._orders, self._today, self._repeats = orders, today, repeats
        self._known: dict[str, dict[str, _Cell]] = {name: {} for name in mapping}

    def draft(self, row: RawRow) -> RowDraft:
        """Return the draft of one row."""
        if row.skip is not None:
            problem = Problem(row.skip.value, SKIPPED[row.skip], row=row.row, line=row.line)
            return RowDraft(row.row, row.line, row.cells, {}, (problem,), would_import=False, skipped=row.skip)
        problems = [
            Problem.from_issue(issue, self._fields.get(-1 if issue.column is None else issue.column))
            for issue in row.issues
        ]
        fields: dict[str, str | DateField] = {}
        cells = row.cells
        width = len(cells)
        for field, column in self._columns:
            if column < width and (raw := cells[column]) and not raw.isspace():
                value, found = self._read_known(field, raw)
                if value is not None:
                    fields[field] = value
                if found is not None:
                    problems.append(replace(found, row=row.row, line=row.line, column=column))
        name = self._read_name(fields, problems, row)
        would_import = not any(problem.code in BLOCKING for problem in problems) if problems else True
        repeats: tuple[int, ...] = ()
        if name and would_import:
            birth = fields.get("date_of_birth")
            repeats = self._repeats.find(row.row, name, birth.value if isinstance(birth, DateField) else None)
        return RowDraft(row.row, row.line, cells, fields, tuple(problems), repeats, would_import)

    def _name_of(self, column: int | None) -> str | None:
        return None if column is None else self._fields.get(column)

    def _read_known(self, field: str, raw: str) -> _Cell:
        """Read a cell, or remember it: in most columns the same few values come again and again."""
        known = self._known[field]
        if (found := known.get(raw)) is None:
            found = self._read_cell(field, raw)
            if len(known) < _REMEMBERED:
                known[raw] = found
        return found

    def _read_cell(self, field: str, raw: str) -> _Cell:
        """Return what a cell holds for a field, and what is wrong with it."""
        if field in DATE_FIELDS:
            reading = read_date(raw, self._orders.get(field))
            code = reading.problem or self._future(reading)
            if code is None:
                return DateField(raw, reading.value, reading.calendar, reading.circa), None
            params = {"raw": raw.strip()[:80], "calendar": reading.calendar}
            problem = Problem(code, SENTENCES[code], params, Severity.ERROR, field=field, raw=raw)
            return DateField(raw, None, reading.calendar), problem
        text = clean_text(raw)
        if field not in ("sex", "nationality"):
            return text or None, None
        value, known = _read_coded(field, text)
        if known:
            return value, None
        return value, Problem("value_unknown", VALUE_UNKNOWN, {"raw": text[:80]}, field=field, raw=raw)

    def _future(self, reading: DateReading) -> str | None:
        value = reading.value
        if value is None or value.earliest is None or (value.end is None and value.start is not None):
            return None
        return IN_FUTURE if value.earliest > self._today else None

    def _read_name(self, fields: dict[str, str | DateField], problems: list[Problem], row: RawRow) -> str:
        name = str(fields.get("full_name", ""))
        if not name:
            name = self._compose(fields)
        problem = None
        if not name or is_placeholder(name):
            fields.pop("full_name", None)
            name, problem = "", Problem("name_missing", NAME_MISSING, severity=Severity.ERROR)
        else:
            fields["full_name"] = name
            if not is_person(name):
                problem = Problem("name_not_a_person", NOT_A_PERSON, {"raw": name[:80]}, Severity.ERROR)
            elif has_mixed_script(name):
                problem = Problem("name_mixed_script", MIXED_SCRIPT)
        if problem is not None:
            column = self._name_column
            raw = row.cells[column] if column is not None and column < len(row.cells) else None
            problems.append(replace(problem, row=row.row, line=row.line, column=column, field="full_name", raw=raw))
        return name

    def _compose(self, fields: Mapping[str, str | DateField]) -> str:
        """A patronymic follows surname and given name; without one the given name comes first."""
        order = NAME_PARTS if self._slavic else ("given_name", "surname")
        return " ".join(str(fields[part]) for part in order if part in fields)


def _read_coded(field: str, text: str) -> tuple[str | None, bool]:
    """Return the code of a word and whether every part of it is known."""
    if is_placeholder(text):
        return None, True
    if field == "sex":
        sex = read_sex(text)
        return sex, sex is not None
    codes, unknown = read_nationalities(text)
    return ",".join(codes) or None, not unknown
