"""Dates as people write them in lists: read without filling anything in, and not read where two readings are right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from case_mgr.core.dates import PartialDate, Precision
from case_mgr.tables.words import date_word_pattern, date_words, months

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

_SPACES = re.compile(r"\s+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'", "⁄": "/"})
_AROUND_SEPARATOR = re.compile(r"(?<=[\dx?х])\s*([./-])\s*(?=[\dx?х])")
_DECADE = re.compile(r"(\d{3})(?:0(?:'?s|-?(?:е|х|ые|ых|я|ы|ті|тих|er|ern|-?ci|-?ais))|[xх?*_])")
_PART = r"(\d{1,4}|[xх?*_0]{1,4})"
_THREE = re.compile(rf"{_PART}([./-]|\s){_PART}\2{_PART}")
_TWO = re.compile(rf"{_PART}([./-]|\s){_PART}")
_USUAL = re.compile(r"([1-9]\d{3})-(\d\d)-(\d\d)|(\d\d?)\.(\d\d?)\.([1-9]\d{3})", re.ASCII)
_CLOCK = re.compile(r"[t ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:am|pm|z|utc|[+-]\d{2}:?\d{2})?$")
_COMPACT = re.compile(r"\d{8}")
_ONE_YEAR = re.compile(r"\d{4}")
_YEAR_RANGE = re.compile(r"(\d{4})\s*[-/]\s*(\d{4})")
_TOKENS = re.compile(r"\d+|[^\W\d_]+(?:[\s.'-](?=ال)[^\W\d_]+)?|[^\w\s.,'-]")
_ISO_SPAN = re.compile(r"(?:\.\.|\d{4}(?:-\d\d){0,2}~?)/(?:\.\.|\d{4}(?:-\d\d){0,2}~?)")
_GLUED = re.compile(r"\d[ivx]+(?![^\W_])|(?<![^\W_])[ivx]+\d")
_UNKNOWN_PART = re.compile(r"[xх?*_0]+")


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a cell says about a date, or the code of why it was not read."""

    value: PartialDate | None = None
    calendar: Calendar = "gregorian"
    circa: bool = False
    problem: str | None = None


_NOTHING = DateReading()
_BAD = DateReading(problem=INVALID)


def find_order(values: Iterable[str]) -> Order | None:
    """Return the order of day and month that a column proves, or None when it proves none or two."""
    seen = {evidence for value in values if (evidence := read_evidence(value))}
    return seen.pop() if len(seen) == 1 else None


@lru_cache(maxsize=4096)
def read_evidence(raw: str) -> Order | None:
    """Return the order that one cell proves: only 22/5/1895 can be day first, only 5/22/1895 month first."""
    found = _THREE.fullmatch(_CLOCK.sub("", _normalise(raw)))
    if not found or found[2] == "." or not (found[1].isdecimal() and found[3].isdecimal()) or len(found[4]) != 4:
        return None
    first, second = int(found[1]), int(found[3])
    if 12 < first <= 31 and 1 <= second <= 12:
        return "dmy"
    return "mdy" if 12 < second <= 31 and 1 <= first <= 12 else None


@lru_cache(maxsize=4096)
def read_date(raw: str, order: Order | None = None) -> DateReading:
    """Read one cell; `order` says how its column writes day and month where a cell could be both."""
    if order is None and (found := _USUAL.fullmatch(raw)):
        year, month, day, *dotted = found.groups()
        return _compose(year, month, day) if year else _compose(dotted[2], dotted[1], dotted[0])
    text = _normalise(raw)
    if not text.strip(" -.?*_/…") or text in date_words("unknown") or _is_zeros(text):
        return _NOTHING
    try:
        return _read(text, order)
    except ValueError:
        return _BAD


def _normalise(raw: str) -> str:
    text = "".join(_digit(char) for char in raw) if not raw.isascii() else raw
    text = _SPACES.sub(" ", text.translate(_DASHES)).strip().strip("\u200e\u200f'\"").casefold().rstrip(",;")
    return _AROUND_SEPARATOR.sub(r"\1", text).strip()


def _digit(char: str) -> str:
    return str(int(char)) if char.isdecimal() and not char.isascii() else char


