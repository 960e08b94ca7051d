"""Records of a text file, one at a time, in flat memory; a quote never closed costs its own line and no other."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from itertools import islice

from case_mgr.core.text import N_
from case_mgr.tables.dialect import Dialect
from case_mgr.tables.encoding import Encoding
from case_mgr.tables.quoting import split, split_literally
from case_mgr.tables.source import Source
from case_mgr.tables.types import Record, Rejected, Severity, TableIssue

CELL_LIMIT = 131_072
CELL_TOO_LONG = N_(
    "A cell in line %(line)s is longer than %(limit)s characters. "
    "Look whether a quote is missing there, or shorten the cell."
)
UNTERMINATED = N_("The quote opened in line %(line)s is never closed. Close it in the file; this row is left out.")
STRAY = N_("Line %(line)s has a quote where none belongs. Look whether its cells are right.")

_RECORD_LINES = 2000
_RECOVERED_LINES = 50
_RECORD_CHARS = 1 << 20


class _Runaway(Exception):
    """A quoted cell goes on for longer than any cell does."""


class _Lines:
    """The lines of a text, countable, and handed back when a record swallowed too many."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self.count = 0
        self.held: list[str] = []
        self._chars = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._text)
        self.count += 1
        self.held.append(line)
        self._chars += len(line)
        if len(self.held) > 1 and (len(self.held) > _RECORD_LINES or self._chars > _RECORD_CHARS):
            raise _Runaway
        return line

    def begin(self) -> None:
        """Forget the lines of the record before."""
        self.held.clear()
        self._chars = 0

    def keep(self, number: int) -> None:
        """Hand back all lines of this record but the first few."""
        self._again.extendleft(reversed(self.held[number:]))
        self.count -= len(self.held) - number


def open_text(source: Source, encoding: Encoding) -> io.TextIOWrapper:
    """Return the text of a file, whose lines end at CR, LF or CRLF as they come."""
    return io.TextIOWrapper(source.open(encoding.start), encoding=encoding.name, errors="strict", newline="")


def sample_lines(source: Source, encoding: Encoding, limit: int = 200) -> list[str]:
    """Return the first lines of a file, to judge its dialect."""
    lines, chars = [], 0
    for line in islice(open_text(source, encoding), limit):
        lines.append(line)
        chars += len(line)
        if chars > _RECORD_CHARS:
            break
    return lines


def list_records(source: Source, encoding: Encoding, dialect: Dialect) -> Iterator[Record]:
    """Give every record of the file, blank ones too."""
    if encoding.quotes and dialect.delimiter != '"':
        yield from _list_quoted(_Lines(open_text(source, encoding)), dialect)
        return
    reader = csv.reader(open_text(source, encoding), delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE)
    index = 0
    try:
        for index, cells in enumerate(reader):
            yield Record(index, index + 1, tuple(cells))
    except csv.Error as error:
        raise _too_long(reader.line_num) from error


def _list_quoted(lines: _Lines, dialect: Dialect) -> Iterator[Record]:
    reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
    index = 0
    while True:
        lines.begin()
        start = lines.count + 1
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return
        except (csv.Error, _Runaway):
            record = _recover(lines, dialect, index, start)
            reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
        else:
            if len(lines.held) > 1 and len(cells) != dialect.width and _is_whole(lines.held[0], dialect):
                record = _cut(lines, dialect, index, start)
                reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
            else:
                record = Record(index, start, cells)
        yield record
        index += 1


def _is_whole(line: str, dialect: Dialect) -> bool:
    """Whether the line alone has the usual number of cells once its open quote is taken as a letter."""
    return len(split_literally(line.rstrip("\r\n"), dialect.delimiter)) == dialect.width


def _recover(lines: _Lines, dialect: Dialect, index: int, start: int) -> Record:
    text = ""
    for number, line in enumerate(lines.held[:_RECOVERED_LINES], 1):
        text += line
        found = split(text.rstrip("\r\n"), dialect.delimiter)
        if found.closed:
            if number > 1 and len(found.cells) != dialect.width:
                break
            if any(len(cell) > CELL_LIMIT for cell in found.cells):
                raise _too_long(start)
            lines.keep(number)
            return Record(index, start, found.cells, (TableIssue("quote_stray", STRAY, {"line": start}, line=start),))
        # A first line that is whole without its quote, or a next one that is a row of its own, belongs to nobody else.
        if (
            (number == 1 and _is_whole(line, dialect))
            or (number > 1 and _is_row(line, dialect))
            or len(text) > CELL_LIMIT
        ):
            break
    return _cut(lines, dialect, index, start)


def _is_row(line: str, dialect: Dialect) -> bool:
    found = split(line.rstrip("\r\n"), dialect.delimiter)
    return found.closed and len(found.cells) == dialect.width


def _cut(lines: _Lines, dialect: Dialect, index: int, start: int) -> Record:
    cells = split_literally(lines.held[0].rstrip("\r\n"), dialect.delimiter)
    if any(len(cell) > CELL_LIMIT for cell in cells):
        raise _too_long(start)
    lines.keep(1)
    issue = TableIssue("quote_unterminated", UNTERMINATED, {"line": start}, Severity.ERROR, line=start)
    return Record(index, start, cells, (issue,))


def _too_long(line: int) -> Rejected:
    return Rejected(CELL_TOO_LONG, "cell_too_long", line=line, limit=f"{CELL_LIMIT:,}")
