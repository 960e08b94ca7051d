"""Pure: facts in, one tally per indicator out. Each figure knows the subjects behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from case_mgr.jurisdictions.enums import Stage
from case_mgr.reports import following, spending
from case_mgr.reports.families import family_of
from case_mgr.reports.groups import NOT_STATED, Groups, tally
from case_mgr.reports.history import Course, course, exact, exit_of, up_to
from case_mgr.reports.indicators import BY_KEY, By
from case_mgr.reports.privacy import days_of
from case_mgr.reports.standing import MONTHS
from case_mgr.reports.tally import Tally
from case_mgr.reports.types import CaseFact, EventFact, Facts, Period, Placed, RecognitionFact

IN_BATCH, ALONE = "in_batch", "alone"
BEFORE_TRIAL, SENTENCED = "before_trial", "sentenced"


@dataclass(frozen=True, slots=True)
class Release:
    """The latest release of one case."""

    case: CaseFact
    event: EventFact
    kind: str
    batch: str | None


class Builder:
    """Counts the indicators of one period; the courses of all cases are followed once."""

    def __init__(self, facts: Facts, period: Period) -> None:
        self.facts, self.period = facts, period
        self.possible: dict[int, Course] = {}
        self.certain: dict[int, Course] = {}
        for case in facts.cases.values():
            events = facts.events.get(case.key, ())
            followed = self._course(case, events, certain=False)
            self.possible[case.key] = followed
            self.certain[case.key] = followed if exact(events) else self._course(case, events, certain=True)
        self.releases = list(self._releases())
        charges: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
        for case in facts.cases.values():
            charges[case.person] += case.charges
        self.families = {person: family_of(known) or NOT_STATED for person, known in charges.items()}

    def build(self, heard: Callable[[], object] = lambda: None) -> dict[str, Tally]:
        """Return a tally for each indicator, in their order; whoever waits hears of each."""
        makers: dict[str, Callable[[], Tally]] = {
            "persons_registered": self._registered,
            "arrests": lambda: self._cases("arrests", lambda course: course.arrest),
            "custody_end": self._custody,
            "recognised": self._recognised,
            "sentences": lambda: self._cases("sentences", lambda course: course.verdict),
            "releases": self._released,
            "deaths": self._deaths,
            **self._standing(),
            "batches": self._batches,
            "interactions": self._talks,
            "cases_raised": self._raised,
            "cases_opened": self._opened,
            "with_lawyer": self._with_lawyer,
            **{key: partial(self._acts, key) for key in ("hearings_observed", "submissions", "responses")},
            "supported": self._supported,
            "services": lambda: spending.services(self.facts, self.period),
            # What was spent is no count: it is told from the ledger as it stands.
            "spent": lambda: Tally(()),
        }
        found = {}
        for key in BY_KEY:
            found[key] = makers[key]()
            heard()
        return found

    def _standing(self) -> dict[str, Callable[[], Tally]]:
        """Return what counts the stock at both ends, batches as stated and verified, follow-up and requests."""
        eve = self.period.starts - timedelta(days=1) if self.period.starts > date.min else self.period.starts
        ends = {"stock_start": self._stock(eve), "stock_end": self._stock(self.period.ends)}
        came, left = following.moved(ends["stock_start"], ends["stock_end"])
        days = sorted((r.event.earliest, r.case.person) for r in self.releases if exact([r.event]) and r.event.earliest)
        out = {person: day for day, person in days}
        asked = {months: following.due(out, self.period, months) for months in MONTHS}
        sets = {**ends, "stock_in": came, "stock_out": left}
        for months, due in asked.items():
            sets[f"due_{months}"] = set(due), set()
            sets[f"followed_{months}"] = following.followed(self.facts, due), set()
        sides: tuple[tuple[str, Callable[[Iterable[int]], int]], ...] = (("stated_least", min), ("stated_most", max))
        answers = (("requests", False), ("requests_answered", True))
        return {
            **{key: partial(self._persons, key, {one: {} for one in sure}, rest) for key, (sure, rest) in sets.items()},
            **{key: partial(following.stated, self.facts, self.period, side) for key, side in sides},
            "stated_verified": partial(self._persons, "stated_verified", *following.verified(self.facts, self.period)),
            **{key: partial(following.requests, self.facts, self.period, answered=told) for key, told in answers},
        }

    def _stock(self, day: date) -> tuple[set[int], set[int]]:
        """Return who was in the stock on a day; only of those who were ever recognised a way is followed."""
        ever, held = following.recognised(self.facts), dict[int, tuple[bool, bool]]()
        for case in self.facts.cases.values():
            if case.person not in ever:
                continue
            if day == self.period.ends:
                now, sure = self.possible[case.key].held, self.certain[case.key].held
            else:
                events = self.facts.events.get(case.key, ())
                now, sure = (
                    course(case.jurisdiction, up_to(events, day, certain=certain), held=case.held).held
                    for certain in (False, True)
                )
            known = held.get(case.person, (False, False))
            held[case.person] = known[0] or (now and sure), known[1] or now or sure
        return following.stock_on(self.facts, held, day)

    def _course(self, case: CaseFact, events: Sequence[EventFact], *, certain: bool) -> Course:
        known = up_to(events, self.period.ends, certain=certain)
        return course(case.jurisdiction, known, held=case.held)

    def _registered(self) -> Tally:
        since, until = self.period.since, self.period.until
        found = [person for person in self.facts.persons.values() if since <= person.registered < until]
        return self._persons("persons_registered", {person.key: {} for person in found}, ())

    def _custody(self) -> Tally:
        sure: dict[int, Groups] = {}
        unsure: list[int] = []
        for case in self.facts.cases.values():
            possibly = self.possible[case.key].held
            if possibly == self.certain[case.key].held:
                if possibly:
                    sentenced = self.possible[case.key].stage in (Stage.SENTENCED, Stage.SERVING)
                    known = sure.get(case.person, {}).get(By.STATUS)
                    sure[case.person] = {By.STATUS: SENTENCED if sentenced or known == SENTENCED else BEFORE_TRIAL}
            else:
                unsure.append(case.person)
        return self._persons("custody_end", sure, unsure)

    def _with_lawyer(self) -> Tally:
        day, found = self.period.ends, dict[int, Groups]()
        for case in self.facts.cases.values():
            lawyers = self.facts.persons[case.person].lawyers
            if not lawyers or not self.certain[case.key].held or not self.possible[case.key].held:
                continue
            if any((since is None or since <= day) and (until is None or until >= day) for since, until in lawyers):
                found[case.person] = {}
        return self._persons("with_lawyer", found, ())

    def _opened(self) -> Tally:
        since, until = self.period.since, self.period.until
        made = [case for case in self.facts.cases.values() if case.opened and since <= case.opened < until]
        return self._tally_cases("cases_opened", made, ())

    def _acts(self, figure: str) -> Tally:
        placed: dict[Placed, list[str]] = {placed: [] for placed in Placed}
        for act in self.facts.acts:
            if act.figure == figure:
                placed[self.period.place(act.earliest, act.latest)].append(act.key)
        return Tally(tuple(placed[Placed.IN]), tuple(placed[Placed.UNSURE]))

    def _supported(self) -> Tally:
        found = spending.helped(self.facts, self.period)
        return self._persons("supported", {person: {By.SUPPORT: state} for person, state in found.items()}, ())

    def _recognised(self) -> Tally:
        known: dict[int, list[RecognitionFact]] = {}
        for fact in self.facts.recognitions:
            known.setdefault(fact.person, []).append(fact)
        placed: dict[Placed, list[int]] = {placed: [] for placed in Placed}
        for person, facts in known.items():
            placed[self._place_first(facts)].append(person)
        return self._persons("recognised", {key: {} for key in placed[Placed.IN]}, placed[Placed.UNSURE])

    def _place_first(self, facts: list[RecognitionFact]) -> Placed:
        """Place the first of several: where dates overlap nobody knows which was the first."""
        start, found = self.period.starts, {self.period.place(fact.earliest, fact.latest) for fact in facts}
        if found == {Placed.OUT} or any(fact.latest is not None and fact.latest < start for fact in facts):
            return Placed.OUT
        perhaps_before = any(fact.earliest is None or fact.earliest < start for fact in facts)
        return Placed.IN if Placed.IN in found and not perhaps_before else Placed.UNSURE

    def _cases(self, key: str, moment: Callable[[Course], EventFact | None]) -> Tally:
        placed: dict[Placed, list[CaseFact]] = {placed: [] for placed in Placed}
        for case in self.facts.cases.values():
            event = moment(self.possible[case.key])
            if event is not None:
                placed[self._place(event)].append(case)
        return self._tally_cases(key, placed[Placed.IN], placed[Placed.UNSURE])

    def _releases(self) -> Iterator[Release]:
        for case in self.facts.cases.values():
            reached = self.possible[case.key]
            if reached.release is None:
                continue
            exits = self.facts.exits.get(case.key, ())
            named = [exit_of(case.jurisdiction, event) for event in reached.chain]
            kind = exits[-1].kind if exits else next(filter(None, named), "unknown")
            batches = [event.batch for event in reached.chain if event.batch] + [e.batch for e in exits if e.batch]
            yield Release(case, reached.release, kind, batches[-1] if batches else None)

    def _released(self) -> Tally:
        latest: dict[int, Release] = {}
        unsure = []
        for release in self.releases:
            match self._place(release.event):
                case Placed.IN:
                    kept = latest.get(release.case.person)
                    if kept is None or (kept.event.earliest or self.period.starts) <= (
                        release.event.earliest or self.period.starts
                    ):
                        latest[release.case.person] = release
                case Placed.UNSURE:
                    unsure.append(release.case.person)
        groups: dict[int, Groups] = {
            person: {By.KIND: release.kind, By.BATCH: IN_BATCH if release.batch else ALONE}
            for person, release in latest.items()
        }
        return self._persons("releases", groups, unsure)

    def _deaths(self) -> Tally:
        placed: dict[Placed, list[int]] = {placed: [] for placed in Placed}
        for case in self.facts.cases.values():
            event = self.possible[case.key].death
            if event is not None:
                placed[self._place(event)].append(case.person)
        return self._persons("deaths", {key: {} for key in placed[Placed.IN]}, placed[Placed.UNSURE])

    def _batches(self) -> Tally:
        def named(wanted: Placed) -> set[str]:
            return {r.batch for r in self.releases if r.batch and self._place(r.event) is wanted}

        sure = named(Placed.IN)
        return Tally(tuple(sorted(sure)), tuple(sorted(named(Placed.UNSURE) - sure)))

    def _talks(self) -> Tally:
        placed: dict[Placed, list[str]] = {placed: [] for placed in Placed}
        for talk in self.facts.talks:
            placed[self.period.place(talk.earliest, talk.latest)].append(talk.public_id)
        levels = {talk.public_id: talk.level or NOT_STATED for talk in self.facts.talks}
        profile: Counter[tuple[str, ...]] = Counter((levels[key],) for key in placed[Placed.IN])
        return Tally(tuple(placed[Placed.IN]), tuple(placed[Placed.UNSURE]), (str(By.LEVEL),), profile)

    def _raised(self) -> Tally:
        def named(wanted: Placed) -> set[int]:
            inside = (t for t in self.facts.talks if self.period.place(t.earliest, t.latest) is wanted)
            return {case for talk in inside for case in talk.cases if case in self.facts.cases}

        sure = named(Placed.IN)
        unsure = named(Placed.UNSURE) - sure
        return self._tally_cases(
            "cases_raised", *([self.facts.cases[key] for key in sorted(keys)] for keys in (sure, unsure))
        )

    def _place(self, event: EventFact) -> Placed:
        return self.period.place(event.earliest, event.latest)

    def _persons(self, key: str, found: Mapping[int, Groups], unsure: Iterable[int]) -> Tally:
        known = {person: self.facts.persons[person] for person in sorted(found)}
        # The number of the beginning is that of the day before: so are the ages in it.
        _first, day = days_of(BY_KEY[key].begins, self.period.starts, self.period.ends)
        rest = sorted(set(unsure) - found.keys())
        return tally(
            key,
            (person.public_id for person in known.values()),
            (self.facts.persons[person].public_id for person in rest),
            (
                (person, {By.ARTICLE: self.families.get(number, NOT_STATED), **found[number]})
                for number, person in known.items()
            ),
            day,
        )

    def _tally_cases(self, key: str, found: Iterable[CaseFact], unsure: Iterable[CaseFact]) -> Tally:
        cases = list(found)
        return tally(
            key,
            (case.reference for case in cases),
            (case.reference for case in unsure),
            ((self.facts.persons[case.person], {By.ARTICLE: family_of(case.charges) or NOT_STATED}) for case in cases),
            self.period.ends,
        )
