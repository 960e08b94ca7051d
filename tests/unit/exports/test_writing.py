"""A list as a file: nothing in it runs, nothing is lost, and what a sheet cannot hold is said."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from case_mgr.core import csvsafe
from case_mgr.core.errors import Refused
from case_mgr.exports import writing
from case_mgr.exports.types import Form

PLAIN = re.compile(r"-[0-9]{1,15}(\.[0-9]{1,9})?", re.ASCII)
NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "|cmd",
    "\t=1",
    "＝1",
    "'quoted",
    "0012",
    "1e5",
    "http://a.example",
    "Марыя",
    "",
]
CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn")), max_size=20) | st.sampled_from(NASTY)


def written(form: Form, rows: list[list[str]]) -> bytes:
    """Write rows in two blocks, with a line about them beside."""
    out = io.BytesIO()
    writing.write(out, form, ["a", "b"], [rows[:1], rows[1:]], [("What for", "=HYPERLINK(1)")])
    return out.getvalue()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=5))
def test_what_goes_out_comes_back(rows: list[list[str]]) -> None:
    text = written(Form.CSV, rows).decode("utf-8-sig")
    found = [[csvsafe.original(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    assert found == [["a", "b"], *rows]
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row if cell]
    assert not any(cell[:1] in "=+-@|" for cell in cells if not PLAIN.fullmatch(cell))


@given(st.text("-=+.0123456789eE@ '\t−٣", max_size=12) | st.from_regex(r"\A-[0-9]{1,16}(\.[0-9]{1,10})?\Z"))
def test_of_what_begins_like_a_formula_a_plain_negative_number_alone_goes_out_bare(cell: str) -> None:
    """A negative amount stays a number for whoever reads the file; nothing that can be run does."""
    out = csvsafe.neutral(cell)
    assert csvsafe.original(out) == cell
    assert out == cell or not PLAIN.fullmatch(cell)
    assert PLAIN.fullmatch(out) or out[:1] not in tuple("=+-@\t")


def test_every_cell_of_a_sheet_is_text() -> None:
    rows = [[cell, cell] for cell in NASTY]
    made = written(Form.XLSX, rows)
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert book.sheet_names == ["list", "about"]
    found = book.get_sheet_by_name("list").to_python(skip_empty_area=False)
    assert found[1 : len(NASTY)] == rows[:-1]
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        sheets = "".join(parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name)
    assert "<f>" not in sheets, "a formula"
    assert "<hyperlink" not in sheets


def test_what_a_sheet_cannot_hold_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="too long for a sheet"):
        written(Form.XLSX, [["x" * 32_768, ""]])
    monkeypatch.setattr(writing, "MOST_LINES", 2)
    with pytest.raises(Refused, match="at most 2 lines"):
        written(Form.XLSX, [["a", "b"]] * 3)
    assert len(written(Form.CSV, [["a", "b"]] * 3).splitlines()) == 4
