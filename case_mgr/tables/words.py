"""The words by which dates are written, and lines that are no records give themselves away."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


def _read(name: str) -> list[list[str]]:
    text = files("case_mgr.tables").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line.split("\t") for raw in text.splitlines() if (line := raw.strip()) and not line.startswith("#")]


@cache
def footnote_words() -> tuple[str, ...]:
    """Return the words with which totals and footnotes begin, lower case."""
    return tuple(word for (word,) in _read("footnotes.txt"))


@cache
def signature_words() -> tuple[str, ...]:
    """Return the words with which the lines of those begin who sign a list, lower case."""
    return tuple(word for (word,) in _read("signatures.txt"))


@cache
def caption_words() -> frozenset[str]:
    """Return the words that only captions within a list have, lower case."""
    return frozenset(word for (word,) in _read("captions.txt"))


@cache
def months() -> dict[str, int]:
    """Return months by their names in lower case, in all languages that are read."""
    return {name: int(number) for number, name in _read("months.tsv")}


@cache
def date_words(meaning: str) -> frozenset[str]:
    """Return the words of one meaning that stand around dates, lower case."""
    return frozenset(word for kind, word in _read("date_words.tsv") if kind == meaning)


@cache
def date_word_pattern(*meanings: str) -> re.Pattern[str]:
    """Return a pattern for any of the words of these meanings, the longest first."""
    words = sorted({word for meaning in meanings for word in date_words(meaning)}, key=len, reverse=True)
    # A word in letters ends before the next letter; a sign needs no end.
    return re.compile("|".join(re.escape(word) + (r"(?![^\W\d_])" if word[-1].isalpha() else "") for word in words))
