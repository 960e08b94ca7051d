"""One sheet of an XLSX workbook: its XML as records, with what its cells say beside their text."""

from __future__ import annotations

import re

from case_mgr.core.text import N_
from case_mgr.tables.archive import LocalNames
from case_mgr.tables.looks import HIDDEN_ROW, Comments, Looks, Style, list_comment_issues, split_reference
from case_mgr.tables.numfmt import write_number
from case_mgr.tables.types import Record, Rejected, TableIssue

CELL_LIMIT = 131_072
FORMULA = N_("A cell holds a formula. The value that it showed when the file was last saved was read.")
YEAR_AS_DAY = N_(
    "A workbook shows this day when the year %(year)s is typed where it expects a date. Look which is meant."
)
DATE_FROM_YEAR = "date_from_year"
LONG_CELL = N_("A cell in row %(line)s is longer than %(limit)s characters. Shorten it and choose the file again.")
DECORATED = 200
"""How many of the first rows tell which colours are decoration."""

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_COLUMNS = 16_384
_SHOWN = 500


def unescape(text: str) -> str:
    """Return a text of the format with its `_x000D_` escapes resolved."""
    if "_x" not in text:
        return text
    found = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    # Half a letter is none, and nothing that is written in UTF-8 can hold it.
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_year(text: str) -> bool:
    """Whether a number that is shown as a date is the number of a year in which people here live."""
    return len(text) == 4 and text.isascii() and text.isdecimal() and 1900 <= int(text) <= 2030


class SheetReader:
    """Turns the events of a sheet's XML into records."""

    def __init__(
        self, texts: list[str], styles: list[Style], epoch_1904: bool, comments: Comments, decoration: frozenset[str]
    ) -> None:
        self.rows: list[Record] = []
        self.fills: list[set[str]] = []
        self._texts, self._styles, self._epoch_1904, self._comments = texts, styles, epoch_1904, comments
        self._looks = Looks(decoration)
        self._local = LocalNames()
        self._places: dict[str, int] = {}
        self._at = -1
        self._hidden = False
        self._cells: list[str] = []
        self._issues: list[TableIssue] = []
        self._column = -1
        self._kind = "n"
        self._style = 0
        self._take = False
        self._pieces: list[str] = []
        self._formula: list[str] | None = None
        self._in_formula = False
        self._size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        match self._local[name]:
            case "c":
                reference = attributes.get("r")
                self._column = self._place(reference) if reference else self._column + 1
                self._kind = attributes.get("t", "n")
                style = attributes.get("s", "0")
                self._style = int(style) if style.isascii() and style.isdecimal() else 0
                self._pieces.clear()
                self._formula = None
                self._size = 0
            case "v" | "t":
                self._take = True
            case "rPh":
                self._kind = f"{self._kind}!"
            case "f":
                self._formula, self._in_formula = [], True
            case "row":
                row = attributes.get("r", "")
                self._at = int(row) - 1 if row.isascii() and row.isdecimal() and len(row) < 9 else self._at + 1
                self._hidden = attributes.get("hidden") in ("1", "true")
                self._cells, self._issues, self._column = [], [], -1

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        match self._local[name]:
            case "v" | "t":
                self._take = False
            case "rPh":
                self._kind = self._kind.rstrip("!")
            case "f":
                self._in_formula = False
            case "c":
                self._end_cell()
            case "row":
                self._end_row()

    def _end_cell(self) -> None:
        value = self._value("".join(self._pieces)) if self._pieces else ""
        formula = "" if self._formula is None else f"={''.join(self._formula)}"
        # A program that never worked a formula out left no value: its text is what the file says.
        value = value or (formula if len(formula) > 1 else "")
        if not value:
            return
        self._cells.extend([""] * (self._column - len(self._cells)))
        self._cells.append(value)
        if formula:
            raw = formula if len(formula) > 1 else value
            self._issues.append(TableIssue("formula_cell", FORMULA, column=self._column, raw=raw[:_SHOWN]))
        if self._kind == "n" and not formula and value != (text := "".join(self._pieces).strip()) and _is_year(text):
            self._issues.append(TableIssue(DATE_FROM_YEAR, YEAR_AS_DAY, {"year": text}, column=self._column, raw=value))
        if self._style < len(self._styles) and (style := self._styles[self._style]).speaks:
            self._looks.add(style, self._column, value)

    def _end_row(self) -> None:
        fills = self._looks.fills
        issues = self._issues + self._looks.take()
        if not self._cells:
            return
        if self._hidden:
            issues.append(TableIssue("row_hidden", HIDDEN_ROW))
        if self._comments:
            issues += list_comment_issues(self._comments, self._at)
        self.rows.append(Record(self._at, self._at + 1, tuple(self._cells), tuple(issues)))
        if len(self.fills) < DECORATED:
            self.fills.append(fills)

    def text(self, data: str) -> None:
        """Take in text."""
        if self._take and self._kind[-1] != "!":
            self._count(data)
            self._pieces.append(data)
        elif self._in_formula and self._formula is not None:
            self._count(data)
            self._formula.append(data)

    def _count(self, data: str) -> None:
        self._size += len(data)
        if self._size > CELL_LIMIT:
            raise Rejected(LONG_CELL, "cell_too_long", line=self._at + 1, limit=f"{CELL_LIMIT:,}")

    def _place(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        place = self._places.get(letters)
        if place is None:
            place = self._places[letters] = min(split_reference(f"{letters}1")[1], _COLUMNS)
        return max(place, len(self._cells))

    def _value(self, text: str) -> str:
        match self._kind:
            case "s":
                number = int(text) if text.isascii() and text.isdecimal() else -1
                return self._texts[number] if 0 <= number < len(self._texts) else ""
            case "n":
                style = self._styles[self._style] if self._style < len(self._styles) else Style()
                return write_number(text.strip(), style.format, self._epoch_1904)
            case "b":
                return "TRUE" if text.strip() == "1" else "FALSE"
            case "d":
                return text.removesuffix("T00:00:00")
        return unescape(text)
