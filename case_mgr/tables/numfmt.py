"""Numbers of a workbook as text: plain digits, or the date that their format shows, to the precision that it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Shown(StrEnum):
    """What a number format shows of a number; DAY and NAME leave the year out."""

    PLAIN = "plain"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    DATETIME = "datetime"
    TIME = "time"
    DAY = "day"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Format:
    """A number format: what it shows, and how many digits at least."""

    shown: Shown = Shown.PLAIN
    digits: int = 0


PLAIN = Format()


_BUILT_IN = {
    **dict.fromkeys([14, 15, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58], Format(Shown.DATE)),
    16: Format(Shown.DAY),
    17: Format(Shown.MONTH),
    22: Format(Shown.DATETIME),
    **dict.fromkeys([18, 19, 20, 21, 32, 33, 45, 46, 47], Format(Shown.TIME)),
}
_NOISE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|am/pm|a/p|general', re.I)
_INTEGER = re.compile(r"-?\d+", re.ASCII)
_ZEROS = re.compile("0{2,20}")
_EXACT = 1e15
_LAST_DAY = 2_958_466
# Day nought is what an empty or broken date becomes, and 29 February 1900 never was.
_NO_DAYS = {0: "0", 60: "1900-02-29"}


def find_format(number: int, code: str | None) -> Format:
    """Return what a number format shows, from its built-in number or its code."""
    if code is None:
        return _BUILT_IN.get(number, PLAIN)
    first = code.split(";")[0]
    if _ZEROS.fullmatch(first):
        return Format(digits=len(first))
    plain = _NOISE.sub("", first).lower()
    time = "h" in plain or "s" in plain
    year, day = "y" in plain or "e" in plain.replace("e+", "").replace("e-", ""), "d" in plain
    if not year and not day:
        return Format(Shown.TIME if time else Shown.NAME if "mmm" in plain else Shown.PLAIN)
    if not year:
        return Format(Shown.DAY)
    if time:
        return Format(Shown.DATETIME)
    if day:
        return Format(Shown.DATE)
    return Format(Shown.MONTH if "m" in plain else Shown.YEAR)


def write_number(text: str, how: Format, epoch_1904: bool) -> str:
    """Return a stored number as the text of its cell; a date as ISO and never more exact than its format shows."""
    shown = how.shown
    if shown is Shown.PLAIN:
        return _plain(text).zfill(how.digits) if how.digits else _plain(text)
    try:
        serial = float(text)
    except ValueError:
        return text
    if not 0 <= serial < _LAST_DAY:
        return _plain(text)
    if shown is Shown.TIME and serial < 1:
        return str((datetime(1900, 1, 1) + _since(serial)).time())  # noqa: DTZ001 - a wall clock without a place
    if not epoch_1904 and (no_day := _NO_DAYS.get(int(serial))):
        return no_day
    return _write_moment(_moment(serial, epoch_1904), shown)


def _write_moment(moment: datetime, shown: Shown) -> str:
    match shown:
        case Shown.YEAR:
            return f"{moment.year:04}"
        case Shown.MONTH:
            return f"{moment.year:04}-{moment.month:02}"
        case Shown.DAY:
            # Whoever typed a day and a month got the year from the program: it is not the list's own.
            return f"--{moment.month:02}-{moment.day:02}"
        case Shown.NAME:
            return f"--{moment.month:02}"
        case Shown.DATE:
            return moment.date().isoformat()
    return moment.isoformat(sep=" ") if moment.time() != datetime.min.time() else moment.date().isoformat()


def _since(days: float) -> timedelta:
    return timedelta(seconds=round(days * 86_400))


def _moment(serial: float, epoch_1904: bool) -> datetime:
    if epoch_1904:
        return datetime(1904, 1, 1) + _since(serial)  # noqa: DTZ001 - a wall clock without a place
    # Excel believes in 29 February 1900: earlier serials count one day less.
    start = datetime(1899, 12, 31) if serial < 60 else datetime(1899, 12, 30)  # noqa: DTZ001 - as above
    return start + _since(serial)


def _plain(text: str) -> str:
    if _INTEGER.fullmatch(text):
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    if number.is_integer() and abs(number) < _EXACT:
        return str(int(number))
    return repr(number)
