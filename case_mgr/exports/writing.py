"""Writes a list as CSV or XLSX of which no spreadsheet runs a cell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import BinaryIO

import xlsxwriter

from case_mgr.core import csvsafe
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.exports.types import Cells, Form

TYPES = {
    Form.CSV: "text/csv",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.LINES: "application/x-ndjson",
}
# What a sheet can hold; and how many lines of one are held in memory, since nothing lies on the disk in clear.
MOST_LINES = 100_000
LONGEST_CELL = 32_767
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(out: BinaryIO, form: Form, header: Cells, blocks: Iterable[Sequence[Cells]], about: Sequence[Cells]) -> None:
    """Write a list into a file; `about` stands on a sheet of its own where the form has sheets."""
    if form is Form.CSV:
        _write_csv(out, header, blocks)
    elif form is Form.LINES:
        _write_lines(out, header, blocks)
    else:
        _write_xlsx(out, header, blocks, about)


def blank(header: Cells) -> str:
    """Return an empty list with its headings, to fill in."""
    return "\ufeff" + csvsafe.write([str(cell) for cell in header], [])


def _write_csv(out: BinaryIO, header: Cells, blocks: Iterable[Sequence[Cells]]) -> None:
    out.write(("\ufeff" + csvsafe.lines([header])).encode("utf-8"))
    for block in blocks:
        out.write(csvsafe.lines(block).encode("utf-8"))


def _write_lines(out: BinaryIO, header: Cells, blocks: Iterable[Sequence[Cells]]) -> None:
    for block in blocks:
        for cells in block:
            line = json.dumps(dict(zip(map(str, header), cells, strict=True)), ensure_ascii=False)
            out.write(f"{line}\n".encode())


def _write_xlsx(out: BinaryIO, header: Cells, blocks: Iterable[Sequence[Cells]], about: Sequence[Cells]) -> None:
    made = BytesIO()
    with xlsxwriter.Workbook(made, _PLAIN) as book:
        bold, sheet = book.add_format({"bold": True}), book.add_worksheet("list")
        _line(sheet, 0, header, bold)
        sheet.freeze_panes(1, 0)
        number = 0
        for block in blocks:
            for cells in block:
                number += 1
                if number > MOST_LINES:
                    raise Refused(
                        N_("A sheet takes at most %(n)d lines. Choose CSV, or narrow the list."), n=MOST_LINES
                    )
                _line(sheet, number, cells)
        beside = book.add_worksheet("about")
        for place, cells in enumerate(about):
            _line(beside, place, cells)
    out.write(made.getbuffer())


def _line(sheet: xlsxwriter.worksheet.Worksheet, number: int, cells: Cells, form: object = None) -> None:
    for place, cell in enumerate(cells):
        text = "" if cell is None else str(cell)
        # The writer would leave it out without a word.
        if len(text) > LONGEST_CELL:
            raise Refused(N_("A cell of line %(n)d is too long for a sheet. Choose CSV."), n=number)
        sheet.write_string(number, place, text, form)
