"""Records of a text file, one at a time, in flat memory; a quote never closed costs its own line and no other."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

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
_BATCH_CHARS = 1 << 16
_BATCH_RECORDS = 500


@dataclass(frozen=True, slots=True)
class Even:
    """Records that follow each other, each on one line of its own and without a fault."""

    index: int
    line: int
    rows: list[list[str]]


class _Runaway(Exception):
    """A quoted cell goes on for longer than any cell does."""


class _Lines:
    """The lines of a text, countable, and handed back when a record swallowed too many."""

    def __init__(self, text: io.TextIOWrapper, taken: Sequence[str], line: int) -> None:
        self._text = text
        self._again: deque[str] = deque(taken)
        self.count = line - 1
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

    @property
    def waiting(self) -> bool:
        """Whether lines that were taken before are left."""
        return bool(self._again)

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
    for batch in list_batches(source, encoding, dialect):
        if isinstance(batch, Even):
            for number, cells in enumerate(batch.rows):
                yield Record(batch.index + number, batch.line + number, tuple(cells))
        else:
            yield from batch


def list_batches(source: Source, encoding: Encoding, dialect: Dialect) -> Iterator[Even | list[Record]]:
    """Give every record of the file, some hundreds at a time; faulty ones and those of several lines one by one."""
    quoted = encoding.quotes and dialect.delimiter != '"'
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    text = open_text(source, encoding)
    index, line = 0, 1
    while lines := text.readlines(_BATCH_CHARS):
        try:
            rows = list(
                csv.reader(
                    lines,
                    delimiter=dialect.delimiter,
                    quoting=quoting,
                    strict=True,
                    skipinitialspace=quoted and dialect.spaced,
                )
            )
        except csv.Error as error:
            if not quoted:
                raise _too_long(_find_long(lines, dialect) + line) from error
            rows = []
        if len(rows) == len(lines):
            yield Even(index, line, rows)
            index, line = index + len(rows), line + len(lines)
            continue
        rest = _Lines(text, lines, line)
        for batch in _list_quoted(rest, dialect, index):
            yield batch
            index += len(batch)
        line = rest.count + 1


def _find_long(lines: Sequence[str], dialect: Dialect) -> int:
    """Return the number of the line, from 0, with a cell that is too long."""
    cut = (line.split(dialect.delimiter) for line in lines)
    return next((number for number, cells in enumerate(cut) if max(map(len, cells)) > CELL_LIMIT), 0)


def _list_quoted(lines: _Lines, dialect: Dialect, index: int) -> Iterator[list[Record]]:
    """Give records one by one until the lines that were taken at once are used up and a record ends."""
    reader = _read_strictly(lines, dialect)
    batch: list[Record] = []
    while lines.waiting:
        lines.begin()
        start = lines.count + 1
        try:
            cells = tuple(next(reader))
        except (csv.Error, _Runaway):
            record = _recover(lines, dialect, index, start)
            reader = _read_strictly(lines, dialect)
        else:
            if len(lines.held) > 1 and len(cells) != dialect.width and _is_whole(lines.held[0], dialect):
                record = _cut(lines, dialect, index, start)
                reader = _read_strictly(lines, dialect)
            else:
                record = Record(index, start, cells)
        batch.append(record)
        index += 1
        if len(batch) >= _BATCH_RECORDS:
            yield batch
            batch = []
    if batch:
        yield batch


def _read_strictly(lines: _Lines, dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=dialect.delimiter, strict=True, skipinitialspace=dialect.spaced)


def _is_whole(line: str, dialect: Dialect) -> bool:
    """Whether the line alone has the usual number of cells once its open quote is taken as a letter."""
    return len(split_literally(line.rstrip("\r\n"), dialect.delimiter)) == dialect.width


def _recover(lines: _Lines, dialect: Dialect, index: int, start: int) -> Record:
    plain = lines.held[0].rstrip("\r\n")
    literal = tuple(plain.split(dialect.delimiter))
    if plain.count('"') % 2 == 0 and len(literal) == dialect.width:
        # Quotes within a line that is whole without them belong to the text: “"Bird" Alena”.
        found = split(plain, dialect.delimiter)
        if not (found.closed and len(found.cells) == dialect.width):
            lines.keep(1)
            return Record(index, start, literal, (TableIssue("quote_stray", STRAY, {"line": start}, line=start),))
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
    _refuse_endless(lines, dialect, start)
    return _cut(lines, dialect, index, start)


def _refuse_endless(lines: _Lines, dialect: Dialect, start: int) -> None:
    """Refuse a file with a cell beyond measure: what the open quote swallowed are no rows, so they belong to it."""
    swallowed = lines.held[1:_RECOVERED_LINES]
    endless = len(lines.held) > _RECORD_LINES or sum(map(len, lines.held)) > CELL_LIMIT
    if endless and sum(_is_row(line, dialect) for line in swallowed) * 2 < len(swallowed):
        raise _too_long(start)


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
