"""Cells merged over several rows: what the rows share is read for each, what belongs to one person is not."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
import xlsxwriter

from case_mgr.imports.dryrun import run_file, write_file

ROWS = (("Клён Олег", 1990), ("Ясень Анна", 1985), ("Дуб Пётр", 1970))
HEADER = ("ФИО", "Дата рождения", "Суд", "Статья")


def xlsx() -> bytes:
    """A workbook in which two people share a court, and a third has the articles of the second, by a slip."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for number, row in enumerate(ROWS, 1):
            sheet.write_row(number, 0, row)
        sheet.merge_range(1, 2, 2, 2, "Нигдейский суд")
        sheet.write(3, 2, "Другой суд")
        sheet.write(1, 3, "361")
        sheet.merge_range(2, 3, 3, 3, "342")
    return buffer.getvalue()


def cell(text: object, **at: int) -> str:
    """Return a cell of an ODS sheet."""
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in at.items())
    return f'<table:table-cell office:value-type="string"{said}><text:p>{text}</text:p></table:table-cell>'


def ods() -> bytes:
    """The same as an ODS sheet."""
    covered = "<table:covered-table-cell/>"
    rows = (
        "".join(map(cell, HEADER)),
        f"{cell(ROWS[0][0])}{cell(ROWS[0][1])}{cell('Нигдейский суд', number_rows_spanned=2)}{cell('361')}",
        f"{cell(ROWS[1][0])}{cell(ROWS[1][1])}{covered}{cell('342', number_rows_spanned=2)}",
        f"{cell(ROWS[2][0])}{cell(ROWS[2][1])}{cell('Другой суд')}{covered}",
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="A">{body}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return buffer.getvalue()


@pytest.mark.parametrize("make", [xlsx, ods])
def test_the_value_stands_for_each_row_and_is_told(make: Any) -> None:
    found = run_file(make(), "list")
    assert [record["fields"].get("court") for record in found["records"]] == [
        "Нигдейский суд", "Нигдейский суд", "Другой суд",
    ]  # fmt: skip
    assert [record["fields"].get("charges") for record in found["records"]] == ["361", "342", "342"]
    assert found["records"][1]["raw"][2] == "", "the raw cell is empty, as it is in the file"
    merged = [(issue["row"], issue["column"], issue["field"], issue["raw"]) for issue in found["issues"]]
    assert merged == [(2, 2, "court", "Нигдейский суд"), (3, 3, "charges", "342")]
    assert {issue["code"] for issue in found["issues"]} == {"cell_merged"}
    assert found["status"] == "ok"


def test_a_name_and_a_birth_are_of_one_person() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.merge_range(1, 0, 2, 0, "Клён Олег")
        sheet.write(1, 3, "342")
        sheet.write(2, 3, "361")
        sheet.write(3, 0, "Ясень Анна")
        sheet.write(4, 0, "Дуб Пётр")
        sheet.merge_range(3, 1, 4, 1, "1990")
    found = run_file(buffer.getvalue(), "list.xlsx")
    assert [record["would_import"] for record in found["records"]] == [True, False, True, True]
    assert [issue["code"] for issue in found["issues"]] == ["cell_merged", "name_missing", "cell_merged"]
    assert "date_of_birth" not in found["records"][3]["fields"]


def test_half_a_letter_of_a_workbook_does_not_break_the_answer() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ("Ясень_xD800_ Анна", "1990", "", "_xD83D__xDE00_"))
    data = buffer.getvalue()
    unpacked = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(unpacked, "w") as other:
        for name in book.namelist():
            other.writestr(name, book.read(name).replace(b"_x005F_x", b"_x"))
    out = io.StringIO()
    assert write_file(out, unpacked.getvalue(), "list.xlsx") == "ok"
    found = json.loads(out.getvalue().encode().decode())
    assert found["records"][0]["raw"][0] == "Ясень\ufffd Анна"
    assert found["records"][0]["raw"][3] == "😀"
    assert {issue["code"] for issue in found["issues"]} == {"letter_lost"}
