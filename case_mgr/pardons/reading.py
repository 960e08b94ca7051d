"""Reads the names of a list out of a file or a text; of tables the imports know the headings, a floor above."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.pardons import lines
from case_mgr.pardons.lines import Line
from case_mgr.pardons.types import Layout
from case_mgr.tables.encoding import find_encoding
from case_mgr.tables.reader import read as read_raw
from case_mgr.tables.sniff import find_kind
from case_mgr.tables.source import Source
from case_mgr.tables.types import Kind, TableIssue

LARGEST = 4_000_000
LONGEST = 1_000_000
_TABLES = frozenset({".csv", ".tsv"})
_TOO_LARGE = N_("The file is too large for a list of names. Divide it, and add the parts one after another.")

# Takes a table as text, and gives its names.
Reader = Callable[[bytes], tuple[Line, ...]]
_readers: list[Reader] = []


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file holds, as text that a person can look at, and what must be told of how it was read."""

    text: str
    layout: Layout = Layout.LINES
    told: tuple[TableIssue, ...] = ()


def read_tables_with(reader: Reader) -> None:
    """Hand in who reads tables."""
    _readers[:] = [reader]


def read(text: str, layout: Layout = Layout.LINES) -> tuple[Line, ...]:
    """Return who stands on each line of a text, or why nobody does."""
    if layout is Layout.LINES:
        return lines.parse(text)
    # A form sends every line with both its ends.
    data = text.replace("\r\n", "\n").encode("utf-8", "replace")
    return tuple(line for reader in _readers for line in reader(data)) if text.strip() else ()


def take(data: bytes, name: str, encoding: str | None = None) -> Taken:
    """Turn a file into text without losing anything, or refuse it with the reason."""
    if len(data) > LARGEST:
        raise Refused(_TOO_LARGE)
    kind = find_kind(Source(data))
    if kind is not Kind.CSV:
        taken = _book(data, name)
    else:
        found = find_encoding(Source(data), encoding)
        text = data[found.start :].decode(found.name).removeprefix("\ufeff")
        table = PurePath(name.replace("\\", "/")).suffix.lower() in _TABLES
        taken = Taken(text, Layout.TABLE if table else Layout.LINES, found.issues)
    if len(taken.text) > LONGEST:
        raise Refused(_TOO_LARGE)
    return taken


def read_file(data: bytes, name: str) -> tuple[Line, ...]:
    """Read a file at once, as the command line does."""
    taken = take(data, name)
    return read(taken.text, taken.layout)


def _quoted(cell: str) -> str:
    """Write a cell so that the reader of tables gives it back."""
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in '\t\n\r"') else cell


def _book(data: bytes, name: str) -> Taken:
    """Write the sheet of a workbook as text with tabulators, every row on the line where it stands."""
    table = read_raw(data, name, header_row="none")
    out = io.StringIO()
    at = 1
    for row in table.records:
        # Blank rows stay blank lines: whoever looks at the workbook finds the line that is named.
        while at < row.line:
            out.write("\n")
            at += 1
        out.write("\t".join(map(_quoted, row.cells)) + "\n")
        at += 1 + sum(cell.count("\n") for cell in row.cells)
        if out.tell() > LONGEST:
            raise Refused(_TOO_LARGE)
    return Taken(out.getvalue(), Layout.TABLE, table.issues)
