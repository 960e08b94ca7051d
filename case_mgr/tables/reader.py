"""Reading a list, whatever it is written in, into one raw table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import PurePath
from typing import BinaryIO

from case_mgr.core.text import N_
from case_mgr.tables.archive import Archive
from case_mgr.tables.columns import Columns, find_columns
from case_mgr.tables.csvfile import list_batches, list_records, open_text, sample_lines
from case_mgr.tables.dialect import find_dialect
from case_mgr.tables.encoding import find_encoding
from case_mgr.tables.header import KnowsWord, find_header_issues, find_usual, numbers_columns
from case_mgr.tables.ods import Ods
from case_mgr.tables.rows import Batches, Rows
from case_mgr.tables.sniff import find_kind
from case_mgr.tables.source import Source
from case_mgr.tables.statelist import HEADER, is_state_list, list_lines
from case_mgr.tables.types import HeaderRow, Kind, RawTable, Record, Rejected, TableIssue
from case_mgr.tables.xlsx import Sheet, Xlsx

NO_ROWS = N_("The file has no rows below its header. Choose a file that holds a list.")
NO_SUCH_SHEET = N_("The workbook has no sheet “%(sheet)s”. Its sheets are: %(sheets)s.")
ALL_HIDDEN = N_("All sheets of this workbook are hidden. Show the one that holds the list, or name it when importing.")
SEVERAL_SHEETS = N_("Only the sheet “%(sheet)s” was read. The workbook also has: %(others)s. Import them one by one.")
HIDDEN_SHEET = N_("The workbook has hidden sheets: %(sheets)s. They were not read.")

_SAMPLE = 200
_TITLES = 5


@dataclass(frozen=True, slots=True)
class _Content:
    """What a reader of one kind of file hands on."""

    records: Callable[[], Iterator[Record]]
    batches: Batches
    issues: tuple[TableIssue, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    header: tuple[str, ...] = ()


def read(
    data: bytes | BinaryIO,
    name: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: HeaderRow = "auto",
    sheet: str | None = None,
    knows_header: KnowsWord | None = None,
) -> RawTable:
    """Read a list into a raw table, or refuse the file with a sentence; rows are read only when looped over."""
    source = Source(data)
    kind = find_kind(source)
    content = _open_text(source, encoding, delimiter) if kind is Kind.CSV else _open_book(source, kind, sheet)
    sample = list(islice(content.records(), _SAMPLE))
    if content.header:
        columns = Columns(None, content.header)
    else:
        columns = find_columns(sample, header_row, knows_header, even=kind is Kind.CSV)
    at, header = columns.at, columns.header
    below = [record for record in sample if at is None or record.index > at]
    rows = Rows(
        content.batches,
        at,
        header,
        even=kind is Kind.CSV and not content.header,
        numbered=numbers_columns(below),
        second=columns.second,
        usual=find_usual(below),
    )
    if next(iter(rows), None) is None:
        raise Rejected(NO_ROWS, "no_rows")
    return RawTable(
        name=PurePath(name.replace("\\", "/")).name,
        size=source.size,
        sha256=source.sha256,
        kind=kind,
        encoding=content.encoding,
        delimiter=content.delimiter,
        sheet=content.sheet,
        sheets=content.sheets,
        header_row=at,
        header=header,
        records=rows,
        issues=content.issues + columns.issues + (find_header_issues(header, below) if at is not None else ()),
        titles=tuple(r for r in sample if at is not None and r.index < at and any(cell.strip() for cell in r.cells)),
    )


def _open_text(source: Source, encoding: str | None, delimiter: str | None) -> _Content:
    found = find_encoding(source, encoding)
    lines = sample_lines(source, found)
    if delimiter is None and is_state_list(lines):
        return _Content(
            lambda: chain.from_iterable(list_lines(open_text(source, found))),
            lambda: iter(list_lines(open_text(source, found))),
            found.issues,
            found.name,
            header=HEADER,
        )
    dialect = find_dialect(lines, delimiter)
    return _Content(
        lambda: list_records(source, found, dialect),
        lambda: list_batches(source, found, dialect),
        found.issues,
        found.name,
        dialect.delimiter,
    )


def _open_book(source: Source, kind: Kind, asked: str | None) -> _Content:
    archive = Archive(source)
    book = Xlsx.open(archive) if kind is Kind.XLSX else Ods.open(archive)
    chosen, issues = _choose_sheet(book, asked)
    issues += book.find_issues(chosen)
    return _Content(
        lambda: book.list_records(chosen),
        lambda: _batch(book.list_records(chosen)),
        issues,
        sheet=chosen.name,
        sheets=tuple(sheet.name for sheet in book.sheets),
    )


def _batch(records: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(records, _SAMPLE)):
        yield batch


def _choose_sheet(book: Xlsx | Ods, asked: str | None) -> tuple[Sheet, tuple[TableIssue, ...]]:
    if asked is not None:
        for sheet in book.sheets:
            if sheet.name.strip().casefold() == asked.strip().casefold():
                return sheet, ()
        names = ", ".join(sheet.name for sheet in book.sheets if not sheet.hidden)
        raise Rejected(NO_SUCH_SHEET, "sheet_unknown", sheet=asked, sheets=names)
    hidden = [sheet.name for sheet in book.sheets if sheet.hidden]
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    if not visible:
        raise Rejected(ALL_HIDDEN, "hidden_sheet")
    filled = [sheet for sheet in visible if next(book.list_records(sheet), None) is not None] or visible[:1]
    # Before the list there may be a sheet with nothing but a title.
    chosen = next((sheet for sheet in filled if _holds_list(book, sheet)), filled[0])
    issues = []
    if len(filled) > 1:
        others = ", ".join(sheet.name for sheet in filled if sheet is not chosen)
        params = {"sheet": chosen.name, "others": others}
        issues.append(TableIssue("several_sheets", SEVERAL_SHEETS, params))
    if hidden:
        issues.append(TableIssue("hidden_sheet", HIDDEN_SHEET, {"sheets": ", ".join(hidden)}))
    return chosen, tuple(issues)


def _holds_list(book: Xlsx | Ods, sheet: Sheet) -> bool:
    """Whether a sheet has a row of several cells, or at least some rows."""
    first = list(islice(book.list_records(sheet), _TITLES))
    return len(first) == _TITLES or any(sum(map(bool, record.cells)) > 1 for record in first)
