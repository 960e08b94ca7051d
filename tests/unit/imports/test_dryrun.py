"""The dry run: every row accounted for, every problem with its place, nothing made up."""

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_mgr.imports.dryrun import run_file

TODAY = date(2026, 1, 1)


def run(text: str, **options: Any) -> dict[str, Any]:
    return run_file(text.encode(), "C:\\lists\\list.csv", today=TODAY, **options)


def codes(result: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(issue["row"], issue["line"], issue["column"], issue["field"], issue["code"]) for issue in result["issues"]]


def values(result: dict[str, Any], field: str) -> list[Any]:
    return [record["fields"].get(field) for record in result["records"]]


def test_the_format_stays_as_it_is_written_down() -> None:
    result = run("№;ФИО;Дата рождения\n1;Выдуманный Олег;1987\n")
    assert list(result) == [
        "schema", "file", "status", "message", "encoding", "delimiter", "sheet", "header_row", "columns", "rows_total",
        "rows_ok", "rows_error", "rows_skipped", "issues", "records",
    ]  # fmt: skip
    assert result["schema"] == "import-dryrun/1"
    assert result["file"]["name"] == "list.csv"
    assert result["file"]["type"] == "csv"
    assert re.fullmatch("[0-9a-f]{64}", result["file"]["sha256"])
    assert result["columns"][1] == {"index": 1, "header": "ФИО", "field": "full_name"}
    assert result["records"] == [
        {
            "row": 1,
            "line": 2,
            "would_import": True,
            "raw": ["1", "Выдуманный Олег", "1987"],
            "fields": {
                "reference": "1",
                "full_name": "Выдуманный Олег",
                "date_of_birth": {
                    "raw": "1987",
                    "value": "1987",
                    "precision": "year",
                    "calendar": "gregorian",
                    "circa": False,
                },
            },
            "duplicate_of_rows": [],
        }
    ]
    json.dumps(result)


def test_a_wrong_date_leaves_out_the_date_and_keeps_the_row() -> None:
    result = run("full_name,date_of_birth\nAlena Niama,29.02.1954\nIvan Nichto,1950s\n")
    assert result["status"] == "ok_with_errors"
    assert (result["rows_total"], result["rows_ok"], result["rows_error"]) == (2, 1, 1)
    assert codes(result) == [(1, 2, 1, "date_of_birth", "date_invalid")]
    assert [found["value"] for found in values(result, "date_of_birth")] == [None, "195"]
    assert result["records"][0]["would_import"]


def test_a_date_still_to_come_is_not_believed() -> None:
    result = run("full_name,date_of_arrest\nAlena Niama,03.02.2027\nIvan Nichto,2026\nOlga Nikto,2021/..\n")
    assert [issue[4] for issue in codes(result)] == ["date_in_future"]
    assert [found["value"] for found in values(result, "date_of_arrest")] == [None, "2026", "2021/.."]


def test_the_order_of_dates_is_proved_asked_or_said() -> None:
    text = "full_name,date_of_birth\nAlena Niama,03/04/1980\nIvan Nichto,{}/06/1990\n"
    assert [found["value"] for found in values(run(text.format("25")), "date_of_birth")] == ["1980-04-03", "1990-06-25"]
    assert [issue[4] for issue in codes(run(text.format("05")))] == ["date_ambiguous"] * 2
    said = run(text.format("05"), date_order="mdy")
    assert [found["value"] for found in values(said, "date_of_birth")] == ["1980-03-04", "1990-05-06"]


def test_rows_without_a_person_are_left_out_and_told() -> None:
    result = run("full_name,notes,place\n,a,b\nn/a,x,y\n49.98N 13.47E,c,d\nAlena Niama,e,f\n")
    assert [record["would_import"] for record in result["records"]] == [False, False, False, True]
    assert [issue[4] for issue in codes(result)] == ["name_missing", "name_missing", "name_not_a_person"]


def test_names_in_parts_become_whole() -> None:
    assert values(run("Имя,Отчество,Фамилия\nОлег,Петрович,Выдуманный\n"), "full_name") == ["Выдуманный Олег Петрович"]
    assert values(run("Vorname,Nachname\nRuth Nelly,Niemand\n"), "full_name") == ["Ruth Nelly Niemand"]
    assert values(run("given_name,surname\nRuth,\n"), "full_name") == ["Ruth"]


