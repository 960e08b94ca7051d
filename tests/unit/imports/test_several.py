"""Several persons in one row become several rows only where somebody says so; nothing of the raw row is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.imports.dryrun import run_file
from case_mgr.imports.several import separator_pattern, split_row
from case_mgr.tables.types import RawRow

LIST = (
    "ФИО;Дата рождения;Статья\n"
    '"Клён Олег\nЯсень Анна";"12.03.1990\n1985";342\n'
    "Дуб Пётр;1970;361\n"
    '"Липа Инна\nБук Яна\nВяз Ия";"1971\n1972";342\n'
    "Ель Ян;1980;342\n"
)


def run(text: str, **how: Any) -> dict[str, Any]:
    """Return the dry run of a list."""
    return run_file(text.encode(), "list.csv", **how)


def told(found: dict[str, Any]) -> list[tuple[int, int, str, str | None]]:
    """Return row, line, name and birth of everybody who would be imported."""
    return [
        (record["row"], record["line"], record["fields"]["full_name"], record["fields"]["date_of_birth"]["value"])
        for record in found["records"]
        if record["would_import"]
    ]


def test_a_row_is_split_when_told() -> None:
    found = run(LIST, splits={"ФИО": "newline", "#1": "newline"})
    assert told(found) == [
        (1, 2, "Клён Олег", "1990-03-12"),
        (2, 2, "Ясень Анна", "1985"),
        (3, 5, "Дуб Пётр", "1970"),
        (5, 10, "Ель Ян", "1980"),
    ]
    assert [record["fields"]["charges"] for record in found["records"][:2]] == ["342", "342"]
    assert (
        found["records"][0]["raw"] == found["records"][1]["raw"] == ["Клён Олег\nЯсень Анна", "12.03.1990\n1985", "342"]
    )
    said = [(issue["row"], issue["code"]) for issue in found["issues"]]
    assert said[:2] == [(1, "row_split"), (2, "row_split")]
    assert {(4, "split_uneven"), (4, "several_persons")} <= set(said)
    assert (found["rows_total"], found["rows_error"]) == (5, 1)


def test_without_being_told_no_row_is_split() -> None:
    found = run(LIST)
    assert [name for _, _, name, _ in told(found)] == ["Дуб Пётр", "Ель Ян"]
    assert {issue["code"] for issue in found["issues"] if issue["row"] == 1} == {
        "several_persons",
        "date_several_values",
    }


def test_repeats_are_found_among_split_rows() -> None:
    found = run("ФИО\nКлён Олег / Ясень Анна\nЯсень Анна\n", splits={"0": "/"})
    assert found["records"][2]["duplicate_of_rows"] == [2]


@pytest.mark.parametrize(
    ("splits", "code"), [({"Статья": ";"}, "split_without_names"), ({"Кто": ";"}, "column_unknown")]
)
def test_a_split_that_names_nobody_is_refused(splits: dict[str, str], code: str) -> None:
    found = run(LIST, splits=splits)
    assert (found["status"], [issue["code"] for issue in found["issues"]]) == ("rejected", [code])


def test_one_name_in_two_spellings_is_told() -> None:
    found = run("ПІБ\nКлён Алег / Клён Олег\nЯсень Ганна\n")
    assert [(issue["row"], issue["severity"], issue["code"]) for issue in found["issues"]] == [
        (1, "warning", "several_values")
    ]


def test_a_word_parts_names_only_where_it_stands_alone() -> None:
    assert separator_pattern("и").split("Клёнин Иван и Дуб Ия") == ["Клёнин Иван", "Дуб Ия"]


CELL = st.lists(st.text("абв ", min_size=1, max_size=4).filter(str.strip), min_size=1, max_size=4).map(" ; ".join)


@given(st.tuples(CELL, CELL, CELL))
def test_nothing_is_lost_or_invented_by_splitting(cells: tuple[str, str, str]) -> None:
    row = RawRow(7, 9, cells)
    splits = {column: separator_pattern(";") for column in (0, 1)}
    made = split_row(row, splits, frozenset({0}))
    assert all((part.line, part.whole or part.cells) == (9, cells) for part in made)
    if len(made) > 1:
        assert [part.cells[0] for part in made] == [text.strip() for text in cells[0].split(";")]
        assert {part.cells[2] for part in made} == {cells[2]}
        births = [text.strip() for text in cells[1].split(";")]
        assert [part.cells[1] for part in made] in (births, births * len(made))
    else:
        assert made[0].cells == cells
