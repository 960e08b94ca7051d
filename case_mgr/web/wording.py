"""Dates and times in words, never more exact than they are known."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from flask_babel import get_locale, gettext, ngettext

from case_mgr.core import clock
from case_mgr.core.dates import PartialDate, Precision

STATELESS, UNKNOWN_COUNTRY = "XX", "ZZ"
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", STATELESS, UNKNOWN_COUNTRY})
# Languages in which the names of people are printed where this product works; a record may hold any other.
NAME_LANGUAGES = (
    "be",
    "ru",
    "uk",
    "en",
    "pl",
    "lt",
    "lv",
    "de",
    "fr",
    "es",
    "ar",
    "az",
    "fa",
    "he",
    "hy",
    "ka",
    "kk",
    "my",
    "tr",
    "zh",
)
_YEAR_OF_MONTHS = 12
NO_BREAK = "\N{NO-BREAK SPACE}"


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


def when_short(value: PartialDate | date | None) -> str:
    """Say a partial date for a narrow column: “4 Jun 2026” on one line, “Jun 2022”; anything else as everywhere."""
    if isinstance(value, date):
        value = PartialDate.from_date(value)
    if value is None or value.about or value.precision not in (Precision.DAY, Precision.MONTH):
        return when(value)
    exact = value.precision is Precision.DAY
    day = date(*value.parts, *(() if exact else (1,)))
    return format_skeleton("yMMMd" if exact else "yMMM", day, locale=_short_locale()).replace(" ", NO_BREAK)


def instant(value: datetime | None) -> str:
    """Say an instant in UTC to the minute."""
    if value is None:
        return ""
    return _datetime(value.astimezone(UTC), _locale())


def country(code: str | None) -> str:
    """Name a country in the language of the page; a person may also have none, or one that nobody knows."""
    if code == STATELESS:
        return gettext("stateless")
    if code == UNKNOWN_COUNTRY:
        return gettext("nationality not known")
    return str(_babel().territories.get(code, code)) if code else ""


def countries() -> list[tuple[str, str]]:
    """List codes and names of all countries by name, with “stateless” and “not known” at the end."""
    found = ((code, name) for code, name in _babel().territories.items() if len(code) == 2 and code.isalpha())
    named = sorted((pair for pair in found if pair[0] not in _NOT_COUNTRIES), key=lambda pair: pair[1].casefold())
    return [*named, *((code, country(code)) for code in (STATELESS, UNKNOWN_COUNTRY))]


def language_name(code: str | None) -> str:
    """Name a language in the language of the page."""
    if not code:
        return ""
    try:
        return Locale.parse(code, sep="-").get_display_name(_locale()) or code
    except (UnknownLocaleError, ValueError):
        return code


def name_languages() -> list[tuple[str, str]]:
    """List codes and names of the languages in which names are commonly printed."""
    return [(code, language_name(code)) for code in NAME_LANGUAGES]


def elapsed(since: PartialDate | None, until: date | None = None) -> str:
    """Say how long it is since a date: “2 years 3 months”, “about 4 years”; nothing when nobody can know."""
    start, end = since.earliest if since else None, until or clock.today()
    if since is None or start is None or since.latest is None or since.precision is Precision.RANGE or start > end:
        return ""
    months = (end.year - start.year) * _YEAR_OF_MONTHS + end.month - start.month - (end.day < start.day)
    years, rest = divmod(max(months, 0), _YEAR_OF_MONTHS)
    rough = since.about or since.precision in (Precision.YEAR, Precision.DECADE)
    words = [ngettext("%(num)d year", "%(num)d years", years)] if years else []
    if rest and not rough:
        words.append(ngettext("%(num)d month", "%(num)d months", rest))
    if not words:
        return "" if rough else gettext("less than a month")
    return gettext("about %(date)s", date=" ".join(words)) if rough else " ".join(words)


def _babel() -> Locale:
    return get_locale() or Locale("en")


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
            return _date(date(*parts), _locale())
        case Precision.MONTH:
            return format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=_locale())
        case Precision.DECADE:
            return gettext("the %(decade)ds", decade=parts[0] * 10)
        case _:
            return str(parts[0])


# The days of a long list recur, and Babel writes each as if it were the first.
@lru_cache(maxsize=8192)
def _date(day: date, locale: str) -> str:
    return format_date(day, "long" if locale != "en" else "d MMMM y", locale=locale)


@lru_cache(maxsize=8192)
def _datetime(at: datetime, locale: str) -> str:
    return format_datetime(at, "d MMM y, HH:mm", locale=locale)


def _short_locale() -> str:
    # English without a country would put the month first.
    return "en_GB" if _locale() == "en" else _locale()


def _locale() -> str:
    return _code(get_locale())


@lru_cache(maxsize=64)
def _code(locale: Locale | None) -> str:
    return str(locale or "en")
