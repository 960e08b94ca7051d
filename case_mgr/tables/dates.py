"""Dates as people write them in lists: read without filling anything in, and not read where two readings are right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from case_mgr.core.dates import PartialDate, Precision
from case_mgr.tables.dateforms import (
    AMBIGUOUS,
    BAD,
    CLOCK,
    DECADE,
    THREE,
    DateReading,
    Order,
    check_year,
    make_range,
    name_calendar,
    read_month_name,
    read_one,
    read_plain,
)
from case_mgr.tables.words import date_word_pattern, date_words, months

_SPACES = re.compile(r"\s+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'", "⁄": "/"})
_AROUND_SEPARATOR = re.compile(r"(?<=[\dx?х])\s*([./-])\s*(?=[\dx?х])")
_USUAL = re.compile(r"([1-9]\d{3})-(\d\d)-(\d\d)|(\d\d?)\.(\d\d?)\.([1-9]\d{3})", re.ASCII)
_TWO_MONTHS = re.compile(r"([^\W\d_]{3,})\s?[-/]\s?([^\W\d_]{3,})(\s+\d{4}.*)")
_AGE = re.compile(
    r"(?<=[\d .гар])\s*\(\s*\d{1,3}\s*(?:лет|год|года|гады|гадоў|рік|роки|років|lat|lata|let|years?|y\.?o\.?)?\s*\)$"
)
_FOOTNOTE = re.compile(r"(?<=[\dг.])\s*(?:\*{1,3}|†|\[\d{1,2}\]|[¹²³])$")
_NO_DAY = re.compile(
    r"(?:1899-12-3[01]|3[01]\.12\.1899|12/3[01]/1899)[t ]+0?0:00.*|1900-01-00.*|00\.01\.1900.*|1/0/1900.*"
)
_ISO_SPAN = re.compile(r"(?:\.\.|\d{4}(?:-\d\d){0,2}~?)/(?:\.\.|\d{4}(?:-\d\d){0,2}~?)")
_SEVERAL = re.compile(r"\s*[;,\n\r|&]\s*|\s+(?:и|і|й|та|ды|and|oraz|ir|un)\s+|(?<=\d{4})\s+(?=\d)")
_NOTHING = DateReading()
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find_order(values: Iterable[str]) -> Order | None:
    """Return the order of day and month that a column proves, or None when it proves none or two."""
    seen = {evidence for value in values if (evidence := read_evidence(value))}
    return seen.pop() if len(seen) == 1 else None


@lru_cache(maxsize=4096)
def read_evidence(raw: str) -> Order | None:
    """Return the order that one cell proves: only 22/5/1895 can be day first, only 5/22/1895 month first."""
    found = THREE.fullmatch(CLOCK.sub("", _normalise(raw)))
    if not found or found[2] == "." or not (found[1].isdecimal() and found[3].isdecimal()) or len(found[4]) != 4:
        return None
    first, second = int(found[1]), int(found[3])
    if 12 < first <= 31 and 1 <= second <= 12:
        return "dmy"
    return "mdy" if 12 < second <= 31 and 1 <= first <= 12 else None


def read_date(raw: str, order: Order | None = None) -> DateReading:
    """Read one cell; `order` says how its column writes day and month where a cell could be both."""
    usual = read_usual(raw) if order is None else None
    return _read_any(raw, order) if usual is None else DateReading(usual)


def read_usual(raw: str) -> PartialDate | None:
    """Read a day of our time written as almost all are, 31.12.1990 or 1990-12-31; None for any other cell."""
    found = _USUAL.fullmatch(raw)
    if found is None:
        return None
    year, month, day = map(int, found.groups()[:3] if found[1] else found.groups()[:2:-1])
    if 1900 < year < 2100 and 0 < month < 13 and 0 < day <= _DAYS[month]:
        return PartialDate(Precision.DAY, (year, month, day))
    return None


def holds_several(raw: str, order: Order | None = None) -> bool:
    """Whether a cell that is no date holds several, each of which can be read."""
    parts = [part for part in _SEVERAL.split(raw) if part.strip()]
    return len(parts) > 1 and all((read := read_date(part, order)).value or read.problem == AMBIGUOUS for part in parts)


@lru_cache(maxsize=4096)
def _read_any(raw: str, order: Order | None) -> DateReading:
    text = _normalise(raw)
    if not text.strip(" -.?*_/…") or text in date_words("unknown") or _is_zeros(text):
        return _NOTHING
    try:
        return _read(text, order)
    except ValueError:
        return BAD


def _normalise(raw: str) -> str:
    text = "".join(_digit(char) for char in raw) if not raw.isascii() else raw
    text = _SPACES.sub(" ", text.translate(_DASHES)).strip().strip("\u200e\u200f'\"").casefold().rstrip(",;")
    return _AROUND_SEPARATOR.sub(r"\1", text).strip()


def _digit(char: str) -> str:
    return str(int(char)) if char.isdecimal() and not char.isascii() else char


def _check_ends(span: PartialDate) -> DateReading | None:
    ends = (span.start, span.end)
    return next((wrong for end in ends if end and (wrong := check_year(end.parts[0]))), None)


def _is_zeros(text: str) -> bool:
    return bool(re.fullmatch(r"0[0 ./-]*", text))


def _read(text: str, order: Order | None) -> DateReading:
    if "/" in text and _ISO_SPAN.fullmatch(text):
        written = PartialDate.parse(text)
        return _check_ends(written) or DateReading(written, circa=written.circa)
    if _NO_DAY.fullmatch(text):
        return BAD
    plain = read_plain(text, order)
    if plain is not None:
        return plain
    text, circa = _strip_about(_FOOTNOTE.sub("", _AGE.sub("", text)))
    reading = read_plain(text, order) or _read_pair(text, order) or _read_span(text, order) or read_month_name(text)
    if reading is None:
        return name_calendar(text) or BAD
    return _about(reading) if circa else reading


def _about(reading: DateReading) -> DateReading:
    value = reading.value
    if value is None:
        return reading
    if value.precision is Precision.RANGE:
        start = replace(value.start, about=True) if value.start else None
        end = replace(value.end, about=True) if value.end else None
        return reading._replace(value=replace(value, start=start, end=end), circa=True)
    return reading._replace(value=replace(value, about=True), circa=True)


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
    if doubt and not DECADE.fullmatch(text):
        text, circa = text[: doubt.start()], True
    words = re.search(
        r"(?<=\d)\s*\(?(?:приблизительно|примерно|прыкладна|приблизно|approx\.?|около|circa|ca\.?)\)?$", text
    )
    if words:
        text, circa = text[: words.start()], True
    after = re.search(rf"(?<=[\dехыx])[ ,]*\(?(?:{date_word_pattern('after_year').pattern})\)?\.?$", text)
    return (text[: after.start()] if after else text).strip(" ."), circa


def _read_span(text: str, order: Order | None) -> DateReading | None:
    """Read two dates, or one with before or after in front of it."""
    for meaning in ("before", "after"):
        found = date_word_pattern(meaning).match(text)
        rest = _strip_about(text[found.end() :].strip())[0] if found else ""
        if rest and (reading := read_one(rest, order)):
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
    first, second = (read_one(_strip_about(half)[0], order) for half in halves)
    return make_range(first, second) if first and second else None


def _read_pair(text: str, order: Order | None) -> DateReading | None:
    """Read two days of one month, two months of one year, or a time from one date to another."""
    if found := _two_days().fullmatch(text):
        first, second, rest = found.groups()
        return _between_two(f"{first}{rest}", f"{second}{rest}", None)
    if (found := _TWO_MONTHS.fullmatch(text)) and found[1] in months() and found[2] in months():
        return _between_two(f"{found[1]}{found[3]}", f"{found[2]}{found[3]}", None)
    if found := _from_to().fullmatch(text):
        return _between_two(found[1], found[2], order)
    return None


def _between_two(one: str, other: str, order: Order | None) -> DateReading | None:
    first, second = (read_one(_strip_about(text)[0], order) for text in (one, other))
    return make_range(first, second) if first and second else None


@cache
def _two_days() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(date_words("or") | date_words("and") | date_words("to"))))
    lead = "|".join(map(re.escape, sorted(date_words("from") | date_words("between"))))
    return re.compile(
        rf"(?:(?:{lead})\s+)?(\d{{1,2}})(?:[-/]|\s+(?:{words})\s+)(\d{{1,2}})((?:\.\d{{1,2}}\.|\s+[^\W\d_]+\.?\s+)\d{{4}}.*)"
    )


@cache
def _from_to() -> re.Pattern[str]:
    begin, end = ("|".join(map(re.escape, sorted(date_words(meaning)))) for meaning in ("from", "to"))
    return re.compile(rf"(?:{begin})\s+(\S.*?)\s+(?:{end})\s+(\S.*)")
