"""One raw row made into a draft: fields by name, each problem with its line and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from case_mgr.core.text import N_
from case_mgr.imports.draftblock import DraftBlock, Values
from case_mgr.imports.repeats import Repeats
from case_mgr.imports.types import BLOCKING, DATE_FIELDS, NAME_PARTS, DateField, Mapped, Problem, RowDraft
from case_mgr.imports.values import (
    CELL_ERROR,
    MIXED_SCRIPT,
    NAME_MISSING,
    NOT_A_PERSON,
    SEVERAL_PERSONS,
    TWO_SPELLINGS,
    WITH_BIRTH,
    are_plain_names,
    clean_text,
    has_mixed_script,
    holds_day,
    is_broken,
    is_error,
    is_person,
    is_placeholder,
    is_plain_name,
    is_written_twice,
    names_several,
    read_coded,
    strip_wrapping,
)
from case_mgr.tables.dateforms import AMBIGUOUS, INVALID, OTHER_CALENDAR, TWO_DIGITS, DateReading, Order
from case_mgr.tables.dates import holds_several, read_date, read_usual
from case_mgr.tables.looks import COMMENT
from case_mgr.tables.merged import MERGED
from case_mgr.tables.statelist import read_entry
from case_mgr.tables.types import EvenBlock, RawRow, Severity, Skip, TableIssue
from case_mgr.tables.xlsxsheet import DATE_FROM_YEAR

_Cell = tuple[str | DateField | None, Problem | None]
_NOTHING: _Cell = (None, None)
# Fields whose text is read for what it means; the others are kept as they stand.
_CODED = DATE_FIELDS | {"sex", "nationality"}
# Fields that are of one person alone: a cell merged over several rows says nothing of the second.
_OWN = frozenset({*NAME_PARTS, "full_name", "aliases", "date_of_birth", "date_of_death", "sex", "reference"})
_REMEMBERED = 32_768
_REMEMBERED_TEXTS = 1024
IN_FUTURE = "date_in_future"
SEVERAL = "date_several_values"
SENTENCES = {
    INVALID: N_("“%(raw)s” is not understood as a date. Correct it in the list; the rest of the row is kept."),
    AMBIGUOUS: N_("“%(raw)s” can be read day first or month first. Say which order this list uses."),
    TWO_DIGITS: N_("“%(raw)s” has a year of two digits. Write the century."),
    OTHER_CALENDAR: N_("“%(raw)s” seems to be a date of another calendar (%(calendar)s). Write the Gregorian date."),
    SEVERAL: N_("“%(raw)s” holds several dates. Write the right one, or each person in a row of its own."),
    IN_FUTURE: N_("“%(raw)s” lies in the future. Correct it in the list; the rest of the row is kept."),
}
VALUE_UNKNOWN = N_("“%(raw)s” is not known here. The text is kept with the row; choose the value later.")
SKIPPED = {
    Skip.REPEATED_HEADER: N_("This row repeats the header. It is left out."),
    Skip.FOOTNOTE: N_("This row is a footnote or total. It is left out."),
    Skip.CAPTION: N_("This row is a caption across the columns. It is left out."),
}


class Drafter:
    """Makes drafts of the rows of one list; `find_order` is asked only when a date can be read in two orders."""

    def __init__(
        self,
        mapping: Mapped,
        order: Order | None,
        find_order: Callable[[str], Order | None],
        today: date,
        repeats: Repeats,
    ) -> None:
        self._columns = tuple(mapping.items())
        self._sources = mapping
        self._names = tuple(mapping)
        self._fields = {index: field for field, index in mapping.items()}
        self._name_column = mapping.get("full_name", mapping.get("surname", mapping.get("given_name")))
        # A patronymic follows surname and given name; without one the given name comes first.
        self._parts = NAME_PARTS if "patronymic" in mapping else ("given_name", "surname")
        self._order, self._find_order, self._today, self._repeats = order, find_order, today, repeats
        self._this_day = (today.year, today.month, today.day)
        self._known: dict[str, dict[str, _Cell]] = {name: {} for name in mapping}
        # The values of cells about which there is nothing to say.
        self._values: dict[str, dict[str, str | DateField]] = {name: {"": ""} for name in mapping}

    def draft_block(self, block: EvenBlock) -> DraftBlock:
        """Return the drafts of rows without a fault, read column by column."""
        columns = list(zip(*block.cells, strict=True))
        problems: dict[int, list[Problem]] = {}
        fields: dict[str, Values] = {}
        for field, column in self._columns:
            cells = columns[column]
            as_it_stands = block.clean and field not in _CODED
            fields[field] = cells if as_it_stands else self._read_column(field, column, cells, block, problems)
        names = fields.get("full_name") or self._compose_column(fields)
        if not (all(names) and are_plain_names(cast(Sequence[str], names))):
            doubted = (at for at, name in enumerate(names) if not (isinstance(name, str) and is_plain_name(name)))
            for at in doubted:
                problems.setdefault(at, [])
        fields.setdefault("full_name", names)
        apart: dict[int, RowDraft] = {}
        repeats: dict[int, tuple[int, ...]] = {}
        births = fields.get("date_of_birth")
        start = 0
        for at in (*sorted(problems), len(names)):
            self._repeats.find_run(block.row, names, births, range(start, at), repeats)
            if at < len(names):
                row = RawRow(block.row + at, block.line + at, tuple(block.cells[at]))
                read = {name: value for name in self._names if (value := fields[name][at])}
                apart[at] = self._finish(row, read, problems[at])
            start = at + 1
        return DraftBlock(block, columns, fields, self._sources, apart, repeats)

    def _compose_column(self, fields: Mapping[str, Values]) -> list[str]:
        parts = [fields[part] for part in self._parts if part in fields]
        return [" ".join([str(part) for part in cells if part]) for cells in zip(*parts, strict=True)]

    def _read_column(
        self,
        field: str,
        column: int,
        cells: Sequence[str],
        block: EvenBlock,
        problems: dict[int, list[Problem]],
    ) -> Values:
        """Return the values of a column; what is wrong with a cell is added to the problems of its row."""
        values = list(map(self._values[field].get, cells))
        if all(values):
            return values
        for at, value in enumerate(values):
            if value is None:
                values[at], problem = self._read_known(field, cells[at])
                if problem is not None:
                    placed = replace(problem, row=block.row + at, line=block.line + at, column=column)
                    problems.setdefault(at, []).append(placed)
        return values

    def draft(self, row: RawRow) -> RowDraft:
        """Return the draft of one row."""
        if row.skip is not None:
            problem = Problem(row.skip.value, SKIPPED[row.skip], row=row.row, line=row.line)
            return RowDraft(row.row, row.line, row.cells, {}, (problem,), would_import=False, skipped=row.skip)
        problems = [self._take_issue(issue) for issue in row.issues]
        fields: dict[str, str | DateField] = {}
        cells = row.cells
        width = len(cells)
        for field, column in self._columns:
            if column < width and (raw := cells[column]):
                value, found = self._read_known(field, raw)
                if value is not None:
                    fields[field] = value
                if found is not None:
                    problems.append(replace(found, row=row.row, line=row.line, column=column))
        for issue in row.issues:
            self._heed(issue, fields)
        comments = [str(issue.params["text"]) for issue in row.issues if issue.code == COMMENT]
        if comments:
            notes = fields.get("notes")
            fields["notes"] = "\n".join([notes, *comments] if isinstance(notes, str) else comments)
        return self._finish(row, fields, problems)

    def _take_issue(self, issue: TableIssue) -> Problem:
        name = self._fields.get(-1 if issue.column is None else issue.column)
        problem = Problem.from_issue(issue, name)
        # A doubt about a cell that is read as a date costs its value.
        doubted = issue.code == DATE_FROM_YEAR and name in DATE_FIELDS
        return replace(problem, severity=Severity.ERROR) if doubted else problem

    def _heed(self, issue: TableIssue, fields: dict[str, str | DateField]) -> None:
        """Change what was read of a cell about which the reader of the file knows more."""
        name = self._fields.get(-1 if issue.column is None else issue.column, "")
        if issue.code == MERGED and issue.raw and name and name not in _OWN:
            # The value stands for a row below its first; what belongs to one person alone does not.
            value, _ = self._read_known(name, issue.raw)
            if value is not None:
                fields.setdefault(name, value)
        elif issue.code == DATE_FROM_YEAR and name in DATE_FIELDS:
            # A wrong date is worse than none.
            fields[name] = DateField(issue.raw or "", None)
        elif issue.code == "letters_zawgyi":
            # Text in the letters of another font would be read as another name.
            fields.pop(name, None)

    def _finish(self, row: RawRow, fields: dict[str, str | DateField], problems: list[Problem]) -> RowDraft:
        """Return the draft of a row whose cells were read: its name, and the rows before that may be the same."""
        given, raw = fields.get("full_name"), self._raw_name(row)
        plain = isinstance(given, str) and is_plain_name(given) and not is_broken(raw)
        name = str(given) if plain else self._read_name(fields, problems, row)
        would_import = not any(problem.code in BLOCKING for problem in problems) if problems else True
        repeats: tuple[int, ...] = ()
        if name and would_import:
            birth = fields.get("date_of_birth")
            repeats = self._repeats.find(row.row, name, birth.value if isinstance(birth, DateField) else None)
        return RowDraft(row.row, row.line, row.cells, fields, tuple(problems), repeats, would_import)

    def _read_known(self, field: str, raw: str) -> _Cell:
        """Read a cell, or remember it: in most columns the same few values come again and again."""
        known = self._known[field]
        if (found := known.get(raw)) is None:
            found = _NOTHING if raw.isspace() else self._read_cell(field, raw)
            if len(known) < (_REMEMBERED if field in _CODED else _REMEMBERED_TEXTS):
                known[raw] = found
                if found[0] is not None and found[1] is None:
                    self._values[field][raw] = found[0]
        return found

    def _read_cell(self, field: str, raw: str) -> _Cell:
        """Return what a cell holds for a field, and what is wrong with it."""
        if self._order is None and field in DATE_FIELDS and (day := read_usual(raw)) and day.parts <= self._this_day:
            return DateField(raw, day), None
        if is_error(raw.strip()):
            return None, Problem("cell_error", CELL_ERROR, {"raw": raw.strip()}, field=field, raw=raw)
        if field in DATE_FIELDS:
            return self._read_date(field, raw)
        text = clean_text(raw)
        if field not in _CODED:
            return text or None, None
        value, known = read_coded(field, text)
        if known:
            return value, None
        return value, Problem("value_unknown", VALUE_UNKNOWN, {"raw": text[:80]}, field=field, raw=raw)

    def _read_date(self, field: str, raw: str) -> _Cell:
        reading = read_date(raw, self._order)
        if reading.problem == AMBIGUOUS and self._order is None and (proved := self._find_order(field)):
            reading = read_date(raw, proved)
        code = reading.problem or self._future(reading)
        if code is None and reading.value is None and field != "date_of_birth":
            # A dash, or “no”: nothing is known to have happened. Everybody was born.
            return _NOTHING
        if code is None:
            return DateField(raw, reading.value, reading.calendar, reading.circa), None
        if code == INVALID and holds_several(raw, self._order):
            code = SEVERAL
        params = {"raw": raw.strip()[:80], "calendar": reading.calendar}
        problem = Problem(code, SENTENCES[code], params, Severity.ERROR, field=field, raw=raw)
        return DateField(raw, None, reading.calendar), problem

    def _future(self, reading: DateReading) -> str | None:
        value = reading.value
        if value is None or value.earliest is None or (value.end is None and value.start is not None):
            return None
        return IN_FUTURE if value.earliest > self._today else None

    def _read_name(self, fields: dict[str, str | DateField], problems: list[Problem], row: RawRow) -> str:
        name, raw = strip_wrapping(str(fields.get("full_name", ""))), self._raw_name(row)
        if not name:
            name = self._compose(fields)
        problem = None
        if not name or is_placeholder(name):
            fields.pop("full_name", None)
            name, problem = "", Problem("name_missing", NAME_MISSING, severity=Severity.ERROR)
        else:
            name = fields["full_name"] = self._take_entry(name, fields, problems, row)
            if not is_person(name) or holds_day(name):
                problem = Problem("name_not_a_person", NOT_A_PERSON, {"raw": name[:80]}, Severity.ERROR)
            elif names_several(name) or (raw and is_broken(raw) and names_several(raw)):
                problem = Problem("several_persons", SEVERAL_PERSONS, {"raw": name[:80]}, Severity.ERROR)
            elif is_written_twice(name):
                problem = Problem("several_values", TWO_SPELLINGS, {"raw": name[:80]})
            elif has_mixed_script(name):
                problem = Problem("name_mixed_script", MIXED_SCRIPT)
        if problem is not None:
            column = self._name_column
            problems.append(replace(problem, row=row.row, line=row.line, column=column, field="full_name", raw=raw))
        return name

    def _take_entry(self, name: str, fields: dict[str, str | DateField], problems: list[Problem], row: RawRow) -> str:
        """Return the name alone of a cell that holds birth and place beside it, as lists of a state do."""
        entry = read_entry(name) if any(map(str.isdigit, name)) else None
        if entry is None:
            return name
        for field in ("aliases", "date_of_birth", "place_of_birth"):
            value, _ = self._read_cell(field, entry[field]) if field in entry else _NOTHING
            if value is not None:
                # What a column of its own says stands.
                fields.setdefault(field, value)
        problems.append(
            Problem("name_with_birth", WITH_BIRTH, row=row.row, line=row.line, column=self._name_column, raw=name)
        )
        return entry["full_name"]

    def _raw_name(self, row: RawRow) -> str | None:
        column = self._name_column
        return row.cells[column] if column is not None and column < len(row.cells) else None

    def _compose(self, fields: Mapping[str, str | DateField]) -> str:
        return " ".join(str(fields[part]) for part in self._parts if part in fields)
