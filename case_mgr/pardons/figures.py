"""The arithmetic of a batch: stated, named, matched and confirmed are four different sets, and the gaps have names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from case_mgr.pardons.types import ClaimView


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
    NOT_FREE = "not_free"
    REFUTED = "refuted"
    POLITICAL = "political"
    NOT_POLITICAL = "not_political"
    JOINED = "joined"


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
class Figures:
    """The figures of a batch: counted from places and claims, never stored."""

    stated: Span | None
    in_scope: Span | None
    counts: Mapping[Fact, int]
    places: int
    ours_not_listed: int

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
    return span(claim.total for claim in standing(claims))


def stated_in_scope(claims: Iterable[ClaimView]) -> Span | None:
    """Return the range of the in-scope counts that sources gave."""
    return span(claim.in_scope for claim in standing(claims) if claim.in_scope is not None)


def disagreement(claims: Iterable[ClaimView]) -> tuple[SameNumber, ...]:
    """Group claims by total, the greatest first; empty when all who speak say the same."""
    groups: dict[int, list[ClaimView]] = {}
    for claim in standing(claims):
        groups.setdefault(claim.total, []).append(claim)
    if len(groups) < 2:
        return ()
    return tuple(SameNumber(number, tuple(groups[number])) for number in sorted(groups, reverse=True))
