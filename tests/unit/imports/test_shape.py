"""The dry run's JSON: the same keys, types and sums whatever the list holds; no row is lost, no date filled in."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_mgr.imports.dryrun import run_file, write_file
from case_mgr.imports.types import FIELDS

TODAY = date(2026, 1, 1)
TOP: dict[str, Any] = {
    "schema": str, "file": dict, "status": str, "message": (str, type(None)), "encoding": (str, type(None)),
    "delimiter": (str, type(None)), "sheet": (str, type(None)), "header_row": (int, type(None)), "columns": list,
    "rows_total": int, "rows_ok": int, "rows_error": int, "rows_skipped": int, "issues": list, "records": list,
}  # fmt: skip
ISSUE: dict[str, Any] = {
    "row": (int, type(None)), "line": (int, type(None)), "column": (int, type(None)), "field": (str, type(None)),
    "severity": str, "code": str, "message": str, "raw": (str, type(None)),
}  # fmt: skip
DATE: dict[str, Any] = {
    "raw": str,
    "value": (str, type(None)),
    "precision": (str, type(None)),
    "calendar": str,
    "circa": bool,
}
PRECISIONS = {"year", "month", "day", "decade", "range", None}
CELL = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10),
    st.sampled_from(
        ["Клён Алег", "Ясень Ганна, Клён Алег", "12.03.1990", "1990", "03/04/1990", "90", "=1+1", "", " ", "-", "Итого"]
    ),
)


def check_shape(result: dict[str, Any]) -> None:
    assert list(result) == list(TOP)
    assert all(isinstance(result[key], kind) for key, kind in TOP.items())
    assert result["schema"] == "import-dryrun/1"
    assert result["status"] in ("ok", "ok_with_errors", "rejected")
    assert set(result["file"]) == {"name", "size", "sha256", "type"}
    assert result["rows_total"] == result["rows_ok"] + result["rows_error"]
    assert (result["status"] == "rejected") == (result["message"] is not None)
    for column in result["columns"]:
        assert set(column) == {"index", "header", "field"}
        assert column["field"] in (None, *FIELDS)
    for issue in result["issues"]:
        assert list(issue) == list(ISSUE)
        assert all(isinstance(issue[key], kind) for key, kind in ISSUE.items())
        assert issue["severity"] in ("error", "warning")
        assert issue["message"].strip()
        assert "%(" not in issue["message"]
    for record in result["records"]:
        check_record(record)


def check_record(record: dict[str, Any]) -> None:
    assert list(record) == ["row", "line", "would_import", "raw", "fields", "duplicate_of_rows"]
    assert all(isinstance(cell, str) for cell in record["raw"])
    for name, value in record["fields"].items():
        assert name in FIELDS
        if name.startswith("date_of_"):
            assert list(value) == list(DATE)
            assert all(isinstance(value[key], kind) for key, kind in DATE.items())
            assert value["precision"] in PRECISIONS
            assert (value["value"] is None) == (value["precision"] is None)
        else:
            assert isinstance(value, str)
            assert value
    assert all(0 < row < record["row"] for row in record["duplicate_of_rows"])


@settings(max_examples=150)
@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from([None, 0, 2]),
    st.booleans(),
)
def test_whatever_the_cells_hold_the_shape_stays_and_no_row_is_lost(
    rows: list[list[str]], limit: int | None, told: bool
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["full_name", "date_of_birth", "notes"], ["Nikto Jan", "1990", "x"], *rows])
    data, asked = out.getvalue().encode(), {"full_name": "full_name"} if told else None
    result = run_file(data, "list.csv", asked=asked, limit_records=limit, today=TODAY)
    check_shape(result)
    filled = [cells for cells in [["Nikto Jan", "1990", "x"], *rows] if "".join(cells).strip()]
    if result["status"] != "rejected" and result["delimiter"] == ",":
        assert result["rows_total"] + result["rows_skipped"] == len(filled)
        if limit is None:
            assert all(record["raw"] == filled[record["row"] - 1] for record in result["records"])
    written = io.StringIO()
    status = write_file(written, data, "list.csv", asked=asked, limit_records=limit, today=TODAY)
    assert status == result["status"]
    assert json.loads(written.getvalue()) == result


@settings(max_examples=200)
@given(
    st.dates(date(1900, 1, 1), date(2025, 12, 31)), st.sampled_from(["%Y", "%Y-%m", "%m.%Y", "%Y-%m-%d", "%d.%m.%Y"])
)
def test_a_date_never_comes_out_more_exact_than_it_went_in(day: date, written: str) -> None:
    result = run_file(f"full_name,date_of_birth\nNikto Jan,{day.strftime(written)}\n".encode(), "x.csv", today=TODAY)
    found = result["records"][0]["fields"]["date_of_birth"]
    assert found["value"] == day.isoformat()[: {"%Y": 4, "%Y-%m": 7, "%m.%Y": 7}.get(written, 10)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.4",
        b"full_name,notes\n",
        b"a,b\n1,2\n",
        b"full_name\nAlena \xed\xa0\x80\n",
        b"x\n" * 3,
        bytes(5000),
    ],
)
def test_a_refusal_has_the_shape_too(data: bytes) -> None:
    result = run_file(data, "../../list.csv", today=TODAY)
    check_shape(result)
    assert result["status"] == "rejected"
    assert result["file"]["name"] == "list.csv"
    assert result["issues"][0]["message"] == result["message"]


def test_a_limit_shortens_the_records_and_nothing_else() -> None:
    data = ("full_name,date_of_birth\n" + "Nikto Jan,1990\nKlon Aleh,31.02.1990\n" * 300).encode()
    whole, short = (run_file(data, "x.csv", today=TODAY, limit_records=limit) for limit in (None, 3))
    assert [len(result["records"]) for result in (whole, short)] == [600, 3]
    assert {**whole, "records": []} == {**short, "records": []}
    assert (whole["rows_ok"], whole["rows_error"], len(whole["issues"])) == (300, 300, 300)


def test_whoever_names_the_column_of_names_hears_of_every_row() -> None:
    data = b"a,b\n1,2\n3,4\n"
    assert run_file(data, "x.csv")["status"] == "rejected"
    told = run_file(data, "x.csv", asked={"full_name": "0"})
    assert (told["status"], told["rows_total"], told["rows_error"]) == ("ok_with_errors", 2, 2)
    assert [record["raw"] for record in told["records"]] == [["1", "2"], ["3", "4"]]


def test_columns_without_headings_are_known_by_what_they_hold() -> None:
    text = (
        "Клён Алег Іванавіч,12.03.1960,м,Беларусь,01.02.2021\nЯсень Ганна Пятроўна,1.02.1985,ж,Украіна,03.04.2021\n"
        "Nikto Jan,1999,м,Польшча,05.06.2021\n"
    )
    result = run_file(text.encode(), "x.csv", today=TODAY)
    assert result["header_row"] is None
    assert [c["field"] for c in result["columns"]] == ["full_name", "date_of_birth", "sex", "nationality", None]


def test_several_persons_errors_and_zawgyi_are_told_and_not_imported() -> None:
    result = run_file(
        'full_name,date_of_birth,notes\n"Клён Алег, Ясень Ганна",1990,x\nNikto Jan,#REF!,#N/A\nေအာင္ဆန္း,1990,y\n'
        "Клён Алег,1990,x\n".encode(),
        "x.csv",
        today=TODAY,
    )
    assert [(issue["row"], issue["field"], issue["code"]) for issue in result["issues"]] == [
        (1, "full_name", "several_persons"),
        (2, "date_of_birth", "cell_error"),
        (2, "notes", "cell_error"),
        (3, "full_name", "letters_zawgyi"),
        (3, "full_name", "name_missing"),
    ]
    assert [record["would_import"] for record in result["records"]] == [False, True, False, True]
    assert result["records"][1]["fields"] == {"full_name": "Nikto Jan"}


RUSSIAN = (
    "Имя и фамилия;Статус;Дата рождения;Пол;Дата задержания;Предъявлены обвинения;Дата приговора;Вид наказания;Судья;"
    "Прокурор;Место заключения"
)
BELARUSIAN = (
    "імя і прозвішча;Статус;Дата нараджэння;Пол;Дата затрымання;Прад’яўлены абвінавачванні;Дата прысуду;"
    "Від пакарання;Суддзя;Пракурор;Месца зняволення"
)
ENGLISH = "name;status;birthday;gender;arrested;articles;verdict_date;penalty;judge;prosecutor;prison"


@pytest.mark.parametrize("header", [RUSSIAN, BELARUSIAN, ENGLISH], ids=["ru", "be", "en"])
def test_the_export_of_the_largest_list_of_belarus_is_known_in_its_languages(header: str) -> None:
    row = "Клён Алег;active;1990;м;2021-02-03;342;2022;3 years;Nikto J.;Klon A.;PK-1"
    result = run_file(f"{header}\n{row}\n".encode(), "x.csv", today=TODAY)
    assert [column["field"] for column in result["columns"]] == [
        "full_name", "stage", "date_of_birth", "sex", "date_of_arrest", "charges", "date_of_verdict", "sentence",
        "judge", "prosecutor", "place_of_detention",
    ]  # fmt: skip
