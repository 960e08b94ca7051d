"""A frozen report in words: tables of one and of two dimensions, money, versions, and reports of the first schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from case_mgr.reports import files
from case_mgr.reports.present import Cell, Restated, Shown, present
from tests.unit.reports.test_files import AUDIT, HEAD

FIRST = Path(__file__).parent / "data"


def _figure(**more: Any) -> dict[str, Any]:
    known = {
        "key": "arrests",
        "title": "Cases with a first detention",
        "unit": "cases",
        "definition": "Cases.",
        "once": "Once.",
        "value": 23,
        "small": False,
        "inexact": 0,
        "tables": [],
    }
    return known | more


def _shown(*figures: dict[str, Any], **data: Any) -> Shown:
    known = {**HEAD, "threshold": 5, "figures": list(figures), "method": []}
    report = {
        "schema": "donor-report/2",
        "state": "draft",
        "data": known | data,
        "approval": None,
        "audit": {**AUDIT, "not_checked": []},
    }
    return present(report, str, "en")


CROSSED = {
    "by": ["sex", "nationality"],
    "head": ["total", "not_stated", "LT", "BY"],
    "rows": [
        {"group": "total", "cells": [23, None, 8, None]},
        {"group": "male", "cells": [12, 0, None, None]},
        {"group": "female", "cells": [11, None, None, 5]},
    ],
}


def test_two_dimensions_have_their_totals_last() -> None:
    (table,) = _shown(_figure(tables=[CROSSED])).figures[0].tables
    assert (table.by, table.title) == ("sex_by_nationality", "by sex and by nationality")
    assert table.head == ("Belarus", "Lithuania", "Not stated", "Total")
    assert [row.label for row in table.rows or ()] == ["Female", "Male", "Total"]
    female = (table.rows or ())[0]
    assert female.cells == (Cell(5, "5"), Cell(None, "×"), Cell(None, "×"), Cell(11, "11"))
    assert table.crossed
    assert table.hidden


def test_one_dimension_has_one_column() -> None:
    told = {"by": ["sex"], "head": ["total"], "rows": [{"group": "male", "cells": [None]}]}
    (table,) = _shown(_figure(tables=[told])).figures[0].tables
    assert (table.by, table.head, table.crossed) == ("sex", ("Total",), False)
    assert ((table.rows or ())[0].value, (table.rows or ())[0].shown) == (0, "×")


def test_money_is_a_decimal_text_with_its_currency() -> None:
    told = {"by": ["kind"], "head": ["total"], "rows": [{"group": "pardon", "cells": ["1234.50"]}]}
    figure = _shown(_figure(unit="money", currency="EUR", value="1234.50", tables=[told])).figures[0]
    assert (figure.unit, figure.currency, figure.shown) == ("EUR", "EUR", "1234.50")
    assert (figure.tables[0].rows or ())[0].cells == (Cell(1234, "1234.50"),)


@pytest.mark.parametrize(("small", "words"), [(True, "<5"), (False, "×")])
def test_only_a_small_number_is_called_small(small: bool, words: str) -> None:
    assert _shown(_figure(value=None, small=small)).figures[0].shown == words


def test_a_second_version_says_what_it_replaces_and_what_changed() -> None:
    late = {"sentence": "%(n)s recorded after the version before", "params": {"n": 1}}
    line = {"title": "People released", "by": "", "group": "", "before": 12, "after": 13, "reasons": [late]}
    group = line | {"by": "sex", "group": "male", "before": None}
    shown = _shown(
        version=2,
        replaces={"reference": "DR-0001", "sha256": "ab" * 32},
        restated=[line, group],
        narrative=[{"title": "Summary", "text": "A hard year."}],
    )
    assert (shown.version, shown.replaces, shown.narrative) == (2, "DR-0001", (("Summary", "A hard year."),))
    reason = "1 recorded after the version before"
    assert shown.restated == (
        Restated("People released", "", "12", "13", reason),
        Restated("People released", "Male", "×", "13", reason),
    )


def test_a_sum_that_changed_is_not_called_a_small_number() -> None:
    line: dict[str, Any] = {"title": "Money spent", "by": "", "group": "", "before": None, "after": None, "reasons": []}
    shown = _shown(_figure(), restated=[line | {"key": "spent"}, line | {"key": "arrests"}]).restated
    assert [one.before for one in shown] == ["×", "<5"]


@pytest.mark.parametrize("name", ["first.json", "first.csv.zip"])
def test_a_file_of_the_first_schema_is_still_verified(name: str) -> None:
    content = (FIRST / name).read_bytes()
    assert (files.check(content).fault, files.check(content).reference) == (None, "DR-0001")


def test_a_report_of_the_first_schema_is_still_read() -> None:
    report = json.loads((FIRST / "first.json").read_bytes())["report"]
    shown = present(report, str, "en")
    rows = {row.label: row.shown for row in shown.figures[0].tables[0].rows or ()}
    assert rows == {"Female": "7", "Male": "×", "Other": "×"}
    assert (shown.version, shown.replaces, shown.restated, shown.narrative) == (1, "", (), ())
    assert b"Female" in files.make(report, "html")


def test_a_grant_that_spent_nothing_in_an_empty_period_is_empty_too() -> None:
    money = _figure(unit="money", currency="EUR", value="0.00")
    assert _shown(_figure(value=0), money).empty
    assert not _shown(_figure(value=0), money | {"value": "0.01"}).empty
