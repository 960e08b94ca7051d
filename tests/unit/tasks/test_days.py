"""From a date, however well it is known, follows a day or a range, never one that has passed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.core.dates import PartialDate
from case_mgr.tasks.rules.days import due_after, from_now_on, is_over

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("base", "due"),
    [
        ("2026-03-01", "2026-03-31"),
        ("2026-02-10", "2026-03-12"),
        ("2020-01-01", "2026-03-12"),
        ("2026-02", "2026-03-12/2026-03-30"),
        ("2026-03", "2026-03-31/2026-04-30"),
        ("../2026-03-01", "2026-03-31"),
        ("2026-03-01/..", "2026-03-31"),
        ("XXXX", "2026-03-12"),
    ],
)
def test_thirty_days_after(base: str, due: str) -> None:
    assert due_after(PartialDate.parse(base), 30, TODAY).edtf == due


def test_time_is_over_as_soon_as_it_may_be() -> None:
    assert is_over(PartialDate.parse("2026-02"), 30, date(2026, 3, 3))
    assert not is_over(PartialDate.parse("2026-02"), 30, date(2026, 3, 2))
    assert not is_over(PartialDate.unknown(), 30, TODAY)


DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 900), DAYS)
def test_what_is_due_never_lies_in_the_past(first: date, span: int, today: date) -> None:
    due = from_now_on(first, first + timedelta(span), today)
    assert due.earliest is not None
    assert due.latest is not None
    assert today <= due.earliest <= due.latest
    assert due.latest == max(first + timedelta(span), today)
