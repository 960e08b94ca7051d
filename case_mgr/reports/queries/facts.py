"""Reads everything that a report counts in a few statements, each bounded by the organisation of who asks."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy.kinds import Discretion
from case_mgr.advocacy.models import Contact, Interaction, InteractionCase
from case_mgr.advocacy.policy import visible_interactions
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Case, CustodyPeriod, Exit, TimelineEvent
from case_mgr.cases.versions import Told, counting, happenings
from case_mgr.core.db import earliest, latest
from case_mgr.detainees import policy as person_policy
from case_mgr.detainees.models import Detainee, Nationality
from case_mgr.detainees.types import Basis, Sensitivity
from case_mgr.extensions import db
from case_mgr.recognition.models import Recognition
from case_mgr.recognition.types import GIVEN, EndKind
from case_mgr.reports.queries.acts import read_acts, read_lawyers
from case_mgr.reports.types import CaseFact, EventFact, ExitFact, Facts, Period, PersonFact, RecognitionFact, TalkFact
from case_mgr.support.models import Grant
from case_mgr.support.queries.facts import read_entries
from case_mgr.support.types import EntryFact

_PRESENT = (Basis.CITIZEN, Basis.CLAIMED, Basis.REPORTED)


def read_facts(actor: Actor, grant: Grant | None = None, period: Period | None = None) -> Facts:
    """Read what the organisation records, as a report may know it: no name is ever read; money of one grant only."""
    actor.require(Permission.REPORT_BUILD)
    inside = and_(case_policy.counted(actor), person_policy.counted(actor))
    return Facts(
        persons=_persons(actor),
        cases=_cases(inside),
        events=_events(inside),
        exits=_exits(inside),
        talks=_talks(actor),
        recognitions=_recognitions(inside),
        acts=tuple(read_acts(actor, inside)),
        entries=_entries(actor, grant, period) if grant and period else (),
        currency=grant.currency if grant else "",
    )


def _entries(actor: Actor, grant: Grant, period: Period) -> tuple[EntryFact, ...]:
    """Read the money before a period and in it, apart: what is reversed in it takes its money from this period."""
    before = period.starts - timedelta(days=1) if period.starts > date.min else None
    earlier = read_entries(actor, date.min, before, grant.id) if before else ()
    return (*earlier, *read_entries(actor, period.starts, period.ends, grant.id))


def _persons(actor: Actor) -> dict[int, PersonFact]:
    countries: defaultdict[int, list[str]] = defaultdict(list)
    for key, country in db.session.execute(
        select(Nationality.detainee_id, Nationality.country)
        .join(Detainee, Detainee.id == Nationality.detainee_id)
        .where(person_policy.counted(actor), Nationality.basis.in_(_PRESENT))
        .order_by(Nationality.id)
    ):
        countries[key].append(country)
    rows = db.session.execute(
        select(
            Detainee.id,
            Detainee.public_id,
            Detainee.created_at,
            Detainee.sex,
            Detainee.sensitivity,
            Detainee.publication_hold,
            earliest(Detainee, "born"),
            latest(Detainee, "born"),
        )
        .where(person_policy.counted(actor))
        .order_by(Detainee.id)
    )
    lawyers = read_lawyers(actor)
    return {
        key: PersonFact(
            key,
            public_id,
            made,
            sex,
            tuple(countries[key]),
            withheld=hold or sensitivity != Sensitivity.NORMAL,
            born=(first, last),
            lawyers=tuple(lawyers.get(key, ())),
        )
        for key, public_id, made, sex, sensitivity, hold, first, last in rows
    }


def _cases(inside: ColumnElement[bool]) -> dict[int, CaseFact]:
    of_case = CustodyPeriod.case_id == Case.id
    held = select(CustodyPeriod.id).where(of_case, case_policy.open_to_all(CustodyPeriod)).exists()
    rows = db.session.execute(
        select(
            Case.id,
            Case.reference,
            Case.detainee_id,
            Case.jurisdiction,
            held,
            Case.created_at,
        )
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(inside)
        .order_by(Case.id)
    )
    return {row[0]: CaseFact(*row) for row in rows}


def _events(inside: ColumnElement[bool]) -> dict[int, tuple[EventFact, ...]]:
    """Read the events that count, each once; what only some may see is in no report."""
    rows = db.session.execute(
        select(
            TimelineEvent.id,
            TimelineEvent.case_id,
            TimelineEvent.kind,
            earliest(TimelineEvent, "happened"),
            latest(TimelineEvent, "happened"),
            TimelineEvent.batch,
            TimelineEvent.corrects_id,
            TimelineEvent.version_of_id,
            TimelineEvent.withdrawn_at,
            TimelineEvent.taken_as_true,
            TimelineEvent.created_at,
        )
        .join(Case, Case.id == TimelineEvent.case_id)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(inside, case_policy.open_to_all(TimelineEvent))
        .order_by(TimelineEvent.id)
    ).all()
    facts = {row[0]: EventFact(*row[:6], row[10]) for row in rows}
    told = (
        Told(key, corrects, version_of, withdrawn is not None, true)
        for key, *_, corrects, version_of, withdrawn, true, _ in rows
    )
    found: defaultdict[int, list[EventFact]] = defaultdict(list)
    for versions in happenings(told):
        version = counting(versions)
        if version is not None:
            found[facts[version.latest].case].append(facts[version.latest])
    return {case: tuple(events) for case, events in found.items()}


def _exits(inside: ColumnElement[bool]) -> dict[int, tuple[ExitFact, ...]]:
    found: defaultdict[int, list[ExitFact]] = defaultdict(list)
    for case, kind, batch in db.session.execute(
        select(Exit.case_id, Exit.kind, Exit.batch)
        .join(Case, Case.id == Exit.case_id)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(inside, Exit.withdrawn_at.is_(None))
        .order_by(Exit.id)
    ):
        found[case].append(ExitFact(case, kind, batch))
    return {case: tuple(exits) for case, exits in found.items()}


def _recognitions(inside: ColumnElement[bool]) -> tuple[RecognitionFact, ...]:
    rows = db.session.execute(
        select(
            Case.detainee_id, earliest(Recognition, "decided"), latest(Recognition, "decided"), Recognition.created_at
        )
        .join(Case, Case.id == Recognition.case_id)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(inside, Recognition.stage.in_([str(stage) for stage in GIVEN]))
        .where(or_(Recognition.end_kind.is_(None), Recognition.end_kind != str(EndKind.ERROR)))
        .order_by(Recognition.id)
    )
    return tuple(RecognitionFact(*row) for row in rows)


def _talks(actor: Actor) -> tuple[TalkFact, ...]:
    """Read the talks of which the whole organisation may know: a figure that goes to a donor tells of no other."""
    open_to_all = and_(visible_interactions(actor), Interaction.level == str(Discretion.OPEN))
    raised: defaultdict[int, list[int]] = defaultdict(list)
    for key, case in db.session.execute(
        select(InteractionCase.interaction_id, InteractionCase.case_id)
        .join(Interaction, Interaction.id == InteractionCase.interaction_id)
        .join(Contact, Contact.id == Interaction.contact_id)
        .where(open_to_all)
        .order_by(InteractionCase.case_id)
    ):
        raised[key].append(case)
    rows = db.session.execute(
        select(
            Interaction.id,
            Interaction.public_id,
            earliest(Interaction, "happened"),
            latest(Interaction, "happened"),
            Contact.kind,
        )
        .join(Contact, Contact.id == Interaction.contact_id)
        .where(open_to_all)
        .order_by(Interaction.id)
    )
    return tuple(TalkFact(name, first, last, tuple(raised[key]), kind) for key, name, first, last, kind in rows)
