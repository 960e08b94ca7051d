"""What the cells of a workbook say beside their text: struck through, coloured, commented, hidden."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from case_mgr.core.text import N_
from case_mgr.tables.archive import Archive, LocalNames, local_attributes
from case_mgr.tables.numfmt import PLAIN, Format, find_format
from case_mgr.tables.types import TableIssue

STRUCK = N_("Cells of this row are struck through. It is read all the same: look what that means, such as a release.")
FILLED = N_("Cells of this row are coloured. The colour is lost when the list is read: look what it means.")
COMMENTED = N_("A cell of this row carries a comment: “%(text)s”. It is kept in the notes.")
HIDDEN_ROW = N_("This row is hidden or filtered out in the workbook. It is read all the same: look whether it belongs.")
HIDDEN_COLUMNS = N_("The sheet has hidden columns: %(columns)s. They are read: look whether they belong in the list.")

COMMENT = "cell_commented"
_WHITE = frozenset({"FFFFFFFF", "00FFFFFF", "FFFFFF"})
_COMMENTS = 20_000
_COMMENT_CHARS = 2000
_COLUMNS = 16_384

Comments = Mapping[int, Sequence[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell is shown: its number format, whether it is struck through, and its colour."""

    format: Format = PLAIN
    struck: bool = False
    fill: str = ""

    @property
    def speaks(self) -> bool:
        """Whether the looks of the cell may mean something."""
        return self.struck or bool(self.fill)


@dataclass(slots=True)
class Looks:
    """Collects what one row's cells say beside their text; colours that most rows have are decoration."""

    decoration: frozenset[str] = frozenset()
    struck: list[tuple[int, str]] = field(default_factory=list)
    filled: list[tuple[int, str]] = field(default_factory=list)
    fills: set[str] = field(default_factory=set)

    def add(self, style: Style, column: int, text: str) -> None:
        """Note a cell."""
        if style.struck:
            self.struck.append((column, text))
        if style.fill and style.fill not in self.decoration:
            self.filled.append((column, text))
            self.fills.add(style.fill)

    def take(self) -> list[TableIssue]:
        """Return the issues of the row and begin the next."""
        issues = []
        for code, sentence, found in (("cell_struck", STRUCK, self.struck), ("cell_filled", FILLED, self.filled)):
            if found:
                issues.append(TableIssue(code, sentence, column=found[0][0], raw=found[0][1]))
                found.clear()
        self.fills = set()
        return issues


def list_comment_issues(comments: Comments, row: int) -> list[TableIssue]:
    """Return an issue for each comment of a row."""
    return [TableIssue(COMMENT, COMMENTED, {"text": text}, column=column) for column, text in comments.get(row, ())]


def read_styles(archive: Archive, part: str) -> list[Style]:
    """Return the styles of an XLSX workbook by the numbers that its cells give."""
    if part not in archive:
        return []
    reader = _StyleReader()
    archive.parse_whole(part, reader.start, reader.end)
    return [
        Style(
            find_format(number, reader.codes.get(number)),
            reader.strikes[font] if 0 <= font < len(reader.strikes) else False,
            reader.fills[fill] if 0 <= fill < len(reader.fills) else "",
        )
        for number, font, fill in reader.cells
    ]


class _StyleReader:
    """Collects number formats, fonts and fills, and which of them each style takes."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.strikes: list[bool] = []
        self.fills: list[str] = []
        self.cells: list[tuple[int, int, int]] = []
        self._local = LocalNames()
        self._inside: list[str] = []
        self._solid = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        kind, inside = self._local[name], self._inside
        parent = inside[-1] if inside else ""
        inside.append(kind)
        if kind == "numFmt":
            self.codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif kind == "font" and parent == "fonts":
            self.strikes.append(False)
        elif kind == "strike" and parent == "font" and "fonts" in inside:
            self.strikes[-1] = attributes.get("val", "1") not in ("0", "false")
        elif kind == "fill" and parent == "fills":
            self.fills.append("")
        elif kind == "patternFill" and "fills" in inside:
            self._solid = attributes.get("patternType", "none") not in ("none", "gray125")
        elif kind == "fgColor" and "fills" in inside and self._solid:
            colour = "/".join(f"{key}={value}" for key, value in sorted(attributes.items()))
            white = attributes.get("rgb", "").upper() in _WHITE or attributes.get("theme") == "0"
            self.fills[-1] = "" if white else colour
        elif kind == "xf" and parent == "cellXfs":
            numbers = (attributes.get(key) for key in ("numFmtId", "fontId", "fillId"))
            one, two, three = map(_number, numbers)
            self.cells.append((one, two, three))

    def end(self, _: str) -> None:
        """Leave an element."""
        self._inside.pop()


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0


def read_comments(archive: Archive, sheet: str, place: Mapping[str, int] | None = None) -> Comments:
    """Return the comments of an XLSX sheet by row from 0: column and text."""
    folder, name = posixpath.split(sheet)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive:
        return {}
    targets: list[str] = []

    def take(_: str, attributes: dict[str, str]) -> None:
        kind = posixpath.basename(attributes.get("Type", ""))
        if kind in ("comments", "threadedComment") and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            targets.append(target.lstrip("/"))

    archive.parse_whole(relations, take)
    threads = [target for target in targets if "threaded" in target.lower()]
    reader = _CommentReader()
    for target in threads or targets:
        if target in archive:
            archive.parse_whole(target, reader.start, reader.end, reader.text)
    return reader.found


class _CommentReader:
    """Collects comments, each as one line of text."""

    def __init__(self) -> None:
        self.found: dict[int, list[tuple[int, str]]] = {}
        self._local = LocalNames()
        self._at = (-1, -1)
        self._pieces: list[str] = []
        self._take = False
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        kind = self._local[name]
        if kind in ("comment", "threadedComment"):
            self._at = split_reference(local_attributes(attributes).get("ref", ""))
            self._pieces.clear()
        self._take = kind in ("t", "text")

    def end(self, name: str) -> None:
        """Keep a comment whose cell is known."""
        self._take = False
        if self._local[name] in ("comment", "threadedComment") and self._count < _COMMENTS:
            text = " ".join("".join(self._pieces).split())[:_COMMENT_CHARS]
            if text and self._at[0] >= 0:
                self._count += 1
                self.found.setdefault(self._at[0], []).append((self._at[1], text))

    def text(self, data: str) -> None:
        """Take in text."""
        if self._take:
            self._pieces.append(data)


def split_reference(reference: str) -> tuple[int, int]:
    """Return row and column, from 0, of a reference such as B12; -1 and -1 for anything else."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) < 4 and 0 < len(digits) < 9):
        return -1, -1
    column = 0
    for char in letters.upper():
        column = column * 26 + ord(char) - 64
    return int(digits) - 1, column - 1


def list_hidden_columns(attributes: Mapping[str, str]) -> range:
    """Return the columns, from 0, that one element of a sheet's columns hides."""
    if attributes.get("hidden") not in ("1", "true"):
        return range(0)
    first, last = _number(attributes.get("min")), _number(attributes.get("max"))
    return range(max(first - 1, 0), min(last, _COLUMNS)) if first else range(0)


def name_columns(columns: Sequence[int]) -> str:
    """Return columns by their letters: A, B, C, …"""
    return ", ".join(_letters(column) for column in columns[:20]) + (", …" if len(columns) > 20 else "")


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
