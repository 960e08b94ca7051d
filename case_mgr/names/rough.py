"""Compares words across writing systems that lose vowels or confuse consonants: Arabic, Hebrew, Chinese, Burmese …"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from case_mgr.names.sound import bones

_CLASSES = str.maketrans("bdhzSZCfrm", "ptkssssvln", "aiu")
_REPEAT = re.compile(r"(.)\1+")


@lru_cache(maxsize=131072)
def rough(sound: str) -> str:
    """The consonants of a sound in the classes that even distant writing systems keep apart."""
    return _REPEAT.sub(r"\1", sound.translate(_CLASSES))


@lru_cache(maxsize=131072)
def agreement(one: str, other: str) -> tuple[float, int]:
    """How far the consonants of two sounds agree, 0 to 1, and how many there are."""
    left, right = bones(one), bones(other)
    size = max(len(left), len(right))
    if not size:
        return (1.0 if one == other else 0.0), 1
    far = Levenshtein.distance(left, right) + Levenshtein.distance(rough(one), rough(other))
    vowels = Levenshtein.normalized_similarity(one, other)
    return 0.8 * max(0.0, 1 - far / (2 * size)) + 0.2 * vowels, size
