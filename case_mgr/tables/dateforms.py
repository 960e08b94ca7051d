"""The forms in which one date is written: digits, month names, decades; nothing is filled in."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from case_mgr.core.dates import PartialDate, Precision
from case_mgr.tables.words import date_words, months

Order = Literal["dmy", "mdy", "ymd"]
Calendar = Literal["gregorian", "jalali", "islamic", "buddhist"]
INVALID = "date_invalid"
AMBIGUOUS = "date_ambiguous"
TWO_DIGITS = "date_two_digit_year"
OTHER_CALENDAR = "calendar_not_gregorian"
_YEARS = range(1500, 2400)
_JALALI = range(1250, 1420)
_ISLAMIC = range(1420, 1460)
_BUDDHIST = range(2400, 2620)
DECADE = re.compile(
    r"(\d{3})(?:0(?:'?s"
    r"|[- ]?(?:е|х|ые|ых|я|ы|ті|тих|er|ern|ci|ais)(?:\s*(?:гг?|рр?|годы|гады|роки|годов)\.?)?)|[xх?*_])"
)
_PART = r"(\d{1,4}|[xх?*_0]{1,4})"
THREE = re.compile(rf"{_PART}([./-]|\s){_PART}\2{_PART}")
_TWO = re.compile(rf"{_PART}([./-]|\s){_PART}")
CLOCK = re.compile(r"[t ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:am|pm|z|utc|[+-]\d{2}:?\d{2})?$")
_COMPACT = re.compile(r"\d{8}")
_ONE_YEAR = re.compile(r"\d{4}")
_YEAR_RANGE = re.compile(r"(\d{4})\s*[-/]\s*(\d{4})")
_SHORT_RANGE = re.compile(r"(\d{4})\s*[-/]\s*(\d\d)")
_TWO_DIGIT_YEAR = re.compile(r"'\d\d|\d\d\s*(?:г|гг|р|r|г\.\s*р|р\.\s*н|г\.\s*н)\.?")
_IDEOGRAPHIC = re.compile(r"(\d{4})\s*[年년](?:\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日号號일])?)?")
_TOKENS = re.compile(r"\d+|[^\W\d_]+(?:[\s.'-](?=ال)[^\W\d_]+)?|[^\w\s.,'-]")
_GLUED = re.compile(r"\d[ivx]+(?![^\W_])|(?<![^\W_])[ivx]+\d")
_LOOKALIKE = str.maketrans("aceopxyktmhbi", "асеорхуктмнві")
_UNKNOWN_PART = re.compile(r"[xх?*_0]+")


class DateReading(NamedTuple):
    """What a cell says about a date, or the code of why it was not read."""

    value: PartialDate | None = None
    calendar: Calendar = "gregorian"
    circa: bool = False
    problem: str | None = None


BAD = DateReading(problem=INVALID)


def read_plain(text: str, order: Order | None) -> DateReading | None:
    """Read what is written in digits alone; None when it is something else."""
    if found := THREE.fullmatch(text if ":" not in text else CLOCK.sub("", text)):
        return _read_three(found, order)
    if _ONE_YEAR.fullmatch(text):
        return _year(int(text))
    if found := _YEAR_RANGE.fullmatch(text):
        return make_range(_year(int(found[1])), _year(int(found[2])))
    if found := DECADE.fullmatch(text):
        return check_year(int(found[1]) * 10) or DateReading(PartialDate.decade(int(found[1])))
    if (found := _SHORT_RANGE.fullmatch(text)) and int(found[2]) > max(12, int(found[1][2:])):
        return make_range(_year(int(found[1])), _year(int(found[1][:2] + found[2])))
    if found := _TWO.fullmatch(text):
        return _read_two(found)
    if _TWO_DIGIT_YEAR.fullmatch(text):
        return DateReading(problem=TWO_DIGITS)
    if found := _IDEOGRAPHIC.fullmatch(text):
        return compose(found[1], found[2] or "?", found[3] or "?")
    return _read_compact(text, order) if _COMPACT.fullmatch(text) else None


def _read_three(found: re.Match[str], order: Order | None) -> DateReading:
    first, separator, second, third = found[1], found[2], found[3], found[4]
    if len(first) == 4:
        return compose(first, second, third)
    if len(third) != 4:
        short = all(len(part) <= 2 for part in (first, second, third))
        return DateReading(problem=TWO_DIGITS if short else INVALID)
    if order == "mdy":
        return compose(third, first, second)
    if order == "dmy" or separator == "." or _is_unknown(first) or _is_unknown(second) or first == second:
        return compose(third, second, first)
    day_first, month_first = compose(third, second, first), compose(third, first, second)
    if day_first.value and month_first.value:
        return day_first if day_first.value == month_first.value else DateReading(problem=AMBIGUOUS)
    return day_first if day_first.value else month_first


def compose(year: str, month: str, day: str) -> DateReading:
    """Return the date of three written parts; an unknown day, or day and month, leave it less exact."""
    if len(month) > 2 or len(day) > 2 or _is_unknown(year):
        return BAD
    if wrong := check_year(int(year)):
        return wrong
    if _is_unknown(month):
        # A day without its month is not a date that can be kept.
        return DateReading(PartialDate.year(int(year))) if _is_unknown(day) else BAD
    if _is_unknown(day):
        return DateReading(PartialDate.month(int(year), int(month)))
    try:
        return DateReading(PartialDate.day(int(year), int(month), int(day)))
    except ValueError:
        return BAD


def _is_unknown(part: str) -> bool:
    return bool(_UNKNOWN_PART.fullmatch(part))


def _read_two(found: re.Match[str]) -> DateReading | None:
    first, second = found[1], found[3]
    if found[2] == " " and _is_unknown(second):
        # A mark behind a year doubts it.
        return None
    year, month = (first, second) if len(first) == 4 else (second, first)
    if len(year) != 4 or len(month) > 2 or _is_unknown(year):
        return DateReading(problem=TWO_DIGITS) if len(first) == len(second) == 2 and found[2] != " " else None
    return compose(year, month, "?")


def _read_compact(text: str, order: Order | None) -> DateReading:
    readings = {
        "ymd": compose(text[:4], text[4:6], text[6:]),
        "dmy": compose(text[4:], text[2:4], text[:2]),
        "mdy": compose(text[4:], text[:2], text[2:4]),
    }
    if order and readings[order].value:
        return readings[order]
    plausible = {reading.value for reading in readings.values() if reading.value}
    if len(plausible) == 1:
        return DateReading(plausible.pop())
    return DateReading(problem=AMBIGUOUS if plausible else INVALID)


def _year(year: int) -> DateReading:
    return check_year(year) or DateReading(PartialDate.year(year))


def check_year(year: int) -> DateReading | None:
    """Return why a year is not one of ours; other calendars are recognised, never converted."""
    if year in _YEARS:
        return None
    calendar: Calendar | None = "jalali" if year in _JALALI else "islamic" if year in _ISLAMIC else None
    if year in _BUDDHIST:
        calendar = "buddhist"
    return DateReading(calendar=calendar, problem=OTHER_CALENDAR) if calendar else BAD


def make_range(first: DateReading, second: DateReading) -> DateReading:
    """Return the time from one date to another; what is wrong with either is wrong with both."""
    if first.value is None or second.value is None:
        return first if first.value is None else second
    if Precision.RANGE in (first.value.precision, second.value.precision):
        return BAD
    return DateReading(PartialDate.between(first.value, second.value))


def read_month_name(text: str) -> DateReading | None:
    """Read a month by its name with a year and perhaps a day; any other word makes it no date."""
    names, numbers = months(), []
    month = None
    # A letter that touches a digit is a digit unknown rather than a Roman ten.
    if _GLUED.search(text):
        return None
    for token in _TOKENS.findall(CLOCK.sub("", text)):
        if token.isdecimal():
            numbers.append(token)
        elif month is None and (number := names.get(token) or names.get(token.translate(_LOOKALIKE))):
            month = number
        elif token in date_words("jalali") or token in date_words("islamic"):
            calendar: Calendar = "jalali" if token in date_words("jalali") else "islamic"
            return DateReading(calendar=calendar, problem=OTHER_CALENDAR)
        elif token not in date_words("filler") and token not in date_words("after_year"):
            return None
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if month is None or len(years) + len(days) != len(numbers) or len(days) > 1 + (not years):
        return None
    if not years:
        return DateReading(problem=TWO_DIGITS) if len(days) == 2 else None
    return compose(years[0], str(month), days[0] if days else "?") if len(years) == 1 else None


def read_one(text: str, order: Order | None = None) -> DateReading | None:
    """Read one date, written in digits or with the name of its month."""
    return read_plain(text, order) or read_month_name(text)


def name_calendar(text: str) -> DateReading | None:
    """Recognise the calendar of a date that is not ours by its year, where the rest of it is not understood."""
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    found = check_year(int(years[0])) if len(years) == 1 else None
    return found if found and found.problem == OTHER_CALENDAR else None
