"""Compares two lists of people without a database: candidates by shared keys, the best few scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest

from case_mgr.names.keys import keys, weight
from case_mgr.names.score import score
from case_mgr.names.types import Evidence, Score

COLUMNS = ("query_id", "rank", "gallery_id", "score", "verdict", "reasons")
RESCORED = 60
"""How many candidates of a query are scored, best key weight first."""

CROWDED = 4000
"""A key shared by more people than this says nothing; it is used only when a query has no rarer one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person of the gallery proposed for one of the queries."""

    query_id: str
    rank: int
    gallery_id: str
    score: Score | None

    def row(self) -> tuple[str, ...]:
        """The line of the output table, in the order of COLUMNS."""
        if self.score is None:
            return (self.query_id, "", "", "", "", "")
        return (
            self.query_id,
            str(self.rank),
            self.gallery_id,
            f"{self.score.value:.4f}",
            self.score.verdict.value,
            str(self.score),
        )


def evidence_keys(person: Evidence) -> frozenset[str]:
    """The keys of all names of a person."""
    return frozenset(key for name in (person.name, *person.other_names) for key in keys(name))


def match_lists(
    queries: Iterable[tuple[str, Evidence]], gallery: Iterable[tuple[str, Evidence]], *, top: int = 5
) -> Iterator[Candidate]:
    """At most `top` candidates for each query, best first, and one row without a candidate when there is none.

    The gallery is read once; only people who share a key with some query are kept in memory.
    """
    asked = list(queries)
    wanted: dict[str, list[int]] = {}
    asked_keys = [evidence_keys(person) for _, person in asked]
    for shared in asked_keys:
        for key in shared:
            wanted.setdefault(key, [])
    kept: list[tuple[str, Evidence]] = []
    for identity, person in gallery:
        hits = [people for key in evidence_keys(person) if (people := wanted.get(key)) is not None]
        if hits:
            for people in hits:
                people.append(len(kept))
            kept.append((identity, person))
    for (query_id, person), shared in zip(asked, asked_keys, strict=True):
        chosen = _chosen(person, shared, wanted, kept)
        scored = [(score(person, kept[position][1]), kept[position][0]) for position in chosen]
        scored.sort(key=lambda found: (-found[0].value, found[1]))
        if not scored:
            yield Candidate(query_id, 1, "", None)
        for rank, (found, gallery_id) in enumerate(scored[:top], start=1):
            yield Candidate(query_id, rank, gallery_id, found)


def _chosen(
    person: Evidence, shared: frozenset[str], wanted: dict[str, list[int]], kept: list[tuple[str, Evidence]]
) -> list[int]:
    """The people of the gallery worth scoring for one query."""
    worth: defaultdict[int, int] = defaultdict(int)
    for key in sorted(shared, key=lambda key: len(wanted[key])):
        people = wanted[key]
        if len(people) > CROWDED and worth:
            continue
        for position in people:
            worth[position] += weight(key)
    # among equals those whose birth could be the same come first
    return nlargest(RESCORED, worth, key=lambda position: (worth[position], _same_birth(person, kept[position][1])))


def _same_birth(one: Evidence, other: Evidence) -> bool:
    return one.birth is not None and one.birth == other.birth
