"""Sheets of an XLSX workbook, row by row, in flat memory, however large the sheet claims to be."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from case_mgr.core.text import N_
from case_mgr.tables.archive import Archive, LocalNames, local_attributes
from case_mgr.tables.numfmt import Format, find_format, write_number
from case_mgr.tables.types import Record, Rejected, TableIssue

CELL_LIMIT = 131_072
FORMULA = N_("A cell holds a formula. The value that it showed when the file was last saved was read.")
LONG_CELL = N_("A cell in row %(line)s is longer than %(limit)s characters. Shorten it and choose the file again.")

_MAIN = "xl/workbook.xml"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_MERGED = re.compile(rb"mergeCell\s[^>]*?ref=[\"']([A-Z]+[0-9]+):([A-Z]+[0-9]+)")
_END_OF_ROWS = re.compile(rb"</(?:\w+:)?sheetData>")
_TAIL_LIMIT = 8 << 20
_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by name, the part that holds it, and whether its maker hid it."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Xlsx:
    """A workbook's sheets, shared texts and formats."""

    archive: Archive
    sheets: list[Sheet] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _formats: list[Format] = field(default_factory=list)
    _epoch_1904: bool = False

    @classmethod
    def open(cls, archive: Archive) -> Xlsx:
        """Read what all sheets share."""
        book = cls(archive)
        targets = _read_targets(archive)
        book._read_sheets(targets)
        folder = posixpath.dirname(_MAIN)
        book._formats = _read_formats(archive, targets.get("styles", f"{folder}/styles.xml"))
        book._texts = _read_texts(archive, targets.get("sharedStrings", f"{folder}/sharedStrings.xml"))
        return book

    def _read_sheets(self, targets: dict[str, str]) -> None:
        local = LocalNames()

        def start(name: str, attributes: dict[str, str]) -> None:
            at = local_attributes(attributes)
            if local[name] == "sheet":
                part = targets.get(at.get("id", ""), "")
                if "worksheets/" in part or "sheet" in posixpath.basename(part).lower():
                    self.sheets.append(Sheet(at.get("name", ""), part, at.get("state", "visible") != "visible"))
            elif local[name] == "workbookPr":
                self._epoch_1904 = at.get("date1904", "0") in ("1", "true")

        self.archive.parse_whole(_MAIN, start)

    def list_records(self, sheet: Sheet) -> Iterator[Record]:
        """Give every row of a sheet that holds a cell."""
        reader = _SheetReader(self._texts, self._formats, self._epoch_1904)
        captions = _read_captions(self.archive, sheet.part)
        for _ in self.archive.parse(sheet.part, reader.start, reader.end, reader.text):
            for record in reader.rows:
                yield Record(record.index, record.line, record.cells, record.issues, record.index in captions)
            reader.rows.clear()


def _read_targets(archive: Archive) -> dict[str, str]:
    """Return parts of the workbook by relation id, and by the last word of the relation's type."""
    targets: dict[str, str] = {}
    local = LocalNames()

    def start(name: str, attributes: dict[str, str]) -> None:
        if local[name] == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            targets[attributes.get("Id", "")] = target
            targets.setdefault(posixpath.basename(attributes.get("Type", "")), target)

    archive.parse_whole("xl/_rels/workbook.xml.rels", start)
    return targets


def _read_formats(archive: Archive, part: str) -> list[Format]:
    if part not in archive:
        return []
    codes: dict[int, str] = {}
    numbers: list[int] = []
    local = LocalNames()
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = local[name]
        inside.append(kind)
        if kind == "numFmt":
            codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif kind == "xf" and "cellXfs" in inside:
            numbers.append(int(attributes.get("numFmtId", "0")))

    def end(_: str) -> None:
        inside.pop()

    archive.parse_whole(part, start, end)
    return [find_format(number, codes.get(number)) for number in numbers]


def _read_texts(archive: Archive, part: str) -> list[str]:
    if part not in archive:
        return []
    reader = _TextReader()
    archive.parse_whole(part, reader.start, reader.end, reader.text)
    return reader.texts


