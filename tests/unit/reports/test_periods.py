"""Something lies in a period only when all days that it can mean do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from case_mgr.core.dates import PartialDate
from case_mgr.reports.types import Period, Placed

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
MAYBE = st.none() | DAYS
PERIODS = st.tuples(DAYS, DAYS).map(lambda pair: Period(min(pair), max(pair)))


@given(PERIODS, DAYS)
def test_an_exact_day_is_in_or_out(period: Period, day: date) -> None:
    inside = period.starts <= day <= period.ends
    assert period.place(day, day) is (Placed.IN if inside else Placed.OUT)
    assert inside == (period.since <= datetime(day.year, day.month, day.day, 12, tzinfo=UTC) < period.until)


@given(PERIODS, MAYBE, MAYBE)
def test_in_means_every_day_and_out_means_none(period: Period, first: date | None, last: date | None) -> None:
    assume(first is None or last is None or first <= last)
    placed = period.place(first, last)
    low, high = first or date.min, last or date.max
    touches = low <= period.ends and high >= period.starts
    assert (placed is Placed.OUT) == (not touches)
    assert (placed is Placed.IN) == (period.starts <= low and high <= period.ends)


@given(PERIODS, DAYS, st.integers(0, 400))
def test_a_day_counts_in_one_of_two_neighbouring_periods(period: Period, day: date, length: int) -> None:
    follower = Period(period.ends + timedelta(1), period.ends + timedelta(1 + length))
    found = [p for p in (period, follower) if p.place(day, day) is Placed.IN]
    assert len(found) == (period.starts <= day <= follower.ends)
    assert period.until == follower.since


def test_partial_dates_are_never_padded() -> None:
    quarter = Period(date(2026, 1, 1), date(2026, 3, 31))
    expected = {"2026-02": Placed.IN, "2026": Placed.UNSURE, "2025": Placed.OUT, "../2026-02": Placed.UNSURE}
    for edtf, placed in (expected | {"2026-04-01": Placed.OUT, "XXXX": Placed.UNSURE}).items():
        known = PartialDate.parse(edtf)
        assert quarter.place(known.earliest, known.latest) is placed, edtf
