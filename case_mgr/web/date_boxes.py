"""Reads and fills the three boxes of a date: day, month by number or name, year or decade."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel.dates import get_month_names
from flask_babel import gettext as _

from case_mgr.core.dates import PartialDate, Precision

BOXES = ("day", "month", "year")
MONTH_LANGUAGES = ("en", "be", "ru", "uk", "pl", "fa")
_YEAR = re.compile(r"(\d{4})(~?)")
_DECADE = re.compile(r"(\d{3})(?:0[sS]|[xX])(~?)")


class WrongDate(ValueError):
    """What was typed is not a date; the boxes at fault are named."""

    def __init__(self, sentence: str, *boxes: str) -> None:
        super().__init__(sentence)
        self.boxes = boxes


def read_boxes(typed: Mapping[str, str], suffix: str, name: str, circa: bool) -> PartialDate:
    """Return the date in three boxes, as exact as they are filled; `name` opens the sentences about it."""
    day, month, year = (typed.get(box + suffix, "") for box in BOXES)
    if not year:
        raise WrongDate(missing_part(name, "year"), f"year{suffix}")
    if day and not month:
        raise WrongDate(missing_part(name, "month"), f"month{suffix}")
    try:
        return _date_of((day, month, year), suffix, name, circa or year.endswith("~"))
    except WrongDate:
        raise
    except ValueError as error:
        raise WrongDate(f"{name}: {_(str(error))}", f"{'day' if day else 'year'}{suffix}") from error


def _date_of(boxes: tuple[str, str, str], suffix: str, name: str, about: bool) -> PartialDate:
    day, month, year = boxes
    decade, plain = _DECADE.fullmatch(year), _YEAR.fullmatch(year)
    if decade and not month:
        return PartialDate.decade(int(decade[1]), circa=about)
    if not plain:
        raise WrongDate(_("%(field)s: the year needs four digits, such as 1958.", field=name), f"year{suffix}")
    if not month:
        return PartialDate.year(int(plain[1]), circa=about)
    number = read_month(month)
    if number is None:
        sentence = _("%(field)s: write the month as a number from 1 to 12, or by its name.", field=name)
        raise WrongDate(sentence, f"month{suffix}")
    if not day:
        return PartialDate.month(int(plain[1]), number, circa=about)
    if not (day.isdecimal() and len(day) <= 2):
        raise WrongDate(_("%(field)s: write the day as a number from 1 to 31.", field=name), f"day{suffix}")
    return PartialDate.day(int(plain[1]), number, int(day), circa=about)


def read_month(text: str) -> int | None:
    """Return the month that a number or a name in one of our languages means."""
    if text.isdecimal() and len(text) <= 2:
        return int(text) if 1 <= int(text) <= 12 else None
    return month_names().get(text.casefold().rstrip("."))


@lru_cache(maxsize=1)
def month_names() -> dict[str, int]:
    """Return every name and abbreviation of a month in the languages of the product."""
    return {
        name.casefold().rstrip("."): number
        for language in MONTH_LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, context, language).items()
    }


def show_boxes(value: PartialDate, suffix: str, mark: bool) -> dict[str, str]:
    """Return what the boxes show for a date; `mark` writes “about” behind its year."""
    numbers = [str(part) for part in reversed(value.parts)]
    if value.precision is Precision.DECADE:
        numbers = [f"{value.parts[0]}0s"]
    if numbers and mark:
        numbers[-1] += "~"
    return {f"{box}{suffix}": text for box, text in zip(BOXES[3 - len(numbers) :], numbers, strict=True)}


def part_name(box: str) -> str:
    """Return the word for one box within a sentence."""
    return {"day": _("day"), "month": _("month"), "year": _("year")}[box]


def missing_part(name: str, box: str) -> str:
    """Return the sentence about a box left empty."""
    return _("%(field)s: the %(part)s is missing. Type it too.", field=name, part=part_name(box))
