"""Dates and times in words, never more exact than they are known."""

from __future__ import annotations

from datetime import UTC, date, datetime

from babel.dates import format_date, format_datetime, format_skeleton
from flask_babel import get_locale, gettext

from case_mgr.core.dates import PartialDate, Precision


def when(value: PartialDate | date | None) -> str:
    """Say a partial date: “4 June 2026”, “June 2022”, “about 2021”, “between 3 May 2023 and 9 May 2023”."""
    if value is None:
        return ""
    if isinstance(value, date):
        value = PartialDate.from_date(value)
    if value.precision is Precision.UNKNOWN:
        return gettext("not known")
    if value.precision is Precision.RANGE:
        return _range(value)
    said = _single(value)
    return gettext("about %(date)s", date=said) if value.about else said


def instant(value: datetime | None) -> str:
    """Say an instant in UTC to the minute."""
    if value is None:
        return ""
    return format_datetime(value.astimezone(UTC), "d MMM y, HH:mm", locale=_locale())


def _range(value: PartialDate) -> str:
    if value.start is None and value.end is not None:
        return gettext("%(date)s or before", date=when(value.end))
    if value.end is None and value.start is not None:
        return gettext("%(date)s or after", date=when(value.start))
    return gettext("between %(start)s and %(end)s", start=when(value.start), end=when(value.end))


def _single(value: PartialDate) -> str:
    parts = value.parts
    match value.precision:
        case Precision.DAY:
            return format_date(date(*parts), "long" if _locale() != "en" else "d MMMM y", locale=_locale())
        case Precision.MONTH:
            return format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=_locale())
        case Precision.DECADE:
            return gettext("the %(decade)ds", decade=parts[0] * 10)
        case _:
            return str(parts[0])


def _locale() -> str:
    return str(get_locale() or "en")
