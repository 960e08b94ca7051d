"""Compares names whose words have no known roles: each word finds its best partner, order does not matter."""

from __future__ import annotations

from collections.abc import Callable

from case_mgr.core.text import N_
from case_mgr.names.sound import bones
from case_mgr.names.types import Reason
from case_mgr.names.words import Word

Likeness = Callable[[tuple[str, ...], tuple[str, ...]], float]
MAX_WORDS = 6
NEAR = 0.8
MISSING_COST = 4.2
EXTRA_COST = 0.4
CEILING = 7.0


def _alike(x: Word, y: Word, likeness: Likeness) -> float:
    if x.given.classes & y.given.classes:
        return 1.0 if not (x.given.shared or y.given.shared) else 0.7
    found = max(likeness(x.sounds, y.sounds), likeness(x.stems, y.stems))
    if found < 0.9 and x.sounds and y.sounds:
        left, right = bones(x.sounds[0]), bones(y.sounds[0])
        if left == right and len(left) > 1 and not (x.text.isascii() and y.text.isascii()):
            return 0.92  # scripts without vowels: only consonants can be compared
    return found


def compare_loose(
    one: tuple[Word, ...], other: tuple[Word, ...], likeness: Likeness
) -> tuple[float, bool, list[Reason], list[Reason]]:
    """Points, whether every word found an equal partner, and the reasons."""
    left, right = one[:MAX_WORDS], other[:MAX_WORDS]
    pairs = sorted(
        ((_alike(x, y, likeness), i, j) for i, x in enumerate(left) for j, y in enumerate(right)), key=lambda p: -p[0]
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    points = 0.0
    equal: list[str] = []
    whole = True
    for alike, i, j in pairs:
        if alike < NEAR or i in used_left or j in used_right:
            continue
        used_left.add(i)
        used_right.add(j)
        size = min(len(left[i].sounds[0]), len(right[j].sounds[0]), 7)
        points += (1.1 + 0.32 * size) * (1.0 if alike == 1.0 else 0.85 if alike > 0.9 else 0.5)
        whole = whole and alike > 0.9
        equal.append(left[i].text if left[i].folded == right[j].folded else f"{left[i].text} = {right[j].text}")
    shorter, longer = sorted((len(left), len(right)))
    matched = len(equal)
    points = min(points, CEILING) - MISSING_COST * (shorter - matched) - EXTRA_COST * (longer - shorter)
    good = [Reason("words_equal", N_("words agree: %(words)s"), {"words": ", ".join(equal)})] if equal else []
    bad: list[Reason] = []
    if matched < shorter:
        bad.append(Reason("words_differ", N_("some words of the names have no counterpart")))
    return points, whole and matched == shorter >= 2, good, bad
