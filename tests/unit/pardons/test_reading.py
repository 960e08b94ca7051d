"""Lists from files: text that a person can look at, and names out of tables."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core.errors import Refused
from case_mgr.imports.printed import read_printed
from case_mgr.pardons import reading
from case_mgr.pardons.lines import Line, Skip
from case_mgr.pardons.types import Layout
from case_mgr.tables.types import Rejected

ROWS = [
    ["№", "Имя и фамилия", "Год рождения", "Статья"],
    ["1", "Иван Верба (Ivan Verba)", "1985", "361-4"],
    ["2", "Анна Речная", "", "ст. 342"],
    ["", "", "", ""],
    ["3", "Пётр Дубрава", "1990", ""],
]


@pytest.fixture(autouse=True)
def tables() -> None:
    """Let the imports read tables, as the product does."""
    reading.read_tables_with(read_printed)


def _book(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("List")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell)
    book.close()
    return out.getvalue()


def _names(read: tuple[Line, ...]) -> list[str]:
    return [named.printed for line in read for named in line.names]


def test_a_workbook_becomes_text_whose_rows_stand_on_their_lines() -> None:
    taken = reading.take(_book(ROWS), "list.xlsx")
    assert taken.layout is Layout.TABLE
    read = reading.read(taken.text, taken.layout)
    assert _names(read) == ["Иван Верба", "Анна Речная", "Пётр Дубрава"]
    assert [line.number for line in read if line.names] == [2, 3, 5]
    first = read[0].names[0]
    assert (first.spellings, first.birth and first.birth.edtf) == (("Ivan Verba",), "1985")
    assert "361-4" in first.note
    assert read[0].raw == "1 | Иван Верба (Ivan Verba) | 1985 | 361-4"


def test_what_a_form_sends_back_reads_the_same() -> None:
    taken = reading.take(_book(ROWS), "list.xlsx")
    sent = taken.text.replace("\n", "\r\n")
    assert reading.read(sent, Layout.TABLE) == reading.read(taken.text, Layout.TABLE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16"])
def test_a_text_in_any_encoding_is_the_same_list(encoding: str) -> None:
    text = "1. Иван Верба - журналист, осужден в Минске\n2. Анна Речная\n3. Пётр Дубрава , Гродно\n"
    taken = reading.take(text.encode(encoding), "list.txt")
    assert (taken.text, taken.layout) == (text, Layout.LINES)
    assert _names(reading.read(taken.text)) == ["Иван Верба", "Анна Речная", "Пётр Дубрава"]


def test_an_encoding_that_was_found_out_is_told_and_can_be_said() -> None:
    data = "1. Иван Верба\n2. Анна Речная\n3. Пётр Дубрава\n".encode("cp1251")
    assert reading.take(data, "list.txt").told
    said = reading.take(data, "list.txt", "cp1251")
    assert (_names(reading.read(said.text)), said.told) == (["Иван Верба", "Анна Речная", "Пётр Дубрава"], ())


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"1. Ihar Lesavik\n2. \xff\xfe\x00\x81\x8d\n" * 3, "list.txt", "encoding"),
        (b"%PDF-1.7 names", "list.txt", "PDF"),
        (b"", "list.csv", "empty"),
        (b"<!doctype html><p>Ihar Lesavik", "list.txt", "HTML"),
    ],
)
def test_what_is_no_list_is_refused_by_what_it_is(data: bytes, name: str, said: str) -> None:
    with pytest.raises(Rejected, match=said):
        reading.take(data, name)


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(Refused, match="too large"):
        reading.take(b"a" * (reading.LARGEST + 1), "list.txt")


def test_a_table_without_a_column_of_names_says_what_to_do() -> None:
    with pytest.raises(Rejected, match="Write “Name” over the column"):
        reading.read("A\tB\n1\t2\n3\t4\n", Layout.TABLE)


def test_rows_without_a_name_say_so_and_a_cell_may_name_two() -> None:
    read = reading.read("Name\tBorn\nIvan Verba; Anna Rachnaya\t\n\t1990\nPetra Dubrava\t1979\n", Layout.TABLE)
    assert _names(read) == ["Ivan Verba", "Anna Rachnaya", "Petra Dubrava"]
    assert [line.skipped for line in read if line.skipped] == [Skip.NOT_A_NAME]


words = st.sampled_from(["Ivan Verba", "Anna Rachnaya", "Пётр Дубрава", "Петра Дуброва", "Ihar Lesavik", "Ян Чужы"])


@given(st.lists(words, min_size=1, max_size=20))
def test_no_name_of_a_table_is_lost(names: list[str]) -> None:
    taken = reading.take(_book([["Name"], *([name] for name in names)]), "list.xlsx")
    assert _names(reading.read(taken.text, taken.layout)) == names
