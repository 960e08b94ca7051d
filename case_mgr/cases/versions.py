"""Corrections follow one another, versions stand side by side: which of several tellings of an event counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """One row of a timeline as this arithmetic needs it; rows come in the order in which they were recorded."""

    key: int
    corrects: int | None = None
    version_of: int | None = None
    withdrawn: bool = False
    taken_as_true: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One source's telling of an event: every row of its chain of corrections, the latest last."""

    root: int
    rows: tuple[int, ...]
    standing: bool
    taken_as_true: bool

    @property
    def latest(self) -> int:
        """The row that tells it now."""
        return self.rows[-1]


def happenings(told: Iterable[Told]) -> list[tuple[Version, ...]]:
    """Return each event with its versions, the one that was recorded first in front."""
    roots: dict[int, int] = {}
    chains: dict[int, list[Told]] = {}
    groups: dict[int, list[int]] = {}
    for row in told:
        root = row.key if row.corrects is None else roots.get(row.corrects, row.corrects)
        roots[row.key] = root
        chains.setdefault(root, []).append(row)
        if row.corrects is None:
            # A version of a version is one more version of the first.
            first = row.key if row.version_of is None else _first(row.version_of, roots, groups)
            groups.setdefault(first, []).append(row.key)
    known = {root for members in groups.values() for root in members}
    # What is corrected may lie outside of what the reader may see: its correction then stands by itself.
    groups |= {root: [root] for root in chains if root not in known}
    return [tuple(_version(root, chains[root]) for root in members if root in chains) for members in groups.values()]


def counting(versions: Iterable[Version]) -> Version | None:
    """Return the version that counts: the one taken as true, else the one recorded first; none when all are gone."""
    standing = [version for version in versions if version.standing]
    return next((version for version in standing if version.taken_as_true), standing[0] if standing else None)


def disputed(versions: Iterable[Version]) -> bool:
    """Whether several versions stand and nobody has said which is true."""
    standing = [version for version in versions if version.standing]
    return len(standing) > 1 and not any(version.taken_as_true for version in standing)


def _first(root: int, roots: dict[int, int], groups: dict[int, list[int]]) -> int:
    told = roots.get(root, root)
    return next((first for first, members in groups.items() if told in members), told)


def _version(root: int, rows: list[Told]) -> Version:
    last = rows[-1]
    return Version(root, tuple(row.key for row in rows), not last.withdrawn, last.taken_as_true)
