"""A month as a calendar shows it: whole weeks, each day with what falls on it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a calendar: where it leads, what it is, and the reference that may leave the house."""

    day: date
    href: str
    text: str
    reference: str
    key: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month with what falls on it."""

    day: date
    inside: bool
    items: tuple[Item, ...]


def read_month(text: str, today: date) -> date:
    """Return the first day of the month that an address asks for; nonsense means this month."""
    found = _MONTH.fullmatch(text)
    wanted = _made(int(found[1]), int(found[2]), 1) if found else None
    return wanted or today.replace(day=1)


def read_day(text: str) -> date | None:
    """Return the day that an address asks for, if it does."""
    found = _DAY.fullmatch(text)
    return _made(int(found[1]), int(found[2]), int(found[3])) if found else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if FIRST <= made <= LAST else None


def spans(month: date, week_start: int) -> tuple[date, date]:
    """Return the first and the last day that the weeks of a month show."""
    days = list(calendar.Calendar(week_start).itermonthdates(month.year, month.month))
    return days[0], days[-1]


def weeks(month: date, week_start: int, items: Iterable[Item]) -> list[list[Day]]:
    """Return the weeks of a month."""
    by_day: dict[date, list[Item]] = {}
    for item in items:
        by_day.setdefault(item.day, []).append(item)
    return [
        [Day(day, day.month == month.month, tuple(by_day.get(day, ()))) for day in week]
        for week in calendar.Calendar(week_start).monthdatescalendar(month.year, month.month)
    ]


def before(month: date) -> date:
    """Return the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def after(month: date) -> date:
    """Return the month after."""
    return (month + timedelta(days=31)).replace(day=1)
