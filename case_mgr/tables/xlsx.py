"""Sheets of an XLSX workbook, row by row, in flat memory, however large the sheet claims to be."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from case_mgr.tables.archive import Archive, LocalNames, local_attributes
from case_mgr.tables.looks import (
    HIDDEN_COLUMNS,
    Style,
    list_hidden_columns,
    name_columns,
    read_comments,
    read_styles,
    split_reference,
)
from case_mgr.tables.merged import Merged
from case_mgr.tables.types import Record, TableIssue
from case_mgr.tables.xlsxsheet import DECORATED, SheetReader, unescape

_MAIN = "xl/workbook.xml"
_MERGED = re.compile(rb"mergeCell\s[^>]*?ref=[\"']([A-Z]+[0-9]+):([A-Z]+[0-9]+)")
_END_OF_ROWS = re.compile(rb"</(?:\w+:)?sheetData>")
_TAIL_LIMIT = 8 << 20
_LIST_COLUMNS = 256
_FEW = 8


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
    _styles: list[Style] = field(default_factory=list)
    _epoch_1904: bool = False

    @classmethod
    def open(cls, archive: Archive) -> Xlsx:
        """Read what all sheets share."""
        book = cls(archive)
        targets = _read_targets(archive)
        book._read_sheets(targets)
        folder = posixpath.dirname(_MAIN)
        book._styles = read_styles(archive, targets.get("styles", f"{folder}/styles.xml"))
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
        comments = read_comments(self.archive, sheet.part)
        reader = SheetReader(self._texts, self._styles, self._epoch_1904, comments, self._find_decoration(sheet))
        captions, merged = _read_merged(self.archive, sheet.part)
        for record in self._read(sheet, reader):
            issues = merged.look(record.index, record.cells)
            if issues or record.index in captions:
                caption = record.index in captions
                yield replace(record, caption=caption, issues=(*record.issues, *issues))
            else:
                yield record

    def _read(self, sheet: Sheet, reader: SheetReader) -> Iterator[Record]:
        for _ in self.archive.parse(sheet.part, reader.start, reader.end, reader.text):
            yield from reader.rows
            reader.rows.clear()

    def _find_decoration(self, sheet: Sheet) -> frozenset[str]:
        """Return the colours that so many of the first rows have that they mean nothing."""
        if not any(style.fill for style in self._styles):
            return frozenset()
        reader = SheetReader(self._texts, self._styles, self._epoch_1904, {}, frozenset())
        seen: Counter[str] = Counter()
        rows = 0
        for _ in islice(self._read(sheet, reader), DECORATED):
            rows += 1
        for fills in reader.fills[:rows]:
            seen.update(fills)
        return frozenset(fill for fill, count in seen.items() if rows > _FEW and count * 3 > rows)

    def find_issues(self, sheet: Sheet) -> tuple[TableIssue, ...]:
        """Return what a person must hear about the sheet as a whole: columns that its maker hid."""
        hidden: list[int] = []
        local = LocalNames()
        rows = [False]

        def start(name: str, attributes: dict[str, str]) -> None:
            if local[name] == "col":
                hidden.extend(list_hidden_columns(attributes))
            elif local[name] in ("row", "sheetData"):
                rows[0] = True

        for _ in self.archive.parse(sheet.part, start):
            if rows[0]:
                break
        # Whoever hides all that is empty on the right hides no columns of the list.
        hidden = [column for column in hidden if column < _LIST_COLUMNS]
        params = {"columns": name_columns(hidden)}
        return (TableIssue("hidden_column", HIDDEN_COLUMNS, params),) if hidden else ()


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


def _read_texts(archive: Archive, part: str) -> list[str]:
    if part not in archive:
        return []
    reader = _TextReader()
    archive.parse_whole(part, reader.start, reader.end, reader.text)
    return reader.texts


def _read_merged(archive: Archive, part: str) -> tuple[frozenset[int], Merged]:
    """Return rows (from 0) where a cell is merged with the cells beside it, and areas downwards."""
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
    merged = [
        (split_reference(first.decode()), split_reference(last.decode())) for first, last in _MERGED.findall(tail)
    ]
    areas = Merged()
    for first, last in merged:
        areas.add(first[0], last[0], first[1])
    return frozenset(first[0] for first, last in merged if last[1] > first[1]), areas


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
