"""Workbooks: the same cells that another reader finds, dates never padded, and nothing hidden read unasked."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from case_mgr.tables.reader import read
from case_mgr.tables.types import Kind, RawTable, Rejected, Skip

CONTENT = '<o:document-content xmlns:o="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">{}</o:document-content>'


def book(build: Callable[[Any], None]) -> bytes:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    build(workbook)
    workbook.close()
    return out.getvalue()


def people(workbook: Any) -> None:
    sheet = workbook.add_worksheet("Спіс")
    date = workbook.add_format({"num_format": "dd.mm.yyyy"})
    sheet.write_row(0, 0, ["full_name", "date_of_birth", "age", "id"])
    for row in range(1, 50):
        sheet.write(row, 0, f"Выдуманы {chr(1039 + row % 30)}")
        sheet.write_datetime(row, 1, dt.date(1980, 1, row % 28 + 1), date)
        sheet.write_number(row, 2, 40 + row / 2)
        sheet.write_number(row, 3, 444_000_000 + row)


def cells(table: RawTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.records]


def test_cells_agree_with_another_reader() -> None:
    data = book(people)
    table = read(data, "list.xlsx")
    other = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    texts = [
        tuple(str(int(v)) if isinstance(v, float) and v.is_integer() else str(v) for v in row) for row in other[1:]
    ]
    assert cells(table) == texts
    assert (table.kind, table.sheet, table.header_row) == (Kind.XLSX, "Спіс", 0)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy", "1987"),
        ("mm.yyyy", "1987-03"),
        ("mmm yy", "1987-03"),
        ("dd.mm.yyyy", "1987-03-14"),
        ('[$-419]d mmmm yyyy" г."', "1987-03-14"),
        ("yyyy-mm-dd hh:mm", "1987-03-14 10:30:00"),
        ('0" days"', "31850.4375"),
    ],
)
def test_a_date_is_as_exact_as_its_cell_shows_it(code: str, shown: str) -> None:
    def build(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["full_name", "born"])
        sheet.write(1, 0, "Alena Niama")
        moment = dt.datetime(1987, 3, 14, 10, 30)  # noqa: DTZ001 - a wall clock, as a sheet holds it
        sheet.write_datetime(1, 1, moment, workbook.add_format({"num_format": code}))

    assert cells(read(book(build), "x.xlsx"))[0][1] == shown


def test_hidden_and_further_sheets_are_told_and_not_read() -> None:
    def build(workbook: Any) -> None:
        hidden = workbook.add_worksheet("Secret")
        hidden.write_column(0, 0, ["full_name", "СКРЫТЫЙ"])
        hidden.hide()
        for name in ("One", "Two"):
            workbook.add_worksheet(name).write_column(0, 0, ["full_name", f"Alena {name}"])
        workbook.get_worksheet_by_name("One").activate()
        workbook.get_worksheet_by_name("One").set_first_sheet()

    data = book(build)
    table = read(data, "x.xlsx")
    assert cells(table) == [("Alena One",)]
    assert sorted(issue.code for issue in table.issues) == ["hidden_sheet", "several_sheets"]
    assert cells(read(data, "x.xlsx", sheet="two")) == [("Alena Two",)]
    with pytest.raises(Rejected, match="One, Two"):
        read(data, "x.xlsx", sheet="Three")


def test_merged_titles_and_captions_are_no_rows() -> None:
    def build(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "A list of nobody")
        sheet.write_row(2, 0, ["full_name", "born", "place"])
        sheet.write_row(3, 0, ["Alena Niama", "1990", "Minsk"])
        sheet.merge_range(4, 0, 4, 2, "Second part")
        sheet.write_row(5, 0, ["Ivan Nichto", "1991", "Brest"])

    table = read(book(build), "x.xlsx")
    assert table.header_row == 2
    assert [(row.row, row.line, row.skip) for row in table.records] == [
        (1, 4, None),
        (2, 5, Skip.CAPTION),
        (3, 6, None),
    ]


def test_formulas_give_their_last_value_and_are_told() -> None:
    def build(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["full_name", "notes"])
        sheet.write(1, 0, "Alena Niama")
        sheet.write_formula(1, 1, '=CONCATENATE("a","b")', None, "ab")

    row = next(iter(read(book(build), "x.xlsx").records))
    assert row.cells == ("Alena Niama", "ab")
    assert [(issue.code, issue.line, issue.column) for issue in row.issues] == [("formula_cell", 2, 1)]


def test_a_stray_cell_a_million_rows_below_costs_nothing() -> None:
    def build(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_column(0, 0, ["full_name", "Alena Niama"])
        sheet.write(1_048_575, 0, "Ivan Nichto")

    assert [(row.row, row.line) for row in read(book(build), "x.xlsx").records] == [(1, 2), (2, 1_048_576)]


def replaced(part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(people))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (replaced(SHEET, b"<worksheet><sheetData>" + b" " * 200_000_000), "unpacks to far more"),
        (replaced(SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'), "declares entities"),
        (replaced(SHEET, b"<worksheet><sheetData><row"), "damaged"),
        (replaced(SHEET, b"<worksheet><sheetData/></worksheet>"), "no rows"),
        (replaced("xl/workbook.xml", b"<workbook><sheets/></workbook>"), "hidden"),
        (book(people)[:3000], "damaged"),
        (
            replaced(
                SHEET, b'<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>' + b"ab" * 100_000 + b"</v></c></row>"
            ),
            "longer than",
        ),
    ],
    ids=["bomb", "entities", "cut", "blank", "no sheets", "truncated", "long cell"],
)
def test_a_hostile_workbook_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(Rejected, match=said):
        read(data, "x.xlsx")


def ods(content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", CONTENT.format(content))
    return out.getvalue()


def text_cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def test_ods_is_read_with_dates_gaps_and_hidden_sheets() -> None:
    date = '<table:table-cell office:value-type="date" office:date-value="{}"><text:p>{}</text:p></table:table-cell>'
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    data = ods(
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
        '<table:table table:name="Secret" table:style-name="h">'
        f"<table:table-row>{text_cell('x')}</table:table-row></table:table>"
        '<table:table table:name="List">'
        f"<table:table-row>{''.join(map(text_cell, ['full_name', 'born', 'a', 'b']))}</table:table-row>"
        f"<table:table-row>{text_cell('Alena Niama')}{date.format('1987-03-14', '14.03.1987')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
        f"<table:table-row>{text_cell('Ivan Nichto')}{date.format('1987-01-01', '1987')}{gap}</table:table-row>"
        '<table:table-row table:number-rows-repeated="40000"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row></table:table>"
    )
    table = read(data, "x.ods")
    assert (table.kind, table.sheet, table.header) == (Kind.ODS, "List", ("full_name", "born", "a", "b"))
    assert [(row.line, row.cells) for row in table.records] == [
        (2, ("Alena Niama", "1987-03-14")),
        (1_000_003, ("Ivan Nichto", "1987")),
    ]
    assert [issue.code for issue in table.issues] == ["hidden_sheet"]