def _check_ends(span: PartialDate) -> DateReading | None:
    ends = (span.start, span.end)
    return next((wrong for end in ends if end and (wrong := _check(end.parts[0]))), None)


def _is_zeros(text: str) -> bool:
    return bool(re.fullmatch(r"0[0 ./-]*", text))


def _read(text: str, order: Order | None) -> DateReading:
    if "/" in text and _ISO_SPAN.fullmatch(text):
        written = PartialDate.parse(text)
        return _check_ends(written) or DateReading(written, circa=written.circa)
    plain = _read_plain(text, order)
    if plain is not None:
        return plain
    text, circa = _strip_about(text)
    reading = _read_plain(text, order) or _read_span(text, order) or _read_month_name(text)
    if reading is None:
        return _BAD
    return _about(reading) if circa else reading


def _about(reading: DateReading) -> DateReading:
    value = reading.value
    if value is None:
        return reading
    if value.precision is Precision.RANGE:
        start = replace(value.start, about=True) if value.start else None
        end = replace(value.end, about=True) if value.end else None
        return replace(reading, value=replace(value, start=start, end=end), circa=True)
    return replace(reading, value=replace(value, about=True), circa=True)


def _strip_about(text: str) -> tuple[str, bool]:
    """Take away the words for born and about, in whatever order they stand, and marks of doubt behind."""
    circa = False
    while True:
        born = date_word_pattern("born").match(text)
        about = date_word_pattern("about").match(text)
        found = max((m for m in (born, about) if m), key=lambda m: m.end(), default=None)
        rest = text[found.end() :].lstrip(" .:,") if found else ""
        if not found or not rest:
            break
        circa, text = circa or found is about, rest
    doubt = re.search(r"\s*(?:\(\?\)|\?+|~)$", text)
    if doubt and not _DECADE.fullmatch(text):
        text, circa = text[: doubt.start()], True
    words = re.search(
        r"(?<=\d)\s*\(?(?:приблизительно|примерно|прыкладна|приблизно|approx\.?|около|circa|ca\.?)\)?$", text
    )
    if words:
        text, circa = text[: words.start()], True
    after = re.search(rf"(?<=[\dехыx])[ ,]*\(?(?:{date_word_pattern('after_year').pattern})\)?\.?$", text)
    return (text[: after.start()] if after else text).strip(" ."), circa


def _read_plain(text: str, order: Order | None) -> DateReading | None:
    """Read what is written in digits alone; None when it is something else."""
    if found := _THREE.fullmatch(text if ":" not in text else _CLOCK.sub("", text)):
        return _read_three(found, order)
    if _ONE_YEAR.fullmatch(text):
        return _year(int(text))
    if found := _YEAR_RANGE.fullmatch(text):
        return _between(_year(int(found[1])), _year(int(found[2])))
    if found := _TWO.fullmatch(text):
        return _read_two(found)
    if found := _DECADE.fullmatch(text):
        return _check(int(found[1]) * 10) or DateReading(PartialDate.decade(int(found[1])))
    return _read_compact(text) if _COMPACT.fullmatch(text) else None


def _read_three(found: re.Match[str], order: Order | None) -> DateReading:
    first, separator, second, third = found[1], found[2], found[3], found[4]
    if len(first) == 4:
        return _compose(first, second, third)
    if len(third) != 4:
        short = all(len(part) <= 2 for part in (first, second, third))
        return DateReading(problem=TWO_DIGITS if short else INVALID)
    if order == "mdy":
        return _compose(third, first, second)
    if order == "dmy" or separator == "." or _is_unknown(first) or _is_unknown(second) or first == second:
        return _compose(third, second, first)
    day_first, month_first = _compose(third, second, first), _compose(third, first, second)
    if day_first.value and month_first.value:
        return day_first if day_first.value == month_first.value else DateReading(problem=AMBIGUOUS)
    return day_first if day_first.value else month_first


