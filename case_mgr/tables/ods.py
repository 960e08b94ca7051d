"""Sheets of an OpenDocument spreadsheet, row by row, without unfolding the empty cells that it repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from case_mgr.tables.archive import Archive, LocalNames, local_attributes
from case_mgr.tables.looks import (
    COMMENT,
    COMMENTED,
    HIDDEN_COLUMNS,
    HIDDEN_ROW,
    Looks,
    Style,
    name_columns,
)
from case_mgr.tables.merged import Merged
from case_mgr.tables.numfmt import PLAIN, write_number
from case_mgr.tables.types import Record, Rejected, TableIssue
from case_mgr.tables.xlsx import Sheet
from case_mgr.tables.xlsxsheet import CELL_LIMIT, FORMULA, LONG_CELL

_CONTENT = "content.xml"
# A filled cell or row repeated more often than this is decoration, not a list.
_REPEATED_CELLS = 256
_REPEATED_ROWS = 1000
_LIST_COLUMNS = 256
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}|[^\W\d]+\.? \d{4}")


@dataclass(slots=True)
class Ods:
    """The sheets of an OpenDocument spreadsheet."""

    archive: Archive
    sheets: list[Sheet] = field(default_factory=list)
    _styles: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def open(cls, archive: Archive) -> Ods:
        """Read the names of the sheets and which of them are hidden."""
        book = cls(archive)
        hidden_styles: set[str] = set()
        local = LocalNames()
        style = [""]

        def start(name: str, attributes: dict[str, str]) -> None:
            kind = local[name]
            if kind == "style":
                style[0] = local_attributes(attributes).get("name", "")
            elif kind in ("text-properties", "table-cell-properties"):
                book._styles[style[0]] = _read_style(book._styles.get(style[0], Style()), local_attributes(attributes))
            elif kind == "table-properties" and local_attributes(attributes).get("display") == "false":
                hidden_styles.add(style[0])
            elif kind == "table":
                at = local_attributes(attributes)
                hidden = at.get("style-name", "") in hidden_styles or at.get("visibility") == "collapse"
                book.sheets.append(Sheet(at.get("name", ""), at.get("name", ""), hidden))

        archive.parse_whole(_CONTENT, start)
        return book

    def list_records(self, sheet: Sheet) -> Iterator[Record]:
        """Give every row of a sheet that holds a cell."""
        reader = _Reader(sheet.name, self._styles)
        for _ in self.archive.parse(_CONTENT, reader.start, reader.end, reader.text):
            yield from reader.rows
            reader.rows.clear()

    def find_issues(self, sheet: Sheet) -> tuple[TableIssue, ...]:
        """Return what a person must hear about the sheet as a whole."""
        reader = _Reader(sheet.name, {})
        for _ in self.archive.parse(_CONTENT, reader.start, reader.end, reader.text):
            if reader.rows:
                break
        hidden = [column for column in reader.hidden_columns if column < _LIST_COLUMNS]
        params = {"columns": name_columns(hidden)}
        return (TableIssue("hidden_column", HIDDEN_COLUMNS, params),) if hidden else ()


def _read_style(known: Style, at: dict[str, str]) -> Style:
    struck = at.get("text-line-through-style", "none") != "none" or at.get("text-line-through-type", "none") != "none"
    fill = at.get("background-color", "transparent").lower()
    plain = fill in ("transparent", "#ffffff")
    return replace(known, struck=known.struck or struck, fill=known.fill if plain else fill)


class _Reader:
    """Turns the events of the document into the records of one sheet."""

    def __init__(self, sheet: str, styles: Mapping[str, Style]) -> None:
        self.rows: list[Record] = []
        self.hidden_columns: list[int] = []
        self._styles, self._looks = styles, Looks()
        self._at_column, self._hidden = 0, False
        self._comment: list[str] = []
        self._unsaid = 0
        self._sheet, self._depth, self._row = sheet, 0, 0
        self._local = LocalNames()
        self._cells: list[str] = []
        self._gap = 0
        self._merged = Merged()
        self._repeat_row = 1
        self._cell: dict[str, str] | None = None
        self._pieces: list[str] = []
        self._quiet = 0
        self._issues: list[TableIssue] = []
        self._caption = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = self._local[name]
        if kind == "table":
            at = local_attributes(attributes)
            self._depth += bool(self._depth) or at.get("name") == self._sheet
        elif not self._depth:
            return
        elif kind == "table-row":
            self._repeat_row = _count(local_attributes(attributes).get("number-rows-repeated"))
            self._cells, self._issues, self._gap, self._caption = [], [], 0, False
            self._hidden = local_attributes(attributes).get("visibility") in ("collapse", "filter")
        elif kind == "table-column":
            self._take_column(local_attributes(attributes))
        elif kind in ("table-cell", "covered-table-cell"):
            self._cell, self._pieces, self._comment = local_attributes(attributes), [], []
        elif kind == "annotation":
            self._quiet += 1
        elif kind in ("creator", "date", "creator-initials") and self._quiet:
            self._unsaid += 1
        elif kind == "p" and self._pieces and not self._quiet:
            self._pieces.append("\n")
        elif kind == "s" and self._cell is not None:
            self._pieces.append(" " * min(_count(local_attributes(attributes).get("c")), 100))

    def end(self, name: str) -> None:
        kind = self._local[name]
        if not self._depth:
            return
        if kind == "table":
            self._depth -= 1
        elif kind == "annotation":
            self._quiet -= 1
        elif kind in ("creator", "date", "creator-initials") and self._quiet:
            self._unsaid -= 1
        elif kind in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif kind == "table-row":
            if self._cells:
                issues = self._issues + self._looks.take()
                if self._hidden:
                    issues.append(TableIssue("row_hidden", HIDDEN_ROW))
                issues += self._merged.look(self._row, self._cells)
                for step in range(min(self._repeat_row, _REPEATED_ROWS)):
                    at = self._row + step
                    self.rows.append(Record(at, at + 1, tuple(self._cells), tuple(issues), self._caption))
            self._looks.take()
            self._row += self._repeat_row

    def text(self, data: str) -> None:
        if self._cell is not None and not self._quiet:
            self._pieces.append(data)
        elif self._cell is not None and not self._unsaid:
            self._comment.append(data)

    def _take_column(self, at: dict[str, str]) -> None:
        count = min(_count(at.get("number-columns-repeated")), 16_384)
        if at.get("visibility") in ("collapse", "filter"):
            self.hidden_columns.extend(range(self._at_column, self._at_column + min(count, _LIST_COLUMNS)))
        self._at_column += count

    def _end_cell(self, at: dict[str, str]) -> None:
        value = _value(at, "".join(self._pieces)) or _formula(at)
        if len(value) > CELL_LIMIT:
            raise Rejected(LONG_CELL, "cell_too_long", line=self._row + 1, limit=f"{CELL_LIMIT:,}")
        repeat = _count(at.get("number-columns-repeated"))
        if not value:
            self._gap += repeat
            return
        if _count(at.get("number-columns-spanned")) > 1:
            self._caption = True
        # The gap of an untrusted file is bounded by the columns that a sheet can have.
        self._cells.extend([""] * min(self._gap, 16_384))
        self._gap = 0
        column = len(self._cells)
        self._merged.add(self._row, self._row + _count(at.get("number-rows-spanned")) - 1, column)
        if at.get("formula"):
            self._issues.append(TableIssue("formula_cell", FORMULA, column=column, raw=_formula(at)[:500]))
        if comment := " ".join("".join(self._comment).split())[:2000]:
            self._issues.append(TableIssue(COMMENT, COMMENTED, {"text": comment}, column=column))
        if (style := self._styles.get(at.get("style-name", ""))) and style.speaks:
            self._looks.add(style, column, value)
        self._cells.extend([value] * min(repeat, _REPEATED_CELLS))


def _formula(at: dict[str, str]) -> str:
    """Return the text of a formula without the name of its language: `of:=[.A1]` is `=[.A1]`."""
    text = at.get("formula", "")
    return text[text.index("=") :] if "=" in text else text


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 1


def _date(stored: str, shown: str) -> str:
    """Return a date as ISO, and never more exact than its cell shows it."""
    if _YEAR.fullmatch(shown):
        return stored[:4]
    return stored[:7] if _MONTH.fullmatch(shown) else stored


def _value(at: dict[str, str], text: str) -> str:
    match at.get("value-type"):
        case "date":
            return _date(at.get("date-value", text).removesuffix("T00:00:00").replace("T", " "), text.strip())
        case "float":
            return write_number(at.get("value", text), PLAIN, epoch_1904=False)
        case "boolean":
            return at.get("boolean-value", text).upper()
    return text
