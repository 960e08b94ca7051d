"""Reads of cases, bounded by who asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.models import User
from case_mgr.cases import derive, marking
from case_mgr.cases.guests import row_for, view_for
from case_mgr.cases.models import (
    Case,
    CaseMember,
    Correspondence,
    CorrespondenceStep,
    CustodyPeriod,
    Exit,
    TimelineEvent,
)
from case_mgr.cases.policy import counted, sees, visible
from case_mgr.cases.queries.rearrests import rearrest_of
from case_mgr.cases.showing import case_view, listed, rows_of_lists, rows_of_timeline
from case_mgr.cases.types import CaseFilter, CaseRow, CaseView, State
from case_mgr.core.blocks import among, blocks
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import earliest, latest
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest
from case_mgr.core.seek import Listing, Order, in_order, turned
from case_mgr.core.statements import kept
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import counted as counted_people
from case_mgr.detainees.policy import near, withheld
from case_mgr.detainees.types import PersonFilter, Sex
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue, stages
from case_mgr.jurisdictions.enums import ENDED, Stage

_BLOCK = 400
_ARRESTED = earliest(Case, "arrested")
_ORDERS: dict[str, Order] = {
    "arrested": Order(Case.id, _ARRESTED, gaps=True),
    "name": Order(Case.id, Detainee.sort_name),
    "reference": Order(Case.id, Case.reference),
}
_USUAL = "-arrested"


def get_row(actor: Actor, reference: str) -> Case:
    """Return the record behind a case with its timeline, for services."""
    case = db.session.scalar(
        select(Case)
        .where(visible(actor), Case.reference == reference)
        .options(joinedload(Case.detainee), selectinload(Case.events), selectinload(Case.custody))
    )
    if case is None:
        raise NotFound(N_("There is no such case."))
    return case


def get_case(actor: Actor, reference: str) -> CaseView:
    """Return a case with timeline, custody and exits."""
    case = db.session.scalar(_whole(actor), {"reference": reference})
    if case is None:
        raise NotFound(N_("There is no such case."))
    found = case_view(actor, case, db.session.execute(rows_of_timeline(), {"case": case.id}))
    return view_for(actor, replace(found, rearrest=rearrest_of(actor, case)))


@kept
def _whole(actor: Actor) -> Select[Case]:
    named = (User.public_id, User.name)
    return (
        select(Case)
        .where(visible(actor), Case.reference == bindparam("reference"))
        .options(
            joinedload(Case.detainee).load_only(Detainee.public_id, Detainee.reference, Detainee.name),
            joinedload(Case.owner).load_only(*named),
            selectinload(Case.custody).options(
                joinedload(CustodyPeriod.handler).load_only(*named), joinedload(CustodyPeriod.deputy).load_only(*named)
            ),
            selectinload(Case.exits),
            selectinload(Case.team).joinedload(CaseMember.user).load_only(*named),
            selectinload(Case.correspondence).options(
                joinedload(Correspondence.handler),
                joinedload(Correspondence.deputy),
                selectinload(Correspondence.steps).joinedload(CorrespondenceStep.author),
            ),
        )
    )


def list_cases(actor: Actor, wanted: CaseFilter, request: PageRequest) -> Page[CaseRow]:
    """List cases with filters."""
    order = turned(_ORDERS, wanted.sort, _USUAL)
    rows = select(Case.id).join(Case.detainee).where(visible(actor), *conditions_of(actor, wanted))

    def find(mark: str) -> Select[Any]:
        return select(*order.columns).join(Case.detainee).where(visible(actor), Case.reference == mark)

    def load(ids: list[int]) -> list[CaseRow]:
        return list_rows(actor, ids)

    return Listing(rows, order, find).page(db.session, request, load, lambda row: row.reference)


def list_rows(actor: Actor, ids: Sequence[int]) -> list[CaseRow]:
    """Return cases as lists show them, in the order of their numbers."""
    found = db.session.execute(_numbered(actor), {"cases": ids})
    return in_order(ids, {row.id: listed(row) for row in found})


@kept
def _numbered(actor: Actor) -> Select[*tuple[Any, ...]]:
    return rows_of_lists().where(visible(actor), Case.id.in_(bindparam("cases", expanding=True)))


def count_cases(actor: Actor, wanted: CaseFilter) -> int:
    """Count the cases that a list with this filter shows."""
    counted = select(func.count(Case.id)).join(Case.detainee).where(visible(actor), *conditions_of(actor, wanted))
    return db.session.scalar(counted) or 0


def list_numbers(actor: Actor, wanted: CaseFilter, after: int, most: int) -> list[tuple[int, str]]:
    """List the cases of a filter with the person of each, by number, from one on: for whoever only counts them."""
    found = select(Case.id, Detainee.public_id).join(Case.detainee).where(visible(actor), *conditions_of(actor, wanted))
    rows = db.session.execute(found.where(Case.id > after).order_by(Case.id).limit(most))
    return [(number, person) for number, person in rows]


def count_withheld(actor: Actor) -> int:
    """Count the cases of the organisation that are withheld from the actor: a total, never under a filter."""
    if not actor.may(Permission.CASE_READ):
        return 0
    # From the few people who are withheld to their cases, never the other way round.
    theirs = select(Detainee.id).where(counted_people(actor), withheld(), not_(near(actor)))
    hidden = select(func.count(Case.id)).where(Case.detainee_id.in_(theirs), Case.withdrawn_at.is_(None))
    return db.session.scalar(hidden) or 0


def list_free(actor: Actor, people_ids: Iterable[str]) -> frozenset[str]:
    """Return which of these people are out of custody, as all their cases tell, open to the actor or not."""
    states: dict[str, set[str]] = {}
    for person, state in db.session.execute(_states(actor), {"people": sorted(set(people_ids))}):
        states.setdefault(person, set()).add(state)
    out, held = {str(State.FREE), str(State.RESTRICTED)}, str(State.IN_CUSTODY)
    return frozenset(person for person, known in states.items() if known & out and held not in known)


@kept
def _states(actor: Actor) -> Select[str, str]:
    named = Detainee.public_id.in_(bindparam("people", expanding=True))
    states = select(Detainee.public_id, Case.state).join(Case, Case.detainee_id == Detainee.id)
    return states.where(counted(actor), named).order_by(Case.id)


def get_stage_after(actor: Actor, reference: str, kind: str, happened: PartialDate | None) -> Stage:
    """Return the stage that a case would have with one more event; an impossible event is refused."""
    case = get_row(actor, reference)
    days = (happened.earliest, happened.latest) if happened else (None, None)
    new = stages.Happened(catalogue.event_kind(case.jurisdiction, kind), *days, len(case.events))
    # A refusal names what it contradicts: only what the actor may see is asked.
    stages.place(_happened(case, [event for event in case.events if sees(actor, case, event)]), new)
    return stages.stage_of([*_happened(case, case.events), new])


def _happened(case: Case, events: Iterable[TimelineEvent]) -> list[stages.Happened]:
    return [derive.happened(case, event, number) for number, event in enumerate(derive.in_force(events))]


def conditions_of(actor: Actor, wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter; the statement joins the person."""
    person = PersonFilter(country=wanted.country, sex=_sex(wanted.sex))
    out: list[ColumnElement[bool]] = people.conditions_of(actor, person)
    if wanted.words:
        by_name = people.conditions_of(actor, PersonFilter(words=wanted.words))
        out.append(or_(Case.reference == wanted.words.strip().upper(), *by_name))
    if wanted.stage:
        out.append(Case.stage == str(wanted.stage))
    if wanted.state:
        out.append(Case.state == str(wanted.state))
    if wanted.owner:
        out.append(Case.owner.has(public_id=wanted.owner))
    if wanted.person:
        out.append(Detainee.public_id == wanted.person)
    out += _arrested(wanted)
    if wanted.only_open:
        out.append(Case.stage.not_in([str(stage) for stage in ENDED]))
    if wanted.batch:
        out.append(Case.exits.any((Exit.batch == wanted.batch) & Exit.withdrawn_at.is_(None)))
    if wanted.only is not None:
        out.append(Case.reference.in_(wanted.only))
    if wanted.flagged:
        out.append(marking.flagged(wanted.flagged))
    return out


