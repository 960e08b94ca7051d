"""Dates as they are known: to the day, month, year or decade, between two, about, or not at all."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from case_mgr.core.text import N_

FIRST_YEAR = 1000
LAST_YEAR = 9999

_SIMPLE = re.compile(r"(?:([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?|([0-9]{3})X)(~?)", re.ASCII)
_UNKNOWN = "XXXX"
_OPEN = ".."

NOT_A_DATE = N_("“%(raw)s” is not a date. Write it as 2021-05-03, 2021-05, 2021, 195X, 1937/1938, ../1953 or 1937/..")
NO_SUCH_DAY = N_("There is no such day in the calendar. Correct the day or leave it out.")
NO_SUCH_MONTH = N_("Months go from 1 to 12. Correct the month or leave it out.")
NO_SUCH_YEAR = N_("Years are written with four digits, from 1000 to 9999.")
WRONG_WAY_ROUND = N_("The range ends before it begins. Exchange its two dates.")
ENDS_NOT_KNOWN = N_("The ends of a range must be known to the decade, year, month or day.")


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, repr=False)
class PartialDate:
    """A date with the precision in which it is known, never padded; its text is EDTF."""

    precision: Precision
    parts: tuple[int, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None
    about: bool = False

    @classmethod
    def day(cls, year: int, month: int, day: int, *, circa: bool = False) -> PartialDate:
        """Return a date known to the day."""
        _check_month(year, month)
        if not 1 <= day <= monthrange(year, month)[1]:
            raise ValueError(NO_SUCH_DAY)
        return cls(Precision.DAY, (year, month, day), about=circa)

    @classmethod
    def month(cls, year: int, month: int, *, circa: bool = False) -> PartialDate:
        """Return a date known to the month."""
        _check_month(year, month)
        return cls(Precision.MONTH, (year, month), about=circa)

    @classmethod
    def year(cls, year: int, *, circa: bool = False) -> PartialDate:
        """Return a date known to the year."""
        _check_year(year)
        return cls(Precision.YEAR, (year,), about=circa)

    @classmethod
    def decade(cls, decade: int, *, circa: bool = False) -> PartialDate:
        """Return a date known to the decade: 195 for the 1950s."""
        _check_year(decade * 10)
        return cls(Precision.DECADE, (decade,), about=circa)

    @classmethod
    def between(cls, start: PartialDate, end: PartialDate) -> PartialDate:
        """Return a date that lies somewhere from the first to the second, both included."""
        low, high = _end(start), _end(end)
        if low[0] > high[0] or low[1] > high[1]:
            raise ValueError(WRONG_WAY_ROUND)
        return cls(Precision.RANGE, start=start, end=end)

    @classmethod
    def until(cls, end: PartialDate) -> PartialDate:
        """Return a date before or in the given one: `../1953`."""
        _end(end)
        return cls(Precision.RANGE, end=end)

    @classmethod
    def since(cls, start: PartialDate) -> PartialDate:
        """Return a date in or after the given one: `1937/..`."""
        _end(start)
        return cls(Precision.RANGE, start=start)

    @classmethod
    def unknown(cls) -> PartialDate:
        """Return the date of which nothing is known, though it is known to exist."""
        return cls(Precision.UNKNOWN)

    @classmethod
    def from_date(cls, exact: date) -> PartialDate:
        """Return the calendar date as one known to the day."""
        return cls.day(exact.year, exact.month, exact.day)

    @classmethod
    def parse(cls, edtf: str) -> PartialDate:
        """Read EDTF as this product writes it; refuse anything else with a sentence."""
        return _parse(edtf)

    @property
    def circa(self) -> bool:
        """Whether the date, or an end of the range, is only about right."""
        return self.about or any(part is not None and part.about for part in (self.start, self.end))

    @property
    def edtf(self) -> str:
        """The canonical EDTF text."""
        match self.precision:
            case Precision.UNKNOWN:
                return _UNKNOWN
            case Precision.RANGE:
                return f"{self.start.edtf if self.start else _OPEN}/{self.end.edtf if self.end else _OPEN}"
            case Precision.DECADE:
                text = f"{self.parts[0]}X"
            case _:
                text = "-".join(f"{part:02}" for part in self.parts)
        return f"{text}~" if self.about else text

    @property
    def earliest(self) -> date | None:
        """The first day that it can be; None where the past is open."""
        if self.precision is Precision.RANGE:
            return self.start.earliest if self.start else None
        bounds = _bounds(self.precision, self.parts)
        return bounds[0] if bounds else None

    @property
    def latest(self) -> date | None:
        """The last day that it can be; None where the future is open."""
        if self.precision is Precision.RANGE:
            return self.end.latest if self.end else None
        bounds = _bounds(self.precision, self.parts)
        return bounds[1] if bounds else None

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Order by first possible day, then by last, then by text; unknown dates come last."""
        if self.precision is Precision.UNKNOWN:
            return date.max, date.max, _UNKNOWN
        return self.earliest or date.min, self.latest or date.max, self.edtf

    def before(self, other: PartialDate) -> bool:
        """Whether every day that this can be lies before every day that the other can be."""
        last, first = self.latest, other.earliest
        return last is not None and first is not None and last < first

    def possibly_before(self, other: PartialDate) -> bool:
        """Whether some day that this can be lies before some day that the other can be."""
        first, last = self.earliest, other.latest
        return first is None or last is None or first < last

    def overlaps(self, other: PartialDate) -> bool:
        """Whether both can be the same day."""
        return not (self.before(other) or other.before(self))

    def __composite_values__(self) -> tuple[str, date | None, date | None]:
        """The three columns in which a table keeps a partial date."""
        return self.edtf, self.earliest, self.latest

    def __lt__(self, other: PartialDate) -> bool:
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        return self.edtf

    def __repr__(self) -> str:
        return f"PartialDate({self.edtf!r})"


