"""A month in an address: nonsense and what lies ahead is the month that runs; months follow each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.insight.types import Month

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "2199-01", "2026-12", "1989-12", "²⁰²⁶-01", "a-b", "1-1-1"]
)
def test_nonsense_is_the_month_that_runs(text: str) -> None:
    assert Month.read(text, TODAY) == Month(2026, 11)


@given(st.dates(date(1990, 1, 1), TODAY), st.integers(-200, 200))
def test_months_follow_each_other(day: date, steps: int) -> None:
    month = Month.read(f"{day:%Y-%m}", TODAY)
    assert month.first <= day <= month.last
    assert month.last + timedelta(days=1) == month.moved(1).first
    assert month.until == month.moved(1).since
    assert month.moved(steps).moved(-steps) == month
