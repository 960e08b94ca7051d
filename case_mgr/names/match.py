"""Compares two lists of people without a database: candidates by shared keys, the best few scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import exp
from typing import NamedTuple

from case_mgr.core.text import N_
from case_mgr.names.pool import Pool
from case_mgr.names.score import DIFFERENT_BELOW, score
from case_mgr.names.script import detect
from case_mgr.names.surname import looks_like_surname
from case_mgr.names.tokens import tokens
from case_mgr.names.types import Evidence, Reason, Score, Script, Verdict
from case_mgr.names.words import NEAR_SCRIPTS, word

COLUMNS = ("query_id", "rank", "gallery_id", "score", "verdict", "reasons")
NAMESAKES = 0.2
"""How much the namesakes that chance alone would bring count beside those who are in the gallery."""

_MOST_NAMESAKES = 20.0
_USUAL_RARITY, _TILT, _TILT_RANGE = 10.0, 0.15, (-8.0, 4.0)
"""What a name shares with its person is about as rare as one word in e^10; rarer says more, measured on made sets."""
_ACROSS = {"near": 0.4, "far": 1.0}
"""Two scripts lose so much that little of a name can agree by chance: what does agree says more (measured, in nats)."""


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
        home = _is_at_home(person.name)
        found = [
            _Found(
                score(person, kept[place][1]), kept[place][0], rarity, _across(person.name, kept[place][1].name, home)
            )
            for place, rarity in pool.candidates(number, person)
        ]
        if not found:
            yield Candidate(query_id, 1, "", None)
        for rank, one in enumerate(_weighed(found, pool.size, top), start=1):
            yield Candidate(query_id, rank, one.identity, one.score)


class _Found(NamedTuple):
    score: Score
    identity: str
    rarity: float
    across: float


def _is_at_home(name: str) -> bool:
    """Whether a name has a given name of our table and an ending of surnames here, both in a near script."""
    words = [word(token) for token in tokens(name)]
    known = any(one.given.classes for one in words) and any(looks_like_surname(one.sounds) for one in words)
    return known and not any(one.far for one in words)


def _across(one: str, other: str, home: bool) -> float:
    """What agreement is worth more because two names are written in two scripts, in nats.

    Not across far scripts for a name that is at home in near ones: there it meets foreign names alone, by chance.
    """
    scripts = {detect(one), detect(other)}
    if len(scripts) == 1 or Script.MIXED in scripts:
        return 0.0
    near = scripts <= set(NEAR_SCRIPTS)
    return 0.0 if home and not near else _ACROSS["near" if near else "far"]


def _odds(one: _Found) -> float:
    """The odds of a pair, raised or lowered by how rare in this gallery it is what the two names share."""
    low, high = _TILT_RANGE
    tilt = exp(_TILT * min(high, max(low, one.rarity - _USUAL_RARITY)) + one.across)
    return tilt * one.score.value / max(1 - one.score.value, 1e-4)


def _weighed(found: list[_Found], size: int, top: int) -> list[_Found]:
    """Best first, each weighed against the others who fit as well and against namesakes whom chance would bring.

    Two equally good candidates cannot both be the person, and a name that many bear says less than a rare one.
    """
    found.sort(key=lambda one: (-one.score.value, -one.rarity, one.identity))
    # a person who stands in the gallery under several names is no rival of their own
    found = list({one.identity: one for one in reversed(found)}.values())[::-1]
    found.sort(key=_odds, reverse=True)
    total = 1 + sum(map(_odds, found))
    values = [one.score.value for one in found]
    weighed = sorted(((_share(one, total, size), one) for one in found), key=lambda pair: -pair[0])
    out = []
    for share, one in weighed[:top]:
        rivals = sum(value >= one.score.value for value in values) - 1
        out.append(one._replace(score=_as_weighed(one.score, round(share, 4), rivals)))
    return out


def _share(one: _Found, total: float, size: int) -> float:
    """How likely this candidate is the person, beside all others and beside unknown namesakes."""
    odds = _odds(one)
    born = any(reason.code.startswith("birth_") for reason in one.score.reasons_for)
    chance = 0.0 if born else NAMESAKES * min(_MOST_NAMESAKES, size * exp(-one.rarity))
    return odds / (total + chance * odds)


def _speaks_against(reason: Reason) -> bool:
    """Whether a reason is a contradiction, not only something missing."""
    return reason.code.endswith(("_conflict", "_differs", "_differ", "_further"))


def _as_weighed(found: Score, value: float, rivals: int) -> Score:
    verdict = found.verdict
    against = found.reasons_against
    if rivals and found.value >= DIFFERENT_BELOW:
        verdict = Verdict.UNSURE if verdict is Verdict.SAME else verdict
        said = Reason("rivals", N_("%(count)s others in the list fit as well"), {"count": str(rivals)})
        against = (*against, said)
    if value < DIFFERENT_BELOW and verdict is Verdict.UNSURE and not rivals:
        verdict = Verdict.DIFFERENT
    elif found.value < DIFFERENT_BELOW <= value and not any(_speaks_against(reason) for reason in against):
        verdict = Verdict.UNSURE
    return replace(found, value=value, verdict=verdict, reasons_against=against)
