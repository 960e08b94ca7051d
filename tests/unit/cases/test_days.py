"""Days in custody are counted once, and never more surely than the dates are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.cases.days import Days, Span, count
from case_mgr.core.dates import PartialDate

TODAY = date(2025, 9, 30)
DATES = st.dates(date(2020, 1, 1), TODAY)


def on(edtf: str | None) -> PartialDate | None:
    return PartialDate.parse(edtf) if edtf else None


def span(began: str | None, ended: str | None) -> Span:
    return Span(on(began), on(ended))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], Days(0, 0)),
        ([("2025-09-11", "2025-09-11")], Days(1, 1)),
        ([("2025-09-21", None)], Days(10, 10)),
        # The day of a transfer is one day.
        ([("2025-09-01", "2025-09-10"), ("2025-09-10", "2025-09-20")], Days(20, 20)),
        # Two sources of one time: the days are the same days.
        ([("2025-09-01", "2025-09-10"), ("2025-09-05", "2025-09-08")], Days(10, 10)),
        # A month known only: from one day to thirty.
        ([("2025-09", "2025-09")], Days(1, 30)),
        ([("2025-08", "2025-09-10")], Days(11, 41)),
        ([("2024", None)], Days(274, 639)),
        # Nobody says when it began: it adds nothing, and that is said.
        ([(None, "2025-09-10")], Days(0, 0, 1)),
        # What goes on beyond today is not counted before it happens.
        ([("2025-09-29", "2025-12-31")], Days(2, 2)),
        ([("../2025-09-01", "2025-09-10")], Days(0, 0, 1)),
    ],
)
def test_counts(spans: list[tuple[str | None, str | None]], expected: Days) -> None:
    assert count([span(*ends) for ends in spans], TODAY) == expected


EXACT = st.lists(st.tuples(DATES, st.integers(0, 400)), max_size=6)


def spans_of(drawn: list[tuple[date, int]]) -> list[Span]:
    return [
        Span(PartialDate.from_date(first), PartialDate.from_date(first + timedelta(length))) for first, length in drawn
    ]


@given(EXACT)
def test_exact_dates_leave_no_doubt_and_no_day_counts_twice(drawn: list[tuple[date, int]]) -> None:
    days = {first + timedelta(n) for first, length in drawn for n in range(length + 1) if first + timedelta(n) <= TODAY}
    assert count(spans_of(drawn), TODAY) == Days(len(days), len(days))


@given(EXACT, EXACT)
def test_a_further_period_never_takes_days_away(one: list[tuple[date, int]], more: list[tuple[date, int]]) -> None:
    both, alone = count(spans_of(one + more), TODAY), count(spans_of(one), TODAY)
    assert both.least >= alone.least
    assert both.most <= alone.most + count(spans_of(more), TODAY).most


@given(st.lists(st.tuples(DATES, DATES), max_size=5))
def test_less_exact_dates_only_widen_the_range(drawn: list[tuple[date, date]]) -> None:
    exact = [Span(PartialDate.from_date(min(pair)), PartialDate.from_date(max(pair))) for pair in drawn]
    months = [Span(on(f"{min(pair):%Y-%m}"), on(f"{max(pair):%Y-%m}")) for pair in drawn]
    sure, vague = count(exact, TODAY), count(months, TODAY)
    assert vague.least <= sure.least <= sure.most <= vague.most
