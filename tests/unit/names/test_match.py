"""Two lists are compared without a database."""

from __future__ import annotations

import pytest

from case_mgr.core.dates import PartialDate
from case_mgr.names.given import find_given
from case_mgr.names.match import COLUMNS, match_lists
from case_mgr.names.score import score
from case_mgr.names.types import Evidence

GALLERY = [
    ("g1", Evidence("Сергей Тибарановский", PartialDate.year(1984))),
    ("g2", Evidence("Сергей Тибарановский", PartialDate.year(1961))),
    ("g3", Evidence("Тибарановская Анна")),
    ("g4", Evidence("Николай Плуткевич")),
    ("g5", Evidence("")),
]


def test_best_first_and_nobody_left_out() -> None:
    queries = [
        ("q1", Evidence("Siarhei Tsibaranouski", PartialDate.day(1984, 5, 1))),
        ("q2", Evidence("Nobody Known")),
        ("q3", Evidence("Mikoła Plutkiewicz")),
    ]
    rows = [candidate.row() for candidate in match_lists(queries, iter(GALLERY), top=2)]
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert [(row[0], row[1], row[2]) for row in rows if row[1] in ("1", "")] == [
        ("q1", "1", "g1"),
        ("q2", "", ""),
        ("q3", "1", "g4"),
    ]
    assert sum(row[0] == "q1" for row in rows) == 2
    values = [float(row[3]) for row in rows if row[0] == "q1"]
    assert values == sorted(values, reverse=True)


def test_short_forms_of_several_names_are_marked() -> None:
    for form in ("Слава", "Саша", "Женя", "Валя", "Янка", "Тима", "Jerzy", "George"):
        assert find_given(form).shared, form
    for form in ("Александр", "Аляксандр", "Siarhiej", "Коля", "Анна", "Ганна", "Алесь"):
        assert not find_given(form).shared, form


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (PartialDate.year(1990), None, "birth known on one side only"),
        (None, PartialDate.unknown(), "birth known on neither side"),
        (None, None, "birth known on neither side"),
    ],
)
def test_what_is_not_known_says_on_which_side(one: PartialDate | None, other: PartialDate | None, said: str) -> None:
    """“Not known on both sides” was said of somebody whose birth stood on the page."""
    found = score(Evidence("Сергей Тибарановский", one), Evidence("Siarhei Tsibaranouski", other))
    assert said in [reason.template for reason in found.reasons_against]
