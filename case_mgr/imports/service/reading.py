"""Opens the stored file of an import as a table, read the way that its person asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from case_mgr.core.errors import Refused, plain
from case_mgr.core.text import N_
from case_mgr.files import service as files
from case_mgr.imports.headers import knows_heading
from case_mgr.imports.models import Import
from case_mgr.tables.reader import read
from case_mgr.tables.types import HeaderRow, RawTable

_SAMPLE = 10
_LOOKED_AT = 200


@contextmanager
def open_table(row: Import) -> Iterator[RawTable]:
    """Read the file of an import; its rows come only when looped over."""
    if row.file is None:
        raise Refused(N_("The file of this import was deleted. Upload the list again."))
    with files.open_file(row.file) as stream:
        yield read(
            stream,
            row.name or "list",
            encoding=row.encoding_asked,
            delimiter=row.delimiter_asked,
            header_row=header_choice(row.header_asked),
            sheet=row.sheet_asked,
            knows_header=knows_heading,
        )


def header_choice(text: str | None) -> HeaderRow:
    """Return the header row that was asked for: found by itself, none, or a number."""
    if text is None:
        return "auto"
    return "none" if text == "none" else int(text)


def take_down(row: Import, table: RawTable) -> None:
    """Keep what reading showed: how it was read, headings, a sample with a row that is not plain ASCII."""
    row.kind, row.size, row.sha256 = str(table.kind), table.size, table.sha256
    row.encoding, row.delimiter, row.sheet, row.sheets = table.encoding, table.delimiter, table.sheet, [*table.sheets]
    row.header_row, row.header = table.header_row, [*table.header]
    sample: list[list[object]] = []
    for number, record in enumerate(table.records):
        cells = "".join(record.cells)
        if len(sample) < _SAMPLE - 1 or (len(sample) < _SAMPLE and not cells.isascii()):
            sample.append([record.line, [cell[:200] for cell in record.cells]])
        if len(sample) >= _SAMPLE or number > _LOOKED_AT:
            break
    row.sample = {"rows": sample, "titles": [list(title.cells)[:20] for title in table.titles[:5]]}
    row.file_issues = [
        {"code": issue.code, "sentence": issue.sentence, "params": plain(issue.params), "line": issue.line}
        for issue in table.issues
    ]
