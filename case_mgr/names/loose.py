"""Compares names whose words have no known roles: each word finds its best partner, or the names are heard as one."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from case_mgr.core.text import N_
from case_mgr.names.abroad import abroad
from case_mgr.names.han import pinyin
from case_mgr.names.rough import agreement, rough
from case_mgr.names.types import Reason, Script
from case_mgr.names.words import Word, alike, likeness

MAX_WORDS = 6
NEAR = 0.8
MISSING_COST = 4.2
EXTRA_COST = 0.4
TURNED_COST = 0.4
CEILING = 7.0
FAR_NEAR = 0.52
"""Across far scripts, words that agree less than this are rather two words than one (measured on public pairs)."""

_SLOPES = (0.8, 2.2, 4.6, 7.2, 8.5, 9.4)
_VARIANTS = 4
_JOINED_NEAR = 0.88
_FEW = 2
_SHORT = (0.6, 0.6, 0.7, 1.0)


@lru_cache(maxsize=262144)
def _far(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Points for two words of scripts that hear differently: what two strangers' words never reach counts most."""
    best = -MISSING_COST
    for x in one:
        for y in other:
            alike, size = agreement(x, y)
            best = max(best, (alike - FAR_NEAR) * _SLOPES[min(size, 5)])
    return best


def _heard(x: Word) -> tuple[str, ...]:
    """The sounds to compare across far scripts: at home first, then by Slavic rules."""
    return tuple(dict.fromkeys((*abroad(x.text)[:5], *x.sounds[:_VARIANTS])))


def _near(x: Word, y: Word) -> float:
    near = max(alike(x, y, as_surnames=False), likeness(x.stems, y.stems))
    if near < NEAR:
        return -MISSING_COST
    size = min(len(x.sounds[0]), len(y.sounds[0]), 7)
    if size < 3:
        return 0.6 * size if near == 1.0 else -MISSING_COST
    return (1.1 + 0.32 * size) * (1.0 if near == 1.0 else 0.85 if near > 0.9 else 0.5)


def _characters(x: Word, y: Word) -> float:
    """Chinese beside Chinese: the characters themselves, or others that are read alike (older and newer forms)."""
    if x.text == y.text:
        return 1.2 + 1.2 * len(x.text)
    alike = sum(a == b or pinyin(a) == pinyin(b) for a, b in zip(x.text, y.text, strict=False))
    return 1.1 * alike - 2.0 * (max(len(x.text), len(y.text)) - alike)


@lru_cache(maxsize=262144)
def _worth(x: Word, y: Word) -> float:
    """Points for taking two words for one."""
    if not x.sounds or not y.sounds:
        return -MISSING_COST
    if x.given.classes & y.given.classes:
        return 2.4 if not (x.given.shared or y.given.shared) else 1.6
    if not (x.far or y.far):
        return _near(x, y)
    if x.script is not y.script:
        return _far(_heard(x), _heard(y))
    return _characters(x, y) if x.script is Script.HAN else _near(x, y)


def _roughs(x: Word) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*x.roughs, *map(rough, abroad(x.text)[:_VARIANTS]))))


def closeness(x: Word, y: Word, *, exact: bool) -> float:
    """How near two words of a search are, 0 to 1; `exact` when they share more than a rough key."""
    if x.given.classes & y.given.classes:
        return 1.0
    if x.far or y.far:
        pairs = ((a, b) for a in _roughs(x) for b in _roughs(y))
        # two consonants that agree roughly say little: half of all syllables share theirs with others
        return max((Levenshtein.normalized_similarity(a, b) * _SHORT[min(len(a), 3)] for a, b in pairs), default=0.0)
    if exact:
        if max(map(len, x.bones), default=0) > _FEW and max(map(len, y.bones), default=0) > _FEW:
            return 1.0
        near = max(alike(x, y, as_surnames=False), likeness(x.stems, y.stems))
        return 1.0 if near == 1.0 else 0.6 if near >= NEAR else 0.0
    near = likeness(x.sounds[:1], y.sounds[:1]) >= NEAR or likeness(x.stems[:1], y.stems[:1]) >= NEAR
    return 0.6 if near else 0.0


def _orders(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    return [words, (*words[1:], words[0]), (words[-1], *words[:-1])] if len(words) > 1 else [words]


@lru_cache(maxsize=65536)
def _joined(words: tuple[Word, ...]) -> tuple[str, ...]:
    """The sounds of a whole name in the orders that occur, as one word."""
    out: dict[str, None] = {}
    for order in _orders(words):
        for variant in range(max(len(word.sounds) for word in order)):
            out["".join(word.sounds[min(variant, len(word.sounds) - 1)] for word in order if word.sounds)] = None
    return tuple(filter(None, out))[:8]


def _whole(left: tuple[Word, ...], right: tuple[Word, ...]) -> float:
    """Points for two names heard as one word each; for scripts that write no spaces."""
    if not any(word.far for word in (*left, *right)):
        if len(left) == len(right):
            return -2 * MISSING_COST
        pairs = ((x, y) for x in _joined(left) for y in _joined(right)[:_VARIANTS])
        alike, size = max(((Levenshtein.normalized_similarity(x, y), len(x)) for x, y in pairs), default=(0.0, 0))
        return min(CEILING, 1.5 + 0.5 * size) * (2 * alike - 1) if alike >= _JOINED_NEAR else -2 * MISSING_COST
    if all(word.script is left[0].script for word in (*left, *right)):
        return -2 * MISSING_COST
    best = -2 * MISSING_COST
    for x in _joined(left):
        for y in _joined(right)[:_VARIANTS]:
            alike, size = agreement(x, y)
            best = max(best, (alike - 0.58) * (4 + 1.3 * min(size, 10)))
    return best


def compare_loose(one: tuple[Word, ...], other: tuple[Word, ...]) -> tuple[float, bool, list[Reason], list[Reason]]:
    """Points, whether every word found an equal partner, and the reasons."""
    left, right = one[:MAX_WORDS], other[:MAX_WORDS]
    pairs = sorted(((_worth(x, y), i, j) for i, x in enumerate(left) for j, y in enumerate(right)), key=lambda p: -p[0])
    used_left: set[int] = set()
    used_right: set[int] = set()
    points = 0.0
    equal: list[str] = []
    places: list[tuple[int, int]] = []
    whole = True
    for worth, i, j in pairs:
        if i in used_left or j in used_right:
            continue
        used_left.add(i)
        used_right.add(j)
        points += worth
        if worth > 0:
            whole = whole and worth > 1.0
            places.append((i, j))
            equal.append(left[i].text if left[i].folded == right[j].folded else f"{left[i].text} = {right[j].text}")
    shorter, longer = sorted((len(left), len(right)))
    matched = len(equal)
    points = min(points, CEILING) - EXTRA_COST * (longer - shorter)
    if [j for _, j in sorted(places)] != sorted(j for _, j in places):
        points -= TURNED_COST
    if left and right and (len(left) != len(right) or points < 0):
        heard = min(_whole(left, right), CEILING)
        if heard > max(points, 0.0):
            said = Reason("whole_alike", N_("the names sound alike as a whole"))
            return heard, heard > 4, [said], []
    good = [Reason("words_equal", N_("words agree: %(words)s"), {"words": ", ".join(equal)})] if equal else []
    bad: list[Reason] = []
    if matched < shorter:
        bad.append(Reason("words_differ", N_("some words of the names have no counterpart")))
    return points, whole and matched == shorter >= 2, good, bad
