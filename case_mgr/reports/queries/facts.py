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
from case_mgr.cases.models import Case, CustodyPeriod, Exit
from case_mgr.core.db import earliest, latest
from case_mgr.detainees import policy as person_policy
from case_mgr.detainees.models import Detainee, Nationality
from case_mgr.detainees.types import Basis, Sensitivity
from case_mgr.recognition.models import Recognition
from case_mgr.recognition.types import GIVEN, EndKind
from case_mgr.reports.queries.acts import read_acts, read_lawyers
from case_mgr.reports.queries.events import read_events
from case_mgr.reports.queries.rows import Reading, rows
from case_mgr.reports.queries.standing import (
    read_batches,
    read_charges,
    read_requests,
    read_seen,
    read_vulnerable,
)
from case_mgr.reports.types import CaseFact, ExitFact, Facts, Period, PersonFact, RecognitionFact, TalkFact
from case_mgr.support.models import Grant
from case_mgr.support.queries.facts import read_entries
from case_mgr.support.types import EntryFact

_PRESENT = (Basis.CITIZEN, Basis.CLAIMED, Basis.REPORTED)


def read_facts(
    actor: Actor,
    grant: Grant | None = None,
    period: Period | None = None,
    *,
    recorded: bool = False,
    reading: Reading | None = None,
) -> Facts:
    """Read what the organisation records, as a report may know it: no name is ever read; money of one grant only.

    Of events only what can change a figure of the period; when they and payments were recorded only where a
    restatement asks.
    """
    actor.require(Permission.REPORT_BUILD)
    reading = reading or Reading()
    inside = and_(case_policy.counted(actor), person_policy.counted(actor))
    reading.step()
    persons, cases = _persons(actor, reading), _cases(actor, inside, reading)
    reading.step()
    events = read_events(actor, cases, period.ends if period else None, recorded=recorded, reading=reading)
    reading.step()
    return Facts(
        persons=persons,
        cases=cases,
        events=events,
        exits=_exits(inside),
        talks=_talks(actor),
        recognitions=_recognitions(inside),
        acts=tuple(read_acts(actor, inside)),
        entries=_entries(actor, grant, period, reading, recorded=recorded) if grant and period else (),
        currency=grant.currency if grant else "",
        batches=read_batches(actor),
        requests=read_requests(actor),
        seen=read_seen(actor, cases, period) if period else {},
    )


def _entries(actor: Actor, grant: Grant, period: Period, reading: Reading, *, recorded: bool) -> tuple[EntryFact, ...]:
    """Read the money before a period and in it, apart: what is reversed in it takes its money from this period."""
    before = period.starts - timedelta(days=1) if period.starts > date.min else None
    earlier = read_entries(actor, date.min, before, grant.id, recorded=recorded) if before else ()
    reading.read(len(earlier))
    return (*earlier, *read_entries(actor, period.starts, period.ends, grant.id, recorded=recorded))


def _persons(actor: Actor, reading: Reading) -> dict[int, PersonFact]:
    countries: defaultdict[int, list[str]] = defaultdict(list)
    for key, country in rows(
        select(Nationality.detainee_id, Nationality.country)
        .join(Detainee, Detainee.id == Nationality.detainee_id)
        .where(person_policy.counted(actor), Nationality.basis.in_(_PRESENT))
        .order_by(Nationality.id)
    ):
        countries[key].append(country)
    found = rows(
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
        .order_by(Detainee.id),
        reading,
    )
    lawyers, vulnerable = read_lawyers(actor), read_vulnerable(actor)
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
            vulnerable=vulnerable.get(key, ()),
        )
        for key, public_id, made, sex, sensitivity, hold, first, last in found
    }


def _cases(actor: Actor, counted: ColumnElement[bool], reading: Reading) -> dict[int, CaseFact]:
    charges = read_charges(actor)
    of_case = CustodyPeriod.case_id == Case.id
    held = select(CustodyPeriod.id).where(of_case, case_policy.open_to_all(CustodyPeriod)).exists()
    found = rows(
        select(
            Case.id,
            Case.reference,
            Case.detainee_id,
            Case.jurisdiction,
            held,
            Case.created_at,
        )
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(counted)
        .order_by(Case.id),
        reading,
    )
    return {
        key: CaseFact(key, name, person, country, inside, made, charges.get(key, ()))
        for key, name, person, country, inside, made in found
    }


def _exits(inside: ColumnElement[bool]) -> dict[int, tuple[ExitFact, ...]]:
    found: defaultdict[int, list[ExitFact]] = defaultdict(list)
    for case, kind, batch in rows(
        select(Exit.case_id, Exit.kind, Exit.batch)
        .join(Case, Case.id == Exit.case_id)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(inside, Exit.withdrawn_at.is_(None))
        .order_by(Exit.id)
    ):
        found[case].append(ExitFact(case, kind, batch))
    return {case: tuple(exits) for case, exits in found.items()}


def _recognitions(inside: ColumnElement[bool]) -> tuple[RecognitionFact, ...]:
    found = rows(
        select(
            Case.detainee_id,
            earliest(Recognition, "decided"),
            latest(Recognition, "decided"),
            Recognition.created_at,
            Recognition.end_kind,
            earliest(Recognition, "ended"),
            latest(Recognition, "ended"),
        )
        .join(Case, Case.id == Recognition.case_id)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(inside, Recognition.stage.in_([str(stage) for stage in GIVEN]))
        .where(or_(Recognition.end_kind.is_(None), Recognition.end_kind != str(EndKind.ERROR)))
        .order_by(Recognition.id)
    )
    return tuple(
        RecognitionFact(person, first, last, made, (since, until) if kind else None)
        for person, first, last, made, kind, since, until in found
    )


def _talks(actor: Actor) -> tuple[TalkFact, ...]:
    """Read the talks of which the whole organisation may know: a figure that goes to a donor tells of no other."""
    open_to_all = and_(visible_interactions(actor), Interaction.level == str(Discretion.OPEN))
    raised: defaultdict[int, list[int]] = defaultdict(list)
    for key, case in rows(
        select(InteractionCase.interaction_id, InteractionCase.case_id)
        .join(Interaction, Interaction.id == InteractionCase.interaction_id)
        .join(Contact, Contact.id == Interaction.contact_id)
        .where(open_to_all)
        .order_by(InteractionCase.case_id)
    ):
        raised[key].append(case)
    found = rows(
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
    return tuple(TalkFact(name, first, last, tuple(raised[key]), kind) for key, name, first, last, kind in found)
