"""Numbers of a workbook as text: plain digits, or the date that their format shows, to the precision that it shows."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import StrEnum


class Format(StrEnum):
    """What a number format shows of a number."""

    PLAIN = "plain"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    DATETIME = "datetime"
    TIME = "time"


_BUILT_IN = {
    **dict.fromkeys([14, 15, 16, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58], Format.DATE),
    17: Format.MONTH,
    22: Format.DATETIME,
    **dict.fromkeys([18, 19, 20, 21, 32, 33, 45, 46, 47], Format.TIME),
}
_NOISE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|am/pm|a/p|general', re.I)
_INTEGER = re.compile(r"-?\d+", re.ASCII)
_EXACT = 1e15


def find_format(number: int, code: str | None) -> Format:
    """Return what a number format shows, from its built-in number or its code."""
    if code is None:
        return _BUILT_IN.get(number, Format.PLAIN)
    plain = _NOISE.sub("", code.split(";")[0]).lower()
    time = "h" in plain or "s" in plain
    year, day = "y" in plain or "e" in plain.replace("e+", "").replace("e-", ""), "d" in plain
    if not year and not day:
        return Format.TIME if time else Format.MONTH if "mmm" in plain else Format.PLAIN
    if time:
        return Format.DATETIME
    if day:
        return Format.DATE
    return Format.MONTH if "m" in plain else Format.YEAR


def write_number(text: str, shown: Format, epoch_1904: bool) -> str:
    """Return a stored number as the text of its cell; a date as ISO and never more exact than its format shows."""
    if shown is Format.PLAIN:
        return _plain(text)
    try:
        serial = float(text)
    except ValueError:
        return text
    if not 0 <= serial < 2_958_466:
        return _plain(text)
    if shown is Format.TIME and serial < 1:
        return str((datetime(1900, 1, 1) + _since(serial)).time())  # noqa: DTZ001 - a wall clock without a place
    moment = _moment(serial, epoch_1904)
    match shown:
        case Format.YEAR:
            return f"{moment.year:04}"
        case Format.MONTH:
            return f"{moment.year:04}-{moment.month:02}"
        case Format.DATE:
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
