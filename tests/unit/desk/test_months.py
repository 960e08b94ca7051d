"""A month is whole weeks; its file holds references and nothing else, and is read by others."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from case_mgr.desk import ics, months
from case_mgr.desk.months import Item

TODAY = date(2026, 11, 26)
AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "x", "2026-13", "2026-00", "0000-01", "9999-12", "٢٠٢٦-٠١", "2026-1"])
def test_nonsense_is_this_month(text: str) -> None:
    assert months.read_month(text, TODAY) == date(2026, 11, 1)


def test_a_day_that_is_none() -> None:
    assert months.read_day("2026-02-30") is None
    assert months.read_day("2026-02-28") == date(2026, 2, 28)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(0, 6))
def test_a_month_is_whole_weeks_from_the_first_day_of_the_week(day: date, start: int) -> None:
    month = day.replace(day=1)
    found = months.weeks(month, start, [Item(day, "/", "what", "BY-2021-00001", "1")])
    shown = [one for week in found for one in week]
    assert all(len(week) == 7 and week[0].day.weekday() == start for week in found)
    assert (shown[0].day, shown[-1].day) == months.spans(month, start)
    assert sum(one.inside for one in shown) in (28, 29, 30, 31)
    assert [one.day for one in shown if one.items] == [day]


@given(st.dates(date(1901, 1, 1), date(2198, 12, 31)))
def test_before_and_after_undo_each_other(day: date) -> None:
    month = day.replace(day=1)
    assert months.after(months.before(month)) == month == months.before(months.after(month))


def test_a_file_that_others_read() -> None:
    long = "BY-2021-00042, " * 9 + "Мова; з коскамі, і \\ сімваламі"
    data = ics.calendar_file([Item(TODAY, "/tasks/1", "Call the mother", long, "1")], AT)
    assert b"mother" not in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(event["summary"]) == long
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (TODAY, date(2026, 11, 27))
    assert event.decoded("dtstamp") == AT
