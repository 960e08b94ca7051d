"""Rows come in blocks for speed: the quick look over a block and the look at each row say the same."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from case_mgr.tables.csvfile import Even
from case_mgr.tables.marks import find_marks, look_over
from case_mgr.tables.reader import read
from case_mgr.tables.rows import Rows
from case_mgr.tables.types import RawRow, Record

TEXT = st.text(
    st.one_of(
        st.sampled_from(list("abcЖукёў 12.-+=@%|'\"#;,*")),
        st.sampled_from(["\x00", "\u202e", "\ufffd", "\u0301", "й", "é", "\u00a0", "\u1031", "\u1039", "က", "Ω", " "]),
    ),
    max_size=6,
)
# A few control characters are told; many make a file that is no text.
CELL = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8), st.sampled_from(["a\nb", '"', 'a "b"'])
)
HEADER = ("full_name", "b", "c", "d", "e", "f")


def rows_of(rows: list[list[str]], *, even: bool) -> list[RawRow]:
    batch: Even | list[Record] = Even(1, 2, rows)
    if not even:
        batch = [Record(number + 1, number + 2, tuple(cells)) for number, cells in enumerate(rows)]
    return list(Rows(lambda: iter([batch]), 0, HEADER, even=True, usual=4))


@settings(max_examples=400)
@given(st.lists(st.lists(TEXT, min_size=6, max_size=6), min_size=1, max_size=5))
def test_one_look_over_many_rows_tells_what_a_look_at_each_tells(rows: list[list[str]]) -> None:
    assert rows_of(rows, even=True) == rows_of(rows, even=False)


@settings(max_examples=300)
@given(st.lists(st.lists(TEXT, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_harmless_at_a_glance_has_no_remark(rows: list[list[str]]) -> None:
    if look_over(rows).harmless:
        assert [find_marks(cells) for cells in rows] == [()] * len(rows)


def test_a_plain_block_is_known_to_be_plain() -> None:
    plain = [["Выдуманы Алег", "12.03.1990", "Мінск", "арт. 342", "3 гады", "так"]] * 3
    assert look_over(plain).harmless
    assert look_over(plain).clean
    assert not look_over([[*plain[0][:5], "два  пробелы"]]).clean
    assert not look_over([[*plain[0][:5], "=1+1"]]).harmless


@settings(max_examples=100)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=30), st.booleans())
def test_our_own_csv_comes_back_cell_by_cell(rows: list[list[str]], quoted: bool) -> None:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows([["full_name", "date_of_birth", "notes"], ["Alena Niama", "1990", "x"], *rows])
    table = read(out.getvalue().encode(), "list.csv", delimiter=",", header_row=0)
    written = [tuple(cells) for cells in [["Alena Niama", "1990", "x"], *rows] if "".join(cells).strip()]
    assert [row.cells for row in table.records] == written
    assert not any(row.skip is None and row.issues and row.issues[0].code.startswith("quote") for row in table.records)


def test_lines_are_counted_through_cells_of_several_lines_and_across_blocks() -> None:
    text = "full_name,notes\n" + "".join(f'"Alena {n}","a\nb"\nIvan Nichto,c\n' for n in range(3000))
    found = list(read(text.encode(), "list.csv").records)
    assert len(found) == 6000
    assert (found[0].line, found[1].line, found[-2].line, found[-1].line) == (2, 4, 8999, 9001)
    assert [row.row for row in found] == list(range(1, 6001))