def _read_captions(archive: Archive, part: str) -> frozenset[int]:
    """Return rows (from 0) where a cell is merged with the cells beside it: titles and captions."""
    parts: list[bytes] = []
    tail, size = b"", 0
    for chunk in archive.stream(part):
        if parts:
            parts.append(chunk)
            size += len(chunk)
        elif _END_OF_ROWS.search(tail + chunk):
            parts = [tail, chunk]
        if size > _TAIL_LIMIT:
            break
        tail = chunk[-40:]
    tail = b"".join(parts)
    merged = [(first.decode(), last.decode()) for first, last in _MERGED.findall(tail)]
    return frozenset(_row(first) for first, last in merged if _column(last) > _column(first))


def unescape(text: str) -> str:
    """Return a text of the format with its `_x000D_` escapes resolved."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _column(reference: str) -> int:
    number = 0
    for char in reference:
        if not "A" <= char <= "Z":
            break
        number = number * 26 + ord(char) - 64
    return number - 1


def _row(reference: str) -> int:
    digits = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) - 1 if digits.isascii() and digits.isdecimal() else 0


class _TextReader:
    """Collects the texts that a workbook's cells share; readings above the line are no part of them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._local = LocalNames()
        self._pieces: list[str] = []
        self._take = self._phonetic = False

    def start(self, name: str, _: dict[str, str]) -> None:
        kind = self._local[name]
        self._take = kind == "t" and not self._phonetic
        self._phonetic = self._phonetic or kind == "rPh"

    def end(self, name: str) -> None:
        kind = self._local[name]
        self._take = False
        if kind == "rPh":
            self._phonetic = False
        elif kind == "si":
            self.texts.append(unescape("".join(self._pieces)))
            self._pieces.clear()

    def text(self, data: str) -> None:
        if self._take:
            self._pieces.append(data)


class _SheetReader:
    """Turns the events of a sheet's XML into records."""

    def __init__(self, texts: list[str], formats: list[Format], epoch_1904: bool) -> None:
        self.rows: list[Record] = []
        self._texts, self._formats, self._epoch_1904 = texts, formats, epoch_1904
        self._local = LocalNames()
        self._places: dict[str, int] = {}
        self._at = -1
        self._cells: list[str] = []
        self._issues: list[TableIssue] = []
        self._column = -1
        self._kind = "n"
        self._style = 0
        self._take = False
        self._pieces: list[str] = []
        self._size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match self._local[name]:
            case "c":
                reference = attributes.get("r")
                self._column = self._place(reference) if reference else self._column + 1
                self._kind = attributes.get("t", "n")
                self._style = int(attributes.get("s", "0"))
                self._pieces.clear()
                self._size = 0
            case "v" | "t":
                self._take = True
            case "rPh":
                self._kind = f"{self._kind}!"
            case "f":
                issue = TableIssue("formula_cell", FORMULA, line=self._at + 1, column=self._column)
                self._issues.append(issue)
            case "row":
                row = attributes.get("r")
                self._at = int(row) - 1 if row else self._at + 1
                self._cells, self._issues, self._column = [], [], -1

    def end(self, name: str) -> None:
        match self._local[name]:
            case "v" | "t":
                self._take = False
            case "rPh":
                self._kind = self._kind.rstrip("!")
            case "c":
                if self._pieces:
                    value = self._value("".join(self._pieces))
                    if value:
                        self._cells.extend([""] * (self._column - len(self._cells)))
                        self._cells.append(value)
            case "row":
                if self._cells:
                    self.rows.append(Record(self._at, self._at + 1, tuple(self._cells), tuple(self._issues)))

    def text(self, data: str) -> None:
        if self._take and self._kind[-1] != "!":
            self._size += len(data)
            if self._size > CELL_LIMIT:
                raise Rejected(LONG_CELL, "cell_too_long", line=self._at + 1, limit=f"{CELL_LIMIT:,}")
            self._pieces.append(data)

    def _place(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        place = self._places.get(letters)
        if place is None:
            place = self._places[letters] = min(_column(letters), _COLUMNS)
        return max(place, len(self._cells))

    def _value(self, text: str) -> str:
        match self._kind:
            case "s":
                number = int(text) if text.isascii() and text.isdecimal() else -1
                return self._texts[number] if 0 <= number < len(self._texts) else ""
            case "n":
                shown = self._formats[self._style] if self._style < len(self._formats) else Format.PLAIN
                return write_number(text.strip(), shown, self._epoch_1904)
            case "b":
                return "TRUE" if text.strip() == "1" else "FALSE"
            case "d":
                return text.removesuffix("T00:00:00")
        return unescape(text)
