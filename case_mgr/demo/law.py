"""The law in the cases of the invented world: charges, hearings, sentences, officials."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from case_mgr.access.actor import Actor
from case_mgr.cases import queries as cases
from case_mgr.cases.types import CaseView, Certainty, EventView
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.demo.world import InventedPerson
from case_mgr.jurisdictions.enums import Stage
from case_mgr.legal import queries, service
from case_mgr.legal.estimate import Length
from case_mgr.legal.types.drafts import (
    ChargesDraft,
    CourtDraft,
    DetentionDraft,
    HearingDraft,
    ListingDraft,
    RemedyDraft,
    SentenceDraft,
    Told,
)
from case_mgr.legal.types.kinds import Mode, OfficialKind, Outcome, Part, StateList, Step, Warrant, What
from case_mgr.legal.types.officials import NamingDraft, OfficialDraft

# One case in so many gets its law; the others show what is not recorded yet.
EVERY = 3
JUDGES = ("Аркадзь Выдумшчык", "Рэгіна Небылоўская", "Вікенцій Казка", "Наталля Прыдумка")
PROSECUTORS = ("Станіслаў Небыліца", "Эльвіра Мройная")
COURTS = ("minsk-city", "minsk-frunzenski", "brest-region", "minsk-region")
FORCES = ("riot police", "men in plain clothes", "organised crime police (HUBAZiK)")
_CHARGED, _HEARD, _PASSED, _TAKEN = "charge", "hearing", "verdict", "detention"


def load(actor: Actor, people: Sequence[InventedPerson], references: Sequence[str]) -> None:
    """Record the law of every third case, by the events that its timeline has already."""
    known: dict[str, str] = {}
    for person, reference in zip(people, references, strict=True):
        if person.number % EVERY == 1:
            _case(actor, person, reference, known)


def _case(actor: Actor, person: InventedPerson, reference: str, known: dict[str, str]) -> None:
    case = cases.get_case(actor, reference)
    if event := _event(case, _TAKEN):
        draft = DetentionDraft(
            _told(event),
            forces=FORCES[person.number % len(FORCES)],
            warrant=(Warrant.NOT_SHOWN, Warrant.UNKNOWN)[person.number % 2],
            authority="Investigative Committee",
            reasons="suspicion of an offence",
        )
        service.record_detention(actor, reference, draft)
    if event := _event(case, _CHARGED):
        service.charge(actor, reference, ChargesDraft(case.row.charges, _told(event)))
    if event := _event(case, _HEARD):
        _hearing(actor, person, reference, event, known)
    if case.row.stage is Stage.ON_TRIAL:
        _plan(actor, person, reference)
    if event := _event(case, _PASSED):
        _sentence(actor, person, reference, event)
        _afterwards(actor, person, case, event)


def _hearing(actor: Actor, person: InventedPerson, reference: str, event: EventView, known: dict[str, str]) -> None:
    court = CourtDraft(COURTS[person.number % len(COURTS)])
    mode = (Mode.CLOSED, Mode.OPEN)[person.number % 2]
    row = service.record_hearing(actor, reference, HearingDraft(_told(event), court=court, mode=mode))
    cast = (
        (JUDGES[person.number % len(JUDGES)], OfficialKind.JUDGE, Part.JUDGED),
        (PROSECUTORS[person.number % len(PROSECUTORS)], OfficialKind.PROSECUTOR, Part.PROSECUTED),
    )
    for name, kind, part in cast:
        draft = NamingDraft(OfficialDraft(name, kind), part, known.get(name, ""), "court calendar")
        act = service.name_official(actor, reference, What.HEARING, row.public_id, draft)
        known[name] = act.official.public_id


def _plan(actor: Actor, person: InventedPerson, reference: str) -> None:
    """Plan the next hearing of a trial that runs, some days from today."""
    day = PartialDate.from_date(clock.today() + timedelta(days=5 + person.number % 20))
    told, court = Told(happened=day, source="court calendar"), CourtDraft(COURTS[person.number % len(COURTS)])
    service.record_hearing(actor, reference, HearingDraft(told, planned=True, hour="10:00", court=court))


def _sentence(actor: Actor, person: InventedPerson, reference: str, event: EventView) -> None:
    charges = queries.get_legal(actor, reference).charges
    draft = SentenceDraft(
        _told(event),
        kind="deprivation_of_liberty",
        length=Length(years=2 + person.number % 7, months=(0, 6)[person.number % 2]),
        regime=("general", "enhanced", "")[person.number % 3],
        court=CourtDraft(COURTS[person.number % len(COURTS)]),
        term_from=event.happened,
        convicted=frozenset(charge.public_id for charge in charges),
    )
    service.sentence(actor, reference, draft)


def _afterwards(actor: Actor, person: InventedPerson, case: CaseView, verdict: EventView) -> None:
    day = verdict.happened.earliest if verdict.happened else None
    reference, year = case.row.reference, day.year if day else 2023
    if person.number % 2:
        answer = PartialDate.year(year)
        draft = RemedyDraft(Step.APPEAL, Outcome.REJECTED, "appeal court", answered=answer, source="lawyer")
        service.record_remedy(actor, reference, draft)
        reason = "the lawyer lost the licence, and nobody else dared"
        service.record_remedy(actor, reference, RemedyDraft(Step.CASSATION, Outcome.NOT_TAKEN, why_not=reason))
    if person.number % 4 == 1:
        told = Told(happened=PartialDate.year(year), source="list of the ministry", certainty=Certainty.CONFIRMED)
        printed = person.name.ru.upper()
        line = ListingDraft(told, StateList.EXTREMISTS, number=str(1000 + person.number), printed=printed)
        service.record_listing(actor, reference, line)


def _event(case: CaseView, kind: str) -> EventView | None:
    return next((event for event in reversed(case.events) if event.kind == kind), None)


def _told(event: EventView) -> Told:
    return Told(source="court papers", certainty=Certainty.LIKELY, event=event.public_id)
