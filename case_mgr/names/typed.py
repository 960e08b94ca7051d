"""Words of a name as somebody types the beginning of them, in the script of the name or in Latin letters."""

from __future__ import annotations

from functools import lru_cache

from case_mgr.names.normalise import fold
from case_mgr.names.romanise import latin

LONGEST = 40
_LEAST = 2
_MOST_WORDS = 6


@lru_cache(maxsize=16384)
def written(name: str) -> frozenset[str]:
    """Return the words by whose beginnings a printed name is found; parts of double names too."""
    words = [*name.split(), *latin(name).split(), *(latin(word) for word in name.split())]
    parts = [part for word in words for part in (word, *word.split("-"))]
    return frozenset(form for part in parts if len(form := fold(part).strip("-")[:LONGEST]) >= _LEAST)


def asked(words: str) -> list[tuple[str, ...]]:
    """Return for each word that somebody typed the forms in which it may begin a word of a name, the longest first."""
    typed = words.split()[:_MOST_WORDS]
    # A word alone may be written otherwise in Latin letters than within its name.
    within = latin(words).split()
    rows = [
        (word, latin(word), *(within[place : place + 1] if len(within) == len(words.split()) else ()))
        for place, word in enumerate(typed)
    ]
    forms = [tuple(dict.fromkeys(form for word in row if len(form := fold(word)[:LONGEST]) >= _LEAST)) for row in rows]
    return sorted((row for row in forms if row), key=lambda row: -len(row[0]))
