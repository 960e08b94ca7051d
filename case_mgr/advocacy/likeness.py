"""Which names of contacts may be one: pure, and quick among thousands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from rapidfuzz import fuzz, process

# Two spellings of one name differ by a letter in seven at most.
ALIKE = 86
_BEGINNING = 3
# A beginning that so many share, such as that of “ministry”, says nothing by itself.
_COMMON = 400


def alike(name: str, known: Mapping[int, str], limit: int) -> dict[int, float]:
    """Return which of the known names may be the same as one, with how alike they are."""
    found = process.extract(name, known, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=limit)
    return {key: score for _name, score, key in found}


def pairs(known: Mapping[int, str]) -> list[tuple[int, int, float]]:
    """Return every two names that may be one, the likest first; words that begin otherwise are not compared."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for key in sorted(known):
        for beginning in {word[:_BEGINNING] for word in known[key].split()}:
            blocks[beginning].append(key)
    seen: set[tuple[int, int]] = set()
    for keys in blocks.values():
        if len(keys) <= _COMMON:
            seen.update(combinations(keys, 2))
    scored = ((one, two, fuzz.token_sort_ratio(known[one], known[two], score_cutoff=ALIKE)) for one, two in seen)
    return sorted((pair for pair in scored if pair[2] >= ALIKE), key=lambda pair: (-pair[2], pair[0], pair[1]))


def united(*lists: Iterable[str]) -> list[str]:
    """Unite lists of words, each once and in the order in which they come."""
    return list(dict.fromkeys(word for words in lists for word in words if word))
