"""Two records are compared by what they say, dates by the days that they can mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core.dates import PartialDate
from case_mgr.duplicates import comparing
from case_mgr.duplicates.comparing import KEPT, OTHER
from case_mgr.duplicates.types import Fit

DATES = st.sampled_from(["1970", "1970-05", "1970-05-12", "1971", "197X", "1969/1971", "1970-05-12/..", ""])


def row(kept: object, other: object, name: str = "born") -> tuple[Fit, str]:
    found = comparing.compare({name: kept}, {name: other})
    return found[0].fit, found[0].chosen


def date(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize(
    ("kept", "other", "fit", "chosen"),
    [
        ("1970", "1970-05-12", Fit.PRECISER, OTHER),
        ("1970-05-12", "1970", Fit.PRECISER, KEPT),
        ("1970-05-12", "1970-05-12", Fit.EQUAL, KEPT),
        ("1970-05-12", "1970-05-13", Fit.CONFLICT, ""),
        ("1970", "1971", Fit.CONFLICT, ""),
        ("1969/1971", "1970-05", Fit.PRECISER, OTHER),
        ("1970-05-12/..", "1970", Fit.CONFLICT, ""),
    ],
)
def test_dates_contradict_only_when_neither_lies_within_the_other(kept: str, other: str, fit: Fit, chosen: str) -> None:
    assert row(date(kept), date(other)) == (fit, chosen)


@given(DATES, DATES)
def test_which_record_survives_changes_nothing_but_the_side(one: str, two: str) -> None:
    left, right = (date(text) if text else None for text in (one, two))
    there, back = comparing.compare({"born": left}, {"born": right}), comparing.compare({"born": right}, {"born": left})
    assert [found.fit for found in there] == [found.fit for found in back]
    if there and there[0].fit is not Fit.EQUAL and there[0].chosen:
        assert {there[0].chosen, back[0].chosen} == {KEPT, OTHER}


def test_what_only_one_says_stands() -> None:
    assert row("baker", "", "occupation") == (Fit.ONE, KEPT)
    assert row("unknown", "male", "sex") == (Fit.ONE, OTHER)
    assert comparing.compare({"born": None}, {"born": PartialDate.unknown()}) == []


def test_contradictions_come_first_and_wait_for_an_answer() -> None:
    rows = comparing.compare(
        {"sex": "male", "occupation": "baker", "name": "А"}, {"sex": "male", "occupation": "driver", "name": "Б"}
    )
    assert [found.name for found in rows] == ["name", "occupation", "sex"]
    assert comparing.unanswered(rows, {}) == ["occupation"]
    assert comparing.settled(rows, {"occupation": OTHER})["occupation"] == OTHER


def test_lists_are_united_and_texts_joined_once() -> None:
    assert comparing.united("be,ru", "ru,pl") == "be,ru,pl"
    assert comparing.joined("the mother asks", "", "the mother asks", "a court") == "the mother asks; a court"
