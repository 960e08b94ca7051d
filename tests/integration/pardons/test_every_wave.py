"""All releases of waves.toml as they happened: every figure is its list for every role, and the ledger adds up."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from case_mgr.cases import service as cases
from case_mgr.cases.models import Case
from case_mgr.cases.types import CaseDraft, Documents, EventDraft, ExitFacts
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.detainees import service as people
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import breakdown, queries, service
from case_mgr.pardons.figures import Fact, Span, disagreements
from case_mgr.pardons.stocktaking import Ledger, TermKind
from case_mgr.pardons.types import (
    Answer,
    BatchDraft,
    BatchKind,
    ClaimDraft,
    DecisionDraft,
    ListDraft,
    ProofDraft,
    Scope,
    Topic,
)
from tests import cast
from tests.factories.recognition import a_recognition
from tests.integration.pardons import walk

WAVES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("waves.toml").read_text("utf-8"))["waves"]
READERS = (cast.COORDINATOR, cast.CASEWORKER, cast.SECOND_CASEWORKER, cast.ADVOCACY_OFFICER, cast.REVIEWER)
GIVEN = (
    "Ihar",
    "Pavel",
    "Siarhiej",
    "Mikalaj",
    "Anton",
    "Ales",
    "Vadzim",
    "Dzianis",
    "Hanna",
    "Volha",
    "Maryna",
    "Nina",
)
SURNAMES = ("Krynichanski", "Vierasovich", "Aziarchau", "Lesavik", "Rachny", "Halechka", "Dubrava", "Verba", "Siniczka")
ENDINGS = ("", "ets", "iuk", "enka", "ovich")
LINKS = {
    "free": ReleaseLink.FREE,
    "withheld": ReleaseLink.FREE,
    "rearrested": ReleaseLink.FREE,
    "who refused": ReleaseLink.FREE,
    "border": ReleaseLink.BORDER,
    "not_political": ReleaseLink.BORDER,
    "refused": ReleaseLink.REFUSED,
}


@dataclass
class Told:
    """What was entered: the batches, and our people by what became of them."""

    batches: list[str] = field(default_factory=list)
    fates: dict[str, list[Case]] = field(default_factory=dict)


@pytest.fixture
def told(here: Flask) -> Iterator[Told]:
    """Enter every release on its day."""
    walk.alone()
    made, names = Told(), _names()
    with time_machine.travel(_noon(date(2021, 6, 1)), tick=False) as clock:
        for wave in WAVES:
            last = PartialDate.parse(wave["day"]).latest
            assert last is not None
            clock.move_to(_noon(last - timedelta(days=7)))
            ours = [(fate, _held(fate, next(names), made)) for fate in wave["ours"]]
            clock.move_to(_noon(last))
            made.batches.append(_enter(wave, ours, names))
            service.count_stock(cast.COORDINATOR.actor())
            db.session.commit()
        clock.move_to(_noon(date(2026, 4, 1)))
        # What was counted later is learned later: it stands beside what was said on the day.
        for wave, reference in zip(WAVES, made.batches, strict=True):
            for said in (one for one in wave["claims"] if "as_of" in one):
                service.add_claim(cast.CASEWORKER.actor(), reference, _claim(said))
        _arrested_again(made.fates["rearrested"][0], "2026-01-15")
        service.count_stock(cast.COORDINATOR.actor())
        db.session.commit()
        yield made


def _arrested_again(case: Case, day: str) -> None:
    who = cast.CASEWORKER.actor()
    again = cases.open_case(who, CaseDraft(case.detainee.public_id, "BY", 2026, reverses=case.exits[0].public_id))
    cases.record_event(who, again.reference, EventDraft("detention", PartialDate.parse(day), source="S-3"))
    db.session.commit()


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _names() -> Iterator[str]:
    for ending, surname, given in itertools.product(ENDINGS, SURNAMES, GIVEN):
        yield f"{given} {surname}{ending}"


def _held(fate: str, name: str, made: Told) -> tuple[str, Case]:
    """Return somebody of our records who is in custody and recognised; who refused once is there already."""
    if fate == "who refused":
        (case,) = made.fates["refused"]
        return case.detainee.name, case
    who = cast.CASEWORKER.actor()
    person = walk.person(who, name)
    case = cases.open_case(who, CaseDraft(person.public_id, "BY", 2021))
    for kind, when in (("detention", "2021-03-04"), ("charge", "2021-03"), ("verdict", "2021-04")):
        cases.record_event(who, case.reference, EventDraft(kind, PartialDate.parse(when), source="S-1"))
    a_recognition(case, "2021-05-01")
    if fate == "withheld":
        # Recognised first: nobody recognises whom they may not see.
        people.amend(who, person.public_id, {"sensitivity": str(Sensitivity.RESTRICTED)})
    made.fates.setdefault(fate, []).append(case)
    return name, case


def _claim(said: dict[str, Any]) -> ClaimDraft:
    parts: dict[Topic, dict[str, int]] = {}
    for topic in (Topic.NATIONALITY, Topic.DESTINATION):
        if str(topic) in said:
            parts[topic] = breakdown.read(said[str(topic)])
    sexes: dict[str, int] = {sex: said[sex] for sex in ("female", "male") if sex in said}
    if sexes:
        parts[Topic.SEX] = sexes
    as_of = PartialDate.parse(said["as_of"])
    return ClaimDraft(said["source"], said.get("total"), as_of, said.get("in_scope"), said.get("quotation", ""), parts)


def _enter(wave: dict[str, Any], ours: list[tuple[str, tuple[str, Case]]], names: Iterator[str]) -> str:
    who, day = cast.CASEWORKER.actor(), PartialDate.parse(wave["day"])
    kind = BatchKind(wave.get("kind", "pardon"))
    reference = service.create(
        who, BatchDraft(f"Release of {wave['day']}", kind, announced=day, released=day)
    ).reference
    for said in (one for one in wave["claims"] if "as_of" not in one):
        service.add_claim(who, reference, _claim(said | {"as_of": wave["day"]}))
    on_list = [(fate, *held) for fate, held in ours if fate != "missing"]
    printed = [name for _fate, name, _case in on_list]
    printed += [next(names) for _ in range(wave["named"] - len(printed))]
    if printed:
        # The page is partial at first and grows; whoever prints it first shortens a name.
        for count in {len(printed) // 2, len(printed)} - {0}:
            text = "\n".join(f"{number}. {name}" for number, name in enumerate(printed[:count], 1))
            service.name(who, reference, ListDraft(text, "list of a movement", "its page"))
    if wave.get("shortened"):
        added = service.name(who, reference, ListDraft(f"- {printed[-1][:-4]}", "an agency"))
        service.decide(
            who, reference, len(printed) + added.places_added, DecisionDraft(Answer.SAME, same_as=len(printed))
        )
    most = max((said.get("total") or 0 for said in wave["claims"]), default=0)
    if most > len(printed):
        service.add_anonymous(who, reference, most - len(printed), "counted by the neighbouring state")
    for number, (fate, _name, case) in enumerate(on_list, 1):
        service.decide(who, reference, number, walk.matched(case.detainee, case))
        _becomes(reference, number, fate, day, case)
    return reference


def _becomes(reference: str, number: int, fate: str, day: PartialDate, case: Case) -> None:
    who = cast.CASEWORKER.actor()
    if fate == "mitigated":
        # A pardon may only soften a sentence: that is no exit.
        event = EventDraft("sentence_mitigated", day, source="S-2")
        cases.record_event(who, case.reference, event)
        return
    if fate == "refuted":
        service.refute(who, reference, number, ProofDraft("A letter from the colony", "family"))
        return
    proof = replace(walk.proof(LINKS[fate], day.edtf), facts=ExitFacts("Vilnius", documents=Documents.WITHHELD))
    service.confirm(who, reference, number, proof)
    if fate == "not_political":
        service.decide_scope(who, reference, number, Scope.NOT_POLITICAL, "sentenced for smuggling, as his state says")


def test_all_releases_can_be_entered_as_they_happened(told: Told) -> None:
    assert len(told.batches) == len(WAVES) == 20
    for wave, reference in zip(WAVES, told.batches, strict=True):
        _numbers_are_kept(wave, reference)
    for reader in READERS:
        for wave, reference in zip(WAVES, told.batches, strict=True):
            # Where nobody is matched there is nothing that one role sees and another does not.
            if wave["ours"] or reader is cast.CASEWORKER:
                _figures_are_lists(reader, reference, Fact if reader in (cast.CASEWORKER, cast.REVIEWER) else _SEEN)
    _the_ledger_adds_up(told)
    _withheld_people_are_counted_by_the_team_alone(told)


def _numbers_are_kept(wave: dict[str, Any], reference: str) -> None:
    shown = queries.get_batch(cast.CASEWORKER.actor(), reference)
    totals = [said["total"] for said in wave["claims"] if "total" in said]
    assert shown.figures.stated == (Span(min(totals), max(totals)) if totals else None), wave["day"]
    assert shown.figures.of(Fact.NAMED) == wave["named"], wave["day"]
    assert shown.figures.places == max([wave["named"], *totals]), wave["day"]
    differ = {
        " ".join(filter(None, (str(one.topic or ""), one.key))): [group.number for group in one.groups]
        for one in disagreements(shown.claims)
    }
    assert differ == wave.get("differ", {}), wave["day"]
    fates = [fate for fate in wave["ours"] if fate != "missing"]
    assert shown.figures.of(Fact.MATCHED) == len(fates)
    assert shown.figures.of(Fact.CONFIRMED) == sum(fate in LINKS for fate in fates)
    assert shown.figures.of(Fact.NOT_FREE) == fates.count("refused")
    assert shown.figures.of(Fact.REFUTED) == fates.count("refuted")
    assert shown.figures.of(Fact.NOT_POLITICAL) == fates.count("not_political")
    assert shown.figures.of(Fact.REARRESTED) == fates.count("rearrested")


# What a role could see otherwise than another.
_SEEN = (Fact.MATCHED, Fact.IDENTIFIED, Fact.UNIDENTIFIED, Fact.NO_ANSWER)


def _figures_are_lists(reader: cast.Member, reference: str, facts: Iterable[Fact]) -> None:
    who = reader.actor()
    shown = queries.get_batch(who, reference).figures
    for fact in facts:
        # Lists of the places themselves are compared where a batch holds somebody; an empty one is empty at once.
        if shown.of(fact):
            page = queries.list_places(who, reference, fact, PageRequest(size=25))
            assert (reader.name, reference, fact, page.total) == (reader.name, reference, fact, shown.of(fact))
            assert len(page.items) == min(25, page.total)
    assert (
        queries.count_ours_not_listed(who, reference)
        == queries.list_ours_not_listed(who, reference, PageRequest()).total
    )


def _ledger(since: date, until: date, reader: cast.Member) -> Ledger:
    return queries.get_ledger(reader.actor(), since, until, until)


def _the_ledger_adds_up(told: Told) -> None:
    days = [PartialDate.parse(wave["day"]).latest or date.max for wave in WAVES]
    # Each release between two days, and the whole from the first to the last, as the team and as others know it.
    for reader in (cast.CASEWORKER, cast.REVIEWER):
        for since, until in [*itertools.pairwise([date(2021, 1, 1), *days]), (days[0], days[-1])]:
            found = _ledger(since, until, reader)
            assert found.off == 0, (since, until, reader.name)
            _terms_are_lists(found, reader)
    whole = _ledger(date(2021, 6, 10), date(2026, 4, 1), cast.CASEWORKER)
    exits = {term.reason: term.count for term in whole.exits}
    # Who refused in September left in February: one exit, not two; the mitigated and the refuted did not leave.
    left = [fate for wave in WAVES for fate in wave["ours"] if fate in LINKS and fate != "refused"]
    assert sum(exits.values()) == len(left)
    held = sum(len(cases) for fate, cases in told.fates.items() if fate in ("mitigated", "refuted", "missing"))
    assert whole.closing == held + len(told.fates["rearrested"])


def _terms_are_lists(found: Ledger, reader: cast.Member) -> None:
    asked = [(TermKind.OPENING, "", found.opening), (TermKind.CLOSING, "", found.closing)]
    asked += [(TermKind.LEARNED, "", found.learned), (TermKind.UNLEARNED, "", found.unlearned)]
    asked += [(TermKind.ENTRIES, term.reason, term.count) for term in found.entries]
    asked += [(TermKind.EXITS, term.reason, term.count) for term in found.exits]
    for kind, reason, count in asked:
        if count:
            page = queries.list_term(
                reader.actor(), kind, reason, found.since, found.until, found.known, PageRequest(size=50)
            )
            assert (kind, reason, page.total, len(page.items)) == (kind, reason, count, min(count, 50))


def _withheld_people_are_counted_by_the_team_alone(told: Told) -> None:
    hidden = [at for at, wave in enumerate(WAVES) if "withheld" in wave["ours"]]
    assert len(hidden) == 3
    for at in hidden:
        own, other = (
            queries.get_batch(member.actor(), told.batches[at]).figures for member in (cast.CASEWORKER, cast.REVIEWER)
        )
        assert own.of(Fact.MATCHED) - other.of(Fact.MATCHED) == 1
        # That a release is confirmed is told of the place, not of the record.
        assert own.of(Fact.CONFIRMED) == other.of(Fact.CONFIRMED)
