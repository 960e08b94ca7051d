"""Estimates when a sentence ends, and says by which rules: never a fact, only a reason to look."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from case_mgr.core.dates import PartialDate
from case_mgr.jurisdictions.types import CreditRule

DAY = timedelta(days=1)
_MONTHS = 12
# A start known only to a longer span than this gives no estimate that anybody could use.
_WIDEST_START = 3700


class NoEstimate(StrEnum):
    """Why there is no estimate."""

    LIFE = "life"
    NO_LENGTH = "no_length"
    NO_START = "no_start"
    ABSENT = "absent"
    NO_TERM = "no_term"


@dataclass(frozen=True, slots=True)
class Length:
    """The length of a term as a court writes it."""

    years: int = 0
    months: int = 0
    days: int = 0
    life: bool = False

    def __bool__(self) -> bool:
        return bool(self.life or self.years or self.months or self.days)


@dataclass(frozen=True, slots=True)
class Held:
    """A time under one measure before the term began; `presumed` when the measure follows from the place alone."""

    measure: str
    began: PartialDate | None
    ended: PartialDate | None
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """A rule that was applied: to how many days, and for how many days of the term they count."""

    rule: CreditRule
    days: int
    credit: Fraction


@dataclass(frozen=True, slots=True)
class Estimate:
    """The first and the last day on which the term may end, and everything that it rests on."""

    earliest: date
    latest: date
    rules: tuple[Applied, ...] = ()
    uncredited: Mapping[str, int] | None = None
    presumed: bool = False

    @property
    def exact(self) -> bool:
        """Whether both are the same day; also then it is an estimate."""
        return self.earliest == self.latest


def last_day(start: date, length: Length) -> date:
    """Return the last day of a term whose first day is given; a day that a month lacks is its end."""
    months = start.year * _MONTHS + start.month - 1 + length.years * _MONTHS + length.months
    year, month = divmod(months, _MONTHS)
    if start.day > monthrange(year, month + 1)[1]:
        end = date(year, month + 1, monthrange(year, month + 1)[1])
    else:
        end = date(year, month + 1, start.day) - DAY
    return end + timedelta(days=length.days)


def estimate(
    length: Length, start: PartialDate, targets: Iterable[str], held: Sequence[Held], rules: Iterable[CreditRule]
) -> Estimate | None:
    """Estimate the end of a term; `targets` are the regimes or kinds that it may be: one, unless it is not known."""
    first, last = start.earliest, start.latest
    if length.life or not length or first is None or last is None or (last - first).days > _WIDEST_START:
        return None
    wanted, known = frozenset(targets), tuple(rules)
    most, least = _Law(wanted, held, known, most=True), _Law(wanted, held, known, most=False)
    earliest, latest = date.max, date.min
    # Later beginnings bring more credit and a later end: the bounds may lie anywhere between, so each day is asked.
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        end = last_day(day, length)
        earliest = min(earliest, most.end(end, day)[0])
        latest = max(latest, least.end(end, day)[0])
    credit = most.end(last_day(last, length), last)[1]
    as_given = {rule.code: rule for rule in known}
    return Estimate(
        earliest=earliest,
        latest=latest,
        rules=tuple(replace(one, rule=as_given[one.rule.code]) for one in credit.applied(last)),
        uncredited=credit.uncredited(last),
        presumed=any(one.presumed for one in held),
    )


def days_left(found: Estimate, day: date) -> tuple[int, int]:
    """Return the fewest and the most days left after a day; none is left when the term has run out."""
    return max(0, (found.earliest - day).days), max(0, (found.latest - day).days)


def days_left_at(found: Estimate, when: PartialDate) -> tuple[int, int] | None:
    """Return the fewest and the most days left on a day that is known in part, such as that of a release."""
    if when.earliest is None or when.latest is None:
        return None
    return days_left(found, when.latest)[0], days_left(found, when.earliest)[1]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Days in a row that one rule, or none, applies to; the second day is not in it."""

    start: date
    stop: date
    measure: str
    rule: CreditRule | None

    @property
    def factor(self) -> Fraction:
        return self.rule.factor if self.rule else Fraction(0)


class _Law:
    """When a term ends as the law changes: what reaches back counts for who still served on its first day."""

    def __init__(self, targets: frozenset[str], held: Sequence[Held], rules: Sequence[CreditRule], *, most: bool):
        self._most = most
        wanted = [rule for rule in rules if targets & set(rule.to)]
        begins = sorted({rule.valid_from for rule in wanted if rule.reaches_back and rule.valid_from})
        self._plain = _Credit(targets, held, wanted, most=most)
        self._changes = [(day, _Credit(targets, held, _reaching(wanted, day), most=most)) for day in begins]

    def end(self, end: date, start: date) -> tuple[date, _Credit]:
        """Return the last day of a term that has no credit yet, once it has, and the credit that it rests on."""
        credit, found = self._plain, self._off(end, start, self._plain)
        for day, changed in self._changes:
            if found < day:
                break
            # No law frees anybody before it is in force.
            credit, found = changed, max(day, self._off(end, start, changed))
        return found, credit

    def _off(self, end: date, start: date, credit: _Credit) -> date:
        whole = ceil if self._most else floor
        return end - timedelta(days=whole(credit.before(start)))


