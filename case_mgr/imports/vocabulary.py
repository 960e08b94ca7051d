"""Words of headings, sexes and countries as data, each file read once."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from case_mgr.tables.words import date_words

# Apostrophes, and the marks that stand above letters once these are taken apart.
_DROPPED = re.compile("['’ʼ\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+")
_SIGNS = re.compile(r"[^\w#№]+|_")


def _read_lines(name: str) -> list[str]:
    text = files("case_mgr.imports").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("# ")]


def read_words(name: str) -> list[tuple[str, str]]:
    """Return the lines of a data file: what is meant, and a word for it."""
    return [(line.partition("\t")[0], line.partition("\t")[2]) for line in _read_lines(name)]


def fold(text: str) -> str:
    """Return text for comparing words: lower case, without marks above letters, signs as single spaces."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return " ".join(_SIGNS.sub(" ", _DROPPED.sub("", plain)).split())


@cache
def headings() -> dict[str, str]:
    """Return fields by the folded headings that name them."""
    return {fold(heading): field for field, heading in reversed(read_words("headers.tsv"))}


@cache
def beginnings_of_others() -> tuple[str, ...]:
    """Return how words begin by which a heading speaks of another person, or of what is only expected; folded."""
    return tuple(fold(word) for word in _read_lines("others.txt"))


@cache
def never_names() -> frozenset[str]:
    """Return what stands in columns of names and names nobody, lower case: unknown, withheld, and headings."""
    of_names = ("full_name", "surname", "given_name")
    headings = (text for field, text in read_words("headers.tsv") if " " in text or field in of_names)
    return date_words("unknown") | frozenset(_read_lines("nameless.txt")) | frozenset(map(str.casefold, headings))


@cache
def sexes() -> dict[str, str]:
    """Return sexes by the folded words for them."""
    return {fold(word): sex for sex, word in read_words("sexes.tsv")}


@cache
def countries() -> dict[str, str]:
    """Return codes of countries by their folded names, adjectives and codes."""
    found = {fold(name): code for code, name in read_words("territories.tsv")}
    found.update({fold(word): code for code, word in read_words("countries.tsv")})
    return found


@cache
def citizen_pattern() -> re.Pattern[str]:
    """Return a pattern for the name of a country beside a word for a citizen, both folded."""
    words = "|".join(sorted((fold(word) for word in _read_lines("citizens.txt")), key=len, reverse=True))
    return re.compile(f"(?:(?:{words}) )?(.+?)(?: (?:{words}))?")
