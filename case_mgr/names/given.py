"""Which legal given names a word may stand for, from the table of equivalents."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from case_mgr.names.normalise import fold
from case_mgr.names.sound import bones, hearings
from case_mgr.names.types import Sex

_PRIMARY = ("be", "ru", "uk")
_FORMAL = (
    "be_alt", "ru_alt", "uk_alt", "be_latn_passport", "be_latn_lacinka", "ru_latn_icao", "ru_latn_press", "uk_latn",
)  # fmt: skip
_FOREIGN = ("pl", "en")
"""Read by their own spelling rules, so their sounds would mislead (Alexandre is no Alexandra)."""

_SHORT = "diminutives"
_SEXES = {"m": Sex.MALE, "f": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class GivenHit:
    """The given-name classes of a word; `shared` when the form belongs to several names and proves nothing alone."""

    classes: frozenset[str] = frozenset()
    shared: bool = False
    exact: bool = False
    sex: Sex = Sex.UNKNOWN


NO_HIT = GivenHit()


@dataclass(frozen=True, slots=True)
class _Table:
    by_form: dict[str, GivenHit]
    by_sound: dict[str, GivenHit]
    roots: dict[str, frozenset[str]]
    root_bones: dict[str, frozenset[str]]
    initials: dict[str, frozenset[str]]


def root(sound: str) -> str:
    """A name's sound without its ending, as patronymics carry it."""
    return sound.rstrip("aiu") or sound


def _forms(row: dict[str, str], columns: tuple[str, ...]) -> Iterator[str]:
    return (form for column in columns for form in (row[column] or "").split(";") if form)


@cache
def _table() -> _Table:
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    sounds: dict[str, set[str]] = defaultdict(set)
    roots: dict[str, set[str]] = defaultdict(set)
    root_bones: dict[str, set[str]] = defaultdict(set)
    sexes: dict[str, Sex] = {}
    initials: dict[str, set[str]] = defaultdict(set)
    text = resources.files("case_mgr.names").joinpath("data/given_names.tsv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines(), delimiter="\t"):
        key = row["key"]
        sexes[key] = _SEXES[row["sex"]]
        own_sounds = {sound for form in _forms(row, _PRIMARY) for sound in hearings(form)[:1]}
        for printed_rank, columns in enumerate((_PRIMARY, _FORMAL, _FOREIGN, (_SHORT,))):
            for form in _forms(row, columns):
                # a Latin spelling of the name itself is the name itself
                rank = 0 if printed_rank in (1, 2) and own_sounds & set(hearings(form)) else printed_rank
                ranks = forms[fold(form)]
                ranks[key] = min(rank, ranks.get(key, rank))
                initials[key].update(sound[0] for sound in hearings(form)[:1])
                if printed_rank < 2:
                    for sound in hearings(form)[:1]:
                        sounds[sound].add(key)
                        if sexes[key] is Sex.MALE:
                            roots[root(sound)].add(key)
                            root_bones[bones(sound)].add(key)
    return _Table(
        {form: _hit(ranks, sexes, exact=True) for form, ranks in forms.items()},
        {sound: _hit(dict.fromkeys(keys, 0), sexes, exact=False) for sound, keys in sounds.items() if len(sound) > 2},
        {key: frozenset(found) for key, found in roots.items()},
        {key: frozenset(found) for key, found in root_bones.items() if len(key) > 1},
        {key: frozenset(found) for key, found in initials.items()},
    )


def _hit(ranks: dict[str, int], sexes: dict[str, Sex], *, exact: bool) -> GivenHit:
    """A form is shared when it is nobody's own name, or leaves the sex open."""
    best = min(ranks.values())
    own = [key for key, rank in ranks.items() if rank == best]
    found = {sexes[key] for key in ranks}
    shared = len(ranks) > 1 and (best > 0 or len(own) > 1 or len(found) > 1)
    return GivenHit(frozenset(ranks), shared, exact, found.pop() if len(found) == 1 else Sex.UNKNOWN)


@lru_cache(maxsize=131072)
def find_given(text: str) -> GivenHit:
    """The classes of a word, by its letters first, then by its sound; no classes when it is no known given name."""
    table = _table()
    hit = table.by_form.get(fold(text))
    if hit is not None:
        return hit
    if "-" in text:
        hits = [find_given(piece) for piece in text.split("-") if piece]
        return hits[0] if len(hits) > 1 and all(found.classes for found in hits) else NO_HIT
    for sound in hearings(text):
        hit = table.by_sound.get(sound)
        if hit is not None:
            return hit
    return NO_HIT


def father_classes(sound: str) -> frozenset[str]:
    """The male given names that a patronymic's root may come from."""
    table = _table()
    return table.roots.get(root(sound)) or table.root_bones.get(bones(sound)) or frozenset()


@lru_cache(maxsize=16384)
def first_sounds(classes: frozenset[str]) -> frozenset[str]:
    """The sounds that an initial of these given names may have in any language."""
    return frozenset(sound for key in classes for sound in _table().initials[key])