def _reaching(rules: Sequence[CreditRule], day: date) -> list[CreditRule]:
    """Return the rules for who still serves on a day: those that reach back count always, instead of the earlier."""
    back = [rule for rule in rules if rule.reaches_back and rule.valid_from and rule.valid_from <= day]
    found = []
    for rule in rules:
        later = [one for one in back if one.from_measure == rule.from_measure and _ends_before(rule, one)]
        left = tuple(target for target in rule.to if not any(target in one.to for one in later))
        if left:
            found.append(replace(rule, to=left, valid_from=None if rule in back else rule.valid_from))
    return found


def _ends_before(rule: CreditRule, other: CreditRule) -> bool:
    return bool(rule.valid_to and other.valid_from and rule.valid_to < other.valid_from)


class _Credit:
    """What custody before a day is worth, each day counted once and at the best rule that applies to it."""

    def __init__(self, targets: frozenset[str], held: Sequence[Held], rules: Sequence[CreditRule], *, most: bool):
        self._rules = [rule for rule in rules if targets & set(rule.to)]
        self._most = most
        spans = [span for one in held if (span := _span(one, most=most))]
        self._pieces = [self._piece(start, stop, spans) for start, stop in pairwise(self._cuts(spans))]

    def before(self, day: date) -> Fraction:
        """Return the credit of all days before the given one."""
        return sum((_days(piece, day) * piece.factor for piece in self._pieces), Fraction(0))

    def applied(self, day: date) -> tuple[Applied, ...]:
        """Return which rules applied before a day, in the order of time."""
        found: dict[str, Applied] = {}
        for piece in self._pieces:
            days = _days(piece, day)
            if piece.rule and days:
                old = found.get(piece.rule.code, Applied(piece.rule, 0, Fraction(0)))
                found[piece.rule.code] = Applied(piece.rule, old.days + days, old.credit + days * piece.factor)
        return tuple(found.values())

    def uncredited(self, day: date) -> Mapping[str, int]:
        """Return the days under measures for which there is no rule."""
        found: dict[str, int] = {}
        for piece in self._pieces:
            days = _days(piece, day)
            if piece.measure and piece.rule is None and days:
                found[piece.measure] = found.get(piece.measure, 0) + days
        return found

    def _cuts(self, spans: Sequence[tuple[date, date, str]]) -> list[date]:
        """Return the days on which something changes: a period or a rule begins or ends."""
        if not spans:
            return []
        low, high = min(start for start, _, _ in spans), max(stop for _, stop, _ in spans)
        cuts = {edge for start, stop, _ in spans for edge in (start, stop)}
        cuts |= {rule.valid_from for rule in self._rules if rule.valid_from}
        cuts |= {rule.valid_to + DAY for rule in self._rules if rule.valid_to}
        return sorted(cut for cut in cuts if low <= cut <= high)

    def _piece(self, start: date, stop: date, spans: Sequence[tuple[date, date, str]]) -> _Piece:
        measures = {measure for low, high, measure in spans if low <= start and stop <= high}
        best = max((self._rule(measure, start) for measure in sorted(measures)), key=_worth, default=None)
        measure = best.from_measure if best else min(measures, default="")
        return _Piece(start, stop, measure, best)

    def _rule(self, measure: str, day: date) -> CreditRule | None:
        found = [rule for rule in self._rules if rule.from_measure == measure and rule.valid_on(day)]
        choose = max if self._most else min
        return choose(found, key=lambda rule: (rule.factor, rule.code), default=None)


def _worth(rule: CreditRule | None) -> Fraction:
    return rule.factor if rule else Fraction(-1)


def _span(one: Held, *, most: bool) -> tuple[date, date, str] | None:
    """Return the longest or the shortest time that a period can have been; the day of its end belongs to it."""
    began, ended = one.began, one.ended
    start = (began.earliest if most else began.latest) if began else None
    end = (ended.latest if most else ended.earliest) if ended else date.max - DAY
    if start is None or end is None or end < start:
        return None
    return start, end + DAY, one.measure


def _days(piece: _Piece, day: date) -> int:
    return max(0, (min(piece.stop, day) - piece.start).days)
