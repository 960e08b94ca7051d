"""Pure: who was in the stock on a day, what batches state, who was followed up, and which requests were answered."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from case_mgr.reports.groups import Groups
from case_mgr.reports.kinds import By
from case_mgr.reports.standing import DAYS
from case_mgr.reports.tally import Tally
from case_mgr.reports.types import BatchFact, Facts, Period, Placed, RecognitionFact, RequestFact

# How long before the end of the months somebody may have asked already.
EARLY = timedelta(days=30)
# Of each person whether they were certainly, and whether they were possibly, held on a day.
Held = Mapping[int, tuple[bool, bool]]


def stock_on(facts: Facts, held: Held, day: date) -> tuple[set[int], set[int]]:
    """Return who was certainly recognised and deprived of liberty at the end of a day, and who only perhaps."""
    known: defaultdict[int, list[RecognitionFact]] = defaultdict(list)
    for fact in facts.recognitions:
        known[fact.person].append(fact)
    sure, perhaps = set(), set()
    for person, (certainly, possibly) in held.items():
        own = known.get(person, ())
        if certainly and any(_surely(fact, day) for fact in own):
            sure.add(person)
        elif possibly and any(_perhaps(fact, day) for fact in own):
            perhaps.add(person)
    return sure, perhaps


def recognised(facts: Facts) -> set[int]:
    """Return everybody who was ever recognised: nobody else can be in the stock."""
    return {fact.person for fact in facts.recognitions}


def _surely(fact: RecognitionFact, day: date) -> bool:
    first = fact.ended[0] if fact.ended else None
    stands = fact.ended is None or (first is not None and first > day)
    return fact.latest is not None and fact.latest <= day and stands


def _perhaps(fact: RecognitionFact, day: date) -> bool:
    last = fact.ended[1] if fact.ended else None
    stands = fact.ended is None or last is None or last > day
    return (fact.earliest is None or fact.earliest <= day) and stands


def moved(
    before: tuple[set[int], set[int]], after: tuple[set[int], set[int]]
) -> tuple[tuple[set[int], set[int]], tuple[set[int], set[int]]]:
    """Return who came in and who left between two days, each certainly and perhaps."""
    (was, was_perhaps), (is_, is_perhaps) = before, after
    came, left = is_ - was - was_perhaps, was - is_ - is_perhaps
    return (came, (is_ | is_perhaps) - was - came), (left, (was | was_perhaps) - is_ - left)


def stated(facts: Facts, period: Period, choose: Callable[[Iterable[int]], int]) -> Tally:
    """Add up what sources state of each batch of the period, each by its lowest or its highest claim."""
    told = {one.reference: choose(one.stated) for one in facts.batches if one.stated and _in(period, one) is Placed.IN}
    unsure = tuple(one.reference for one in facts.batches if one.stated and _in(period, one) is Placed.UNSURE)
    profile: Counter[tuple[str, ...]] = Counter({(reference,): number for reference, number in told.items()})
    return Tally(tuple(told), unsure, (str(By.PARDON),), profile, stated=sum(told.values()))


def verified(facts: Facts, period: Period) -> tuple[dict[int, Groups], set[int]]:
    """Return who is verified to have come out with a batch of the period, by the latest of them, and who perhaps."""
    found: dict[int, Groups] = {}
    perhaps: set[int] = set()
    for one in sorted(facts.batches, key=lambda batch: (batch.earliest or date.min, batch.reference)):
        placed = _in(period, one)
        if placed is Placed.IN:
            found |= {person: {By.PARDON: one.reference} for person in one.verified if person in facts.persons}
        elif placed is Placed.UNSURE:
            perhaps |= {person for person in one.verified if person in facts.persons}
    return found, perhaps - found.keys()


def due(released: Mapping[int, date], period: Period, months: int) -> dict[int, date]:
    """Return of whom a release lies so many months back on a day of the period, with that day."""
    days = {person: months_later(day, months) for person, day in released.items()}
    return {person: day for person, day in days.items() if period.starts <= day <= period.ends}


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def followed(facts: Facts, asked: Mapping[int, date]) -> set[int]:
    """Return for whom of these something is recorded from thirty days before that day on."""
    return {person for person, day in asked.items() if person in facts.seen and facts.seen[person] >= day - EARLY}


def requests(facts: Facts, period: Period, *, answered: bool) -> Tally:
    """Count the requests of a period, all or those that were answered in time."""
    placed: dict[Placed, list[str]] = {placed: [] for placed in Placed}
    for one in facts.requests:
        at = period.place(*one.received)
        if answered and at is Placed.IN:
            at = _in_time(one)
        elif answered and at is Placed.UNSURE and _in_time(one) is Placed.OUT:
            at = Placed.OUT
        placed[at].append(one.key)
    return Tally(tuple(placed[Placed.IN]), tuple(placed[Placed.UNSURE]))


def _in_time(one: RequestFact) -> Placed:
    if one.answered is None:
        return Placed.OUT
    (since, until), (first, last) = one.received, one.answered
    if since is not None and last is not None and last <= since + timedelta(days=DAYS):
        return Placed.IN
    if until is not None and first is not None and first > until + timedelta(days=DAYS):
        return Placed.OUT
    return Placed.UNSURE


def _in(period: Period, one: BatchFact) -> Placed:
    return period.place(one.earliest, one.latest)