def test_repeats_within_the_file_are_shown_and_kept() -> None:
    result = run(
        "ФИО,Дата рождения\nВыдуманёв Пётр,14.03.1987\nНебывалая Ольга,1990\nПЕТР ВЫДУМАНЕВ,1987\n"
        "Выдуманев Петр,15.03.1987\nCергей Никто,\nСергей Никто,1980\n"
    )
    assert [record["duplicate_of_rows"] for record in result["records"]] == [[], [], [1], [3], [], [5]]
    assert all(record["would_import"] for record in result["records"])
    assert codes(result) == [(5, 6, 0, "full_name", "name_mixed_script")]


def test_better_name_keys_may_be_brought() -> None:
    result = run("full_name\nАлена Няма\nAlena Niama\n", keys=lambda name: ["one key for all"])
    assert result["records"][1]["duplicate_of_rows"] == [1]


def test_sex_and_nationality_are_recognised_or_told() -> None:
    result = run(
        "full_name,sex,nationality\nAlena Niama,жен,Беларусь; Polska\nIvan Nichto,zzz,Atlantis\nOlga Nikto,-,-\n"
    )
    assert values(result, "sex") == ["female", None, None]
    assert values(result, "nationality") == ["BY,PL", None, None]
    assert codes(result) == [(2, 3, 1, "sex", "value_unknown"), (2, 3, 2, "nationality", "value_unknown")]
    assert result["status"] == "ok"


def test_broken_rows_are_left_out_and_footnotes_skipped() -> None:
    result = run(
        'full_name,notes,place\nAlena Niama,a,b,c\n"Ivan Nichto,d,e\nOlga Nikto,f,g\n'
        "Итого: 3 чел.,,\nfull_name,notes,place\n"
    )
    assert [(record["row"], record["would_import"]) for record in result["records"]] == [
        (1, False),
        (2, False),
        (3, True),
    ]
    assert (result["rows_total"], result["rows_error"], result["rows_skipped"]) == (3, 2, 2)
    assert [issue[4] for issue in codes(result)] == ["row_ragged", "quote_unterminated", "footnote", "header_repeated"]


def test_marks_are_taken_from_values_and_kept_in_raw() -> None:
    record = run("full_name,notes\nAle\x00na Niama,x\n")["records"][0]
    assert (record["raw"][0], record["fields"]["full_name"]) == ("Ale\x00na Niama", "Alena Niama")


def test_fewer_records_are_the_same_counts() -> None:
    text = "full_name,date_of_birth\n" + "Alena Niama,32.01.1990\n" * 10
    short, whole = run(text, limit_records=3), run(text)
    assert len(short["records"]) == 3
    assert short | {"records": None} == whole | {"records": None}


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", "file_empty", "empty"),
        ("full_name,notes\n", "no_rows", "no rows"),
        ("%PDF-1.4 100% PDF", "file_type", "PDF"),
        ("a,b\n1,2\n3,4\n", "name_not_mapped", "full_name"),
        ("full_name,notes\n-,x\n", "name_missing", "None of the rows"),
    ],
)
def test_what_cannot_be_imported_is_rejected_with_a_sentence(text: str, code: str, said: str) -> None:
    result = run(text)
    assert (result["status"], result["issues"][0]["code"]) == ("rejected", code)
    assert said in result["message"]
    assert result["message"] == result["issues"][0]["message"]


def test_columns_and_header_can_be_said() -> None:
    result = run(
        "Osoba X,Alena\n1990,Niama\n1991,Nichto\n", header_row="none", asked={"surname": "1", "date_of_birth": "#0"}
    )
    assert values(result, "surname") == ["Alena", "Niama", "Nichto"]
    assert run("a\n", asked={"nothing": "0"})["status"] == "rejected"


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"), max_size=15)


@settings(max_examples=60)
@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8))
def test_no_row_is_lost(rows: Sequence[tuple[str, str, str]]) -> None:
    quoted = ["".join(f'"{cell.replace(chr(34), chr(34) * 2)}",' for cell in row)[:-1] for row in rows]
    text = "\n".join(["full_name,date_of_birth,notes", *quoted, '"Alena Niama","1990","x"'])
    result = run(text, header_row=0, encoding="utf-8")
    filled = [list(row) for row in rows if "".join(row).strip()]
    assert result["rows_total"] + result["rows_skipped"] == len(filled) + 1
    assert result["rows_ok"] + result["rows_error"] == result["rows_total"]
    kept = [record["raw"] for record in result["records"]]
    assert [row for row in filled if row in kept] == kept[:-1]
