"""Clocks of mechanisms, and until when they take anything about a state."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from case_mgr.advocacy import mechanisms
from case_mgr.core.dates import PartialDate

CLOSED = date(2023, 2, 8)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def _hrc() -> mechanisms.Mechanism:
    found = mechanisms.find("hrc")
    assert found is not None
    return found


@given(day=DAYS)
@example(day=CLOSED)
@example(day=CLOSED - timedelta(1))
def test_exactly_what_was_sent_before_the_day_is_taken(day: date) -> None:
    assert _hrc().takes("BY", PartialDate.from_date(day)) is (day < CLOSED)
    assert _hrc().takes("LT", PartialDate.from_date(day)) is True


@given(first=DAYS, length=st.integers(1, 400))
def test_of_a_range_it_is_said_only_what_holds_for_every_day_of_it(first: date, length: int) -> None:
    last = first + timedelta(length)
    when = PartialDate.between(PartialDate.from_date(first), PartialDate.from_date(last))
    each = {day < CLOSED for day in (first, last)}
    assert _hrc().takes("BY", when) is (each.pop() if len(each) == 1 else None)


@given(day=DAYS)
def test_the_clock_runs_from_the_day_of_sending(day: date) -> None:
    found = mechanisms.find("wgad")
    assert found is not None
    assert found.due(PartialDate.from_date(day)) == PartialDate.from_date(day + timedelta(found.reply_days))
    assert _hrc().due(PartialDate.from_date(day)) is None


def test_a_month_is_due_within_a_range() -> None:
    found = mechanisms.find("wgad")
    assert found is not None
    due = found.due(PartialDate.parse("2026-02"))
    assert due is not None
    assert due.edtf == "2026-04-02/2026-04-29"


@pytest.mark.parametrize("code", [one.code for one in mechanisms.every()])
def test_every_mechanism_has_its_source_and_its_name_in_the_three_languages(code: str) -> None:
    found = mechanisms.find(code)
    assert found is not None
    assert found.source.startswith("https://")
    assert set(found.names) == {"en", "be", "ru"}
    assert all(set(rule.reason) == {"en", "be", "ru"} for rule in found.validity)
