"""What a workbook shows beside its text is told, and nothing that it does not show is read from it."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from case_mgr.tables.reader import read
from case_mgr.tables.types import RawRow, RawTable

ODS = (
    '<o:document-content xmlns:o="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:fo="f" xmlns:office="of" '
    'xmlns:dc="d">{}</o:document-content>'
)


def book(build: Callable[[Any, Any], None], **options: Any) -> RawTable:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["full_name", "born", "notes"])
    for row in range(1, 13):
        sheet.write_row(row, 0, [f"Alena {chr(64 + row)}", "1990", "x"])
    build(workbook, sheet)
    workbook.close()
    return read(out.getvalue(), "list.xlsx")


def told(table: RawTable) -> dict[int, list[str]]:
    return {row.row: [issue.code for issue in row.issues] for row in table.records if row.issues}


def first(table: RawTable) -> RawRow:
    return next(iter(table.records))


def test_struck_coloured_commented_and_hidden_cells_are_told() -> None:
    def build(workbook: Any, sheet: Any) -> None:
        sheet.write(1, 0, "Alena A", workbook.add_format({"font_strikeout": True}))
        sheet.write(2, 1, "1990", workbook.add_format({"bg_color": "#FFFF00"}))
        sheet.write_comment(3, 2, "died   in\nprison")
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.write(5, 0, "Alena E", workbook.add_format({"bg_color": "#FFFFFF", "bold": True}))
        sheet.set_column(1, 1, None, None, {"hidden": True})

    table = book(build)
    assert told(table) == {1: ["cell_struck"], 2: ["cell_filled"], 3: ["cell_commented"], 4: ["row_hidden"]}
    assert [(issue.code, issue.message) for issue in table.issues] == [
        ("hidden_column", "The sheet has hidden columns: B. They are read: look whether they belong in the list.")
    ]
    third = list(table.records)[2].issues[0]
    assert (third.column, third.params) == (2, {"text": "died in prison"})


def test_a_colour_of_every_second_row_is_decoration() -> None:
    def build(workbook: Any, sheet: Any) -> None:
        band = workbook.add_format({"bg_color": "#EEEEEE"})
        for row in range(1, 13, 2):
            sheet.write_row(row, 0, ["Alena", "1990", "x"], band)
        sheet.write(2, 0, "Alena B", workbook.add_format({"bg_color": "#FF0000"}))

    assert told(book(build)) == {2: ["cell_filled"]}


def test_a_formula_never_worked_out_is_its_text() -> None:
    def build(_: Any, sheet: Any) -> None:
        sheet.write_formula(1, 2, '=7*7&" "&7*7', None, "")
        sheet.write_formula(2, 2, "=1+1", None, 2)

    rows = list(book(build).records)
    assert [rows[0].cells[2], rows[1].cells[2]] == ['=7*7&" "&7*7', "2"]
    assert [[(issue.code, issue.raw) for issue in row.issues] for row in rows[:2]] == [
        [("formula_cell", '=7*7&" "&7*7')],
        [("formula_cell", "=1+1")],
    ]


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (7, "000", "007"),
        (0, "dd.mm.yyyy", "0"),
        (60, "dd.mm.yyyy", "1900-02-29"),
        (61, "dd.mm.yyyy", "1900-03-01"),
        (34000, "d mmm", "--01-31"),
        (34000, "dddd", "--01-31"),
        (34000, "mmmm", "--01"),
        (34000, "mmm-yy", "1993-01"),
        (34000, "General", "34000"),
        (-5, "dd.mm.yyyy", "-5"),
    ],
)
def test_a_number_is_no_more_than_its_cell_shows(number: float, code: str, shown: str) -> None:
    def build(workbook: Any, sheet: Any) -> None:
        sheet.write_number(1, 1, number, workbook.add_format({"num_format": code}))

    assert first(book(build)).cells[1] == shown


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    def build(workbook: Any, sheet: Any) -> None:
        sheet.write_number(1, 1, 32538, workbook.add_format({"num_format": "dd.mm.yyyy"}))

    assert first(book(build, date_1904=True)).cells[1] == "1993-01-31"


def test_a_column_without_a_heading_is_a_column() -> None:
    def build(_: Any, sheet: Any) -> None:
        sheet.write(1, 4, "beside")

    table = book(build)
    assert table.header == ("full_name", "born", "notes", "", "")
    assert told(table) == {}
    assert [issue.code for issue in table.issues] == ["header_empty"]


def test_the_same_is_told_of_ods() -> None:
    cell = '<table:table-cell office:value-type="string"{}>{}<text:p>{}</text:p></table:table-cell>'
    by = "<dc:creator>Nobody</dc:creator><dc:date>2021</dc:date>"
    note = f"<office:annotation>{by}<text:p>died</text:p></office:annotation>"
    gone, red, formula = (
        f" {text}" for text in ('table:style-name="gone"', 'table:style-name="red"', 'table:formula="of:=[.A1]"')
    )
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{cell.format('', '', 'full_name')}{cell.format('', '', 'notes')}</table:table-row>"
        f"<table:table-row>{cell.format(gone, '', 'Alena A')}{cell.format('', note, 'x')}</table:table-row>"
        f'<table:table-row table:visibility="filter">{cell.format(red, "", "Alena B")}{cell.format(formula, "", "")}'
        "</table:table-row>"
    )
    styles = (
        '<style:style style:name="gone"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="red"><style:table-cell-properties fo:background-color="#ff0000"/></style:style>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(f'{styles}<table:table table:name="L">{rows}</table:table>'))
    table = read(out.getvalue(), "list.ods")
    assert told(table) == {1: ["cell_commented", "cell_struck"], 2: ["formula_cell", "cell_filled", "row_hidden"]}
    assert [row.cells for row in table.records] == [("Alena A", "x"), ("Alena B", "=[.A1]")]
    assert first(table).issues[0].params == {"text": "died"}
    assert [issue.code for issue in table.issues] == ["hidden_column"]