def day_after(day: date) -> date:
    """Return the day on which a period that ends with a day is over; no day follows the last of the calendar."""
    return day + timedelta(days=1) if day < date.max else day


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(NO_SUCH_YEAR)


def _check_month(year: int, month: int) -> None:
    _check_year(year)
    if not 1 <= month <= 12:
        raise ValueError(NO_SUCH_MONTH)


def _end(value: PartialDate) -> tuple[date, date]:
    bounds = _bounds(value.precision, value.parts)
    if bounds is None:
        raise ValueError(ENDS_NOT_KNOWN)
    return bounds


def _bounds(precision: Precision, parts: tuple[int, ...]) -> tuple[date, date] | None:
    match precision, parts:
        case Precision.DAY, (year, month, day):
            return date(year, month, day), date(year, month, day)
        case Precision.MONTH, (year, month):
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        case Precision.YEAR, (year,):
            return date(year, 1, 1), date(year, 12, 31)
        case Precision.DECADE, (decade,):
            return date(decade * 10, 1, 1), date(decade * 10 + 9, 12, 31)
    return None


@lru_cache(maxsize=4096)
def _parse(edtf: str) -> PartialDate:
    if edtf == _UNKNOWN:
        return PartialDate.unknown()
    first, slash, last = edtf.partition("/")
    if not slash:
        return _parse_simple(edtf, edtf)
    if first == _OPEN and last == _OPEN:
        raise ValueError(NOT_A_DATE % {"raw": edtf[:40]})
    if first == _OPEN:
        return PartialDate.until(_parse_simple(last, edtf))
    if last == _OPEN:
        return PartialDate.since(_parse_simple(first, edtf))
    return PartialDate.between(_parse_simple(first, edtf), _parse_simple(last, edtf))


def _parse_simple(text: str, whole: str) -> PartialDate:
    found = _SIMPLE.fullmatch(text)
    if found is None:
        raise ValueError(NOT_A_DATE % {"raw": whole[:40]})
    year, month, day, decade, about = found.groups()
    circa = bool(about)
    if decade:
        return PartialDate.decade(int(decade), circa=circa)
    if day:
        return PartialDate.day(int(year), int(month), int(day), circa=circa)
    if month:
        return PartialDate.month(int(year), int(month), circa=circa)
    return PartialDate.year(int(year), circa=circa)
