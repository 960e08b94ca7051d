"""When something is due that is counted from a date: a range where the date is known only in part."""

from __future__ import annotations

from datetime import date, timedelta

from case_mgr.core.dates import PartialDate


def due_after(base: PartialDate, days: int, today: date) -> PartialDate:
    """Return the day so many days after a date; what was due before anybody could see it is due today."""
    first, last = base.earliest or base.latest, base.latest or base.earliest
    if first is None or last is None:
        return PartialDate.from_date(today)
    return from_now_on(first + timedelta(days), last + timedelta(days), today)


def from_now_on(earliest: date, latest: date, today: date) -> PartialDate:
    """Return a day or a range, without what has passed already."""
    first, last = PartialDate.from_date(max(earliest, today)), PartialDate.from_date(max(latest, today))
    return first if first == last else PartialDate.between(first, last)


def is_over(base: PartialDate, days: int, today: date) -> bool:
    """Whether so many days may have passed since a date."""
    first = base.earliest or base.latest
    return first is not None and first + timedelta(days) <= today
