"""The arithmetic of a batch: stated, named, matched and confirmed are four different sets, and the gaps have names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from case_mgr.pardons.types import ClaimView, Topic


class Fact(StrEnum):
    """A list of places that a figure counts."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    UNDECIDED = "undecided"
    UNSURE = "unsure"
    IDENTIFIED = "identified"
    UNIDENTIFIED = "unidentified"
    MATCHED = "matched"
    MATCHED_OPEN = "matched_open"
    NEW_TO_US = "new_to_us"
    NOT_OURS = "not_ours"
    NO_ANSWER = "no_answer"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    CONFIRMED_UNWRITTEN = "confirmed_unwritten"
    ALONE = "alone"
    NOT_FREE = "not_free"
    REARRESTED = "rearrested"
    REFUTED = "refuted"
    POLITICAL = "political"
    NOT_POLITICAL = "not_political"
    TWICE = "twice"
    GONE = "gone"
    JOINED = "joined"


class Division(StrEnum):
    """By what the people of a batch are counted."""

    NATIONALITY = "nationality"
    SEX = "sex"
    DESTINATION = "destination"
    DOCUMENTS = "documents"
    HEALTH = "health"
    SUPPORT = "support"
    ARTICLE = "article"
    DAYS_LEFT = "days_left"


class Left(StrEnum):
    """How long somebody would still have been held, by an estimate that has two ends."""

    SOON = "within_90"
    PERHAPS = "perhaps_90"
    YEAR = "within_365"
    LONGER = "longer"

    @classmethod
    def of(cls, fewest: int, most: int) -> Left:
        """Return the band of so many days, at least and at most."""
        if most <= _SOON:
            return cls.SOON
        if fewest <= _SOON:
            return cls.PERHAPS
        return cls.YEAR if most <= _YEAR else cls.LONGER


_SOON, _YEAR = 90, 365


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a division; an empty key is what nobody recorded, or what the reader may not know."""

    key: str
    count: int


@dataclass(frozen=True, slots=True)
class Divided:
    """The people of a batch by one division; somebody may stand in several parts of it."""

    division: Division
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A number that is known only to lie between two others, both included."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Whether both ends are one number."""
        return self.low == self.high

    def less(self, known: int) -> Span:
        """Return what is left when so many are known; never less than nothing."""
        return Span(max(0, self.low - known), max(0, self.high - known))


@dataclass(frozen=True, slots=True)
class SameNumber:
    """The claims that give one and the same number."""

    number: int
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Numbers of one thing that sources give differently: the whole, the political ones, or one part of a topic."""

    topic: Topic | None
    key: str
    groups: tuple[SameNumber, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a batch: counted from places and claims, never stored."""

    stated: Span | None
    in_scope: Span | None
    counts: Mapping[Fact, int]
    places: int

    def of(self, fact: Fact) -> int:
        """Return how many places a fact holds for."""
        return self.counts[fact]

    @property
    def unidentified(self) -> Span | None:
        """Stated less identified: a range when sources disagree; None while nobody stated a number."""
        return self.stated.less(self.of(Fact.IDENTIFIED)) if self.stated else None

    @property
    def unnamed(self) -> Span | None:
        """Stated less named: people of whom no list gives a name."""
        return self.stated.less(self.of(Fact.NAMED)) if self.stated else None

    @property
    def named_over(self) -> int:
        """How many more places there are than anybody stated; 0 when the numbers are possible."""
        return max(0, self.places - self.stated.high) if self.stated else 0

    @property
    def confirmed_over(self) -> int:
        """How many more were confirmed than anybody stated."""
        return max(0, self.of(Fact.CONFIRMED) - self.stated.high) if self.stated else 0


def span(numbers: Iterable[int]) -> Span | None:
    """Return the least and the greatest of some numbers."""
    known = list(numbers)
    return Span(min(known), max(known)) if known else None


def standing(claims: Iterable[ClaimView]) -> tuple[ClaimView, ...]:
    """Return the claims that were not withdrawn."""
    return tuple(claim for claim in claims if claim.withdrawn_at is None)


def stated(claims: Iterable[ClaimView]) -> Span | None:
    """Return the range of the totals that sources gave."""
    return span(claim.total for claim in standing(claims) if claim.total is not None)


def stated_in_scope(claims: Iterable[ClaimView]) -> Span | None:
    """Return the range of the in-scope counts that sources gave."""
    return span(claim.in_scope for claim in standing(claims) if claim.in_scope is not None)


def stated_parts(claims: Iterable[ClaimView], topic: Topic) -> dict[str, Span]:
    """Return the range of what sources say of each part of a topic, in the order in which they name them."""
    found: dict[str, list[int]] = {}
    for claim in standing(claims):
        for key, number in claim.parts.get(topic, {}).items():
            found.setdefault(key, []).append(number)
    return {key: Span(min(numbers), max(numbers)) for key, numbers in found.items()}


TOTAL, IN_SCOPE = "total", "in_scope"


def disagreements(claims: Iterable[ClaimView]) -> tuple[Disagreement, ...]:
    """Say of what sources give different numbers; a source that does not speak of something denies nothing."""
    said: dict[tuple[Topic | None, str], dict[int, list[ClaimView]]] = {}
    for claim in standing(claims):
        for thing, number in _numbers(claim):
            said.setdefault(thing, {}).setdefault(number, []).append(claim)
    return tuple(
        Disagreement(topic, key, tuple(SameNumber(n, tuple(groups[n])) for n in sorted(groups, reverse=True)))
        for (topic, key), groups in said.items()
        if len(groups) > 1
    )


def _numbers(claim: ClaimView) -> Iterable[tuple[tuple[Topic | None, str], int]]:
    if claim.total is not None:
        yield (None, TOTAL), claim.total
    if claim.in_scope is not None:
        yield (None, IN_SCOPE), claim.in_scope
    for topic, parts in claim.parts.items():
        for key, number in parts.items():
            yield (topic, key), number


def off_by(claim: ClaimView, topic: Topic) -> int:
    """Return by how many the parts that a source names exceed its own total; fewer may just not be named."""
    parts = claim.parts.get(topic, {})
    return max(0, sum(parts.values()) - claim.total) if parts and claim.total is not None else 0