def list_of_people(actor: Actor, people_ids: Iterable[str]) -> dict[str, list[CaseRow]]:
    """List the cases of several people, by the public id of the person, latest arrest first."""
    wanted = sorted(set(people_ids))
    found: dict[str, list[CaseRow]] = {}
    for block in blocks(wanted, _BLOCK):
        rows = db.session.execute(_of_people(actor), {"people": block}).all()
        # A person has a few cases: sorted here, so that no database walks all cases in the order that we want.
        for row in sorted(rows, key=lambda row: (row.arrested_from or date.min, row.id), reverse=True):
            found.setdefault(row.person_id, []).append(row_for(actor, listed(row)))
    return found


@kept
def _of_people(actor: Actor) -> Select[*tuple[Any, ...]]:
    return rows_of_lists().where(visible(actor), Detainee.public_id.in_(bindparam("people", expanding=True)))


def list_known(actor: Actor, references: Iterable[str]) -> set[str]:
    """Return those of the references that the actor may open; used to check what somebody typed."""
    return _known(actor, Case.reference, references)


def list_known_ids(actor: Actor, public_ids: Iterable[str]) -> set[str]:
    """Return those of the cases, by public id, that the actor may open."""
    return _known(actor, Case.public_id, public_ids)


def _known(actor: Actor, column: InstrumentedAttribute[str], values: Iterable[str]) -> set[str]:
    return among(db.session, select(column).where(visible(actor)), column, values)


def _sex(text: str) -> Sex | None:
    return Sex(text) if text in {str(sex) for sex in Sex} else None


def _arrested(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """Keep whoever may have been detained in the period: a date known in part is never left out by its gaps."""
    out: list[ColumnElement[bool]] = []
    if wanted.arrested_from and wanted.arrested_from.earliest:
        out.append(latest(Case, "arrested") >= wanted.arrested_from.earliest)
    if wanted.arrested_to and wanted.arrested_to.latest:
        out.append(wanted.arrested_to.latest >= _ARRESTED)
    return out
