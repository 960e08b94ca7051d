"""Words of headings, sexes and countries as data, each file read once."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

# Apostrophes, and the marks that stand above letters once these are taken apart.
_DROPPED = re.compile("['’ʼ\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+")
_SIGNS = re.compile(r"[^\w#№]+|_")


def read_words(name: str) -> list[tuple[str, str]]:
    """Return the lines of a data file: what is meant, and a word for it."""
    text = files("case_mgr.imports").joinpath(f"data/{name}").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return [(line.partition("\t")[0], line.partition("\t")[2]) for line in lines if line and not line.startswith("# ")]


def fold(text: str) -> str:
    """Return text for comparing words: lower case, without marks above letters, signs as single spaces."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return " ".join(_SIGNS.sub(" ", _DROPPED.sub("", plain)).split())


@cache
def headings() -> dict[str, str]:
    """Return fields by the folded headings that name them."""
    return {fold(heading): field for field, heading in reversed(read_words("headers.tsv"))}


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
