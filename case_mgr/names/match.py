"""Compares two lists of people without a database: candidates by shared keys, the best few scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from case_mgr.names.pool import Pool
from case_mgr.names.score import score
from case_mgr.names.types import Evidence, Score

COLUMNS = ("query_id", "rank", "gallery_id", "score", "verdict", "reasons")
RESCORED = 60
"""How many candidates of a query are scored, best key weight first."""


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


def match_lists(
    queries: Iterable[tuple[str, Evidence]], gallery: Iterable[tuple[str, Evidence]], *, top: int = 5
) -> Iterator[Candidate]:
    """At most `top` candidates for each query, best first, and one row without a candidate when there is none."""
    asked = list(queries)
    pool = Pool([person for _, person in asked])
    kept: list[tuple[str, Evidence]] = []
    for identity, person in gallery:
        pool.add(person)
        kept.append((identity, person))
    for number, (query_id, person) in enumerate(asked):
        scored = [
            (score(person, kept[place][1]), kept[place][0], rarity)
            for place, rarity in pool.candidates(number, person, RESCORED)
        ]
        scored.sort(key=lambda found: (-found[0].value, -found[2], found[1]))
        if not scored:
            yield Candidate(query_id, 1, "", None)
        for rank, (found, gallery_id, _) in enumerate(scored[:top], start=1):
            yield Candidate(query_id, rank, gallery_id, found)