def _compose(year: str, month: str, day: str) -> DateReading:
    if len(month) > 2 or len(day) > 2 or _is_unknown(year):
        return _BAD
    if wrong := _check(int(year)):
        return wrong
    if _is_unknown(month):
        # A day without its month is not a date that can be kept.
        return DateReading(PartialDate.year(int(year))) if _is_unknown(day) else _BAD
    if _is_unknown(day):
        return DateReading(PartialDate.month(int(year), int(month)))
    try:
        return DateReading(PartialDate.day(int(year), int(month), int(day)))
    except ValueError:
        return _BAD


def _is_unknown(part: str) -> bool:
    return bool(_UNKNOWN_PART.fullmatch(part))


def _read_two(found: re.Match[str]) -> DateReading | None:
    first, second = found[1], found[3]
    year, month = (first, second) if len(first) == 4 else (second, first)
    if len(year) != 4 or len(month) > 2 or _is_unknown(year):
        return DateReading(problem=TWO_DIGITS) if len(first) == len(second) == 2 and found[2] != " " else None
    return _compose(year, month, "?")


def _read_compact(text: str) -> DateReading:
    iso, reverse = _compose(text[:4], text[4:6], text[6:]), _compose(text[4:], text[2:4], text[:2])
    plausible = [reading for reading in (iso, reverse) if reading.value]
    return plausible[0] if len(plausible) == 1 else DateReading(problem=AMBIGUOUS if plausible else INVALID)


def _year(year: int) -> DateReading:
    return _check(year) or DateReading(PartialDate.year(year))


def _check(year: int) -> DateReading | None:
    """Return why a year is not one of ours; other calendars are recognised, never converted."""
    if year in _YEARS:
        return None
    calendar: Calendar | None = "jalali" if year in _JALALI else "islamic" if year in _ISLAMIC else None
    if year in _BUDDHIST:
        calendar = "buddhist"
    return DateReading(calendar=calendar, problem=OTHER_CALENDAR) if calendar else _BAD


def _read_span(text: str, order: Order | None) -> DateReading | None:
    """Read two dates, or one with before or after in front of it."""
    for meaning in ("before", "after"):
        found = date_word_pattern(meaning).match(text)
        rest = _strip_about(text[found.end() :].strip())[0] if found else ""
        if rest and (reading := _read_one(rest, order)):
            if not reading.value or reading.value.precision is Precision.RANGE:
                return reading
            return DateReading(
                PartialDate.until(reading.value) if meaning == "before" else PartialDate.since(reading.value)
            )
    found = date_word_pattern("between").match(text)
    body = text[found.end() :].strip() if found else text
    words = "|".join(map(re.escape, date_words("or") | (date_words("and") if found else frozenset())))
    halves = re.split(rf"\s+(?:{words}|-)\s+", body)
    if len(halves) != 2:
        halves = re.split(r"\s*/\s*|(?<=\d{4})-(?=\d)", body)
    if len(halves) != 2:
        return None
    first, second = (_read_one(_strip_about(half)[0], order) for half in halves)
    return _between(first, second) if first and second else None


def _read_one(text: str, order: Order | None) -> DateReading | None:
    return _read_plain(text, order) or _read_month_name(text)


def _between(first: DateReading, second: DateReading) -> DateReading:
    if first.value is None or second.value is None:
        return first if first.value is None else second
    if Precision.RANGE in (first.value.precision, second.value.precision):
        return _BAD
    return DateReading(PartialDate.between(first.value, second.value))


def _read_month_name(text: str) -> DateReading | None:
    """Read a month by its name with a year and perhaps a day; any other word makes it no date."""
    names, numbers = months(), []
    month = None
    # A letter that touches a digit is a digit unknown rather than a Roman ten.
    if _GLUED.search(text):
        return None
    for token in _TOKENS.findall(_CLOCK.sub("", text)):
        if token.isdecimal():
            numbers.append(token)
        elif token in names and month is None:
            month = names[token]
        elif token not in date_words("filler") and token not in date_words("after_year"):
            return None
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if month is None or len(years) + len(days) != len(numbers) or len(days) > 1 + (not years):
        return None
    if not years:
        return DateReading(problem=TWO_DIGITS) if len(days) == 2 else None
    return _compose(years[0], str(month), days[0] if days else "?") if len(years) == 1 else None
