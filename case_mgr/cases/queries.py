"""Reads of cases, bounded by who asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case, Exit, TimelineEvent
from case_mgr.cases.policy import visible
from case_mgr.cases.types import (
    CaseFilter,
    CaseRow,
    CaseView,
    Certainty,
    CustodyView,
    EventView,
    ExitView,
    State,
)
from case_mgr.core.db import earliest, latest
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import PersonFilter, Sex
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import Stage

_BLOCK = 400
_ARRESTED = earliest(Case, "arrested")
_ORDERS: dict[str, tuple[UnaryExpression[Any], ...]] = {
    "-arrested": (_ARRESTED.desc().nulls_last(), Case.id.desc()),
    "arrested": (_ARRESTED.asc().nulls_last(), Case.id.asc()),
    "name": (Detainee.sort_name.asc(), Case.id.asc()),
    "reference": (Case.reference.asc(),),
}


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
    case = db.session.scalar(
        select(Case)
        .where(visible(actor), Case.reference == reference)
        .options(
            joinedload(Case.detainee),
            joinedload(Case.owner),
            selectinload(Case.events).joinedload(TimelineEvent.author),
            selectinload(Case.custody),
            selectinload(Case.exits),
        )
    )
    if case is None:
        raise NotFound(N_("There is no such case."))
    return _view(case)


def list_cases(actor: Actor, wanted: CaseFilter, request: PageRequest) -> Page[CaseRow]:
    """List cases with filters."""
    conditions = [visible(actor), *conditions_of(actor, wanted)]
    base = select(Case).join(Case.detainee).where(*conditions)
    total = db.session.scalar(select(func.count()).select_from(base.with_only_columns(Case.id).subquery())) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        base.options(contains_eager(Case.detainee), joinedload(Case.owner))
        .order_by(*_ORDERS.get(wanted.sort, _ORDERS["-arrested"]))
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    )
    return Page([row_of(row) for row in rows], total, at.number, at.size)


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
    if wanted.arrested_from and wanted.arrested_from.earliest:
        out.append(latest(Case, "arrested") >= wanted.arrested_from.earliest)
    if wanted.arrested_to and wanted.arrested_to.latest:
        out.append(wanted.arrested_to.latest >= _ARRESTED)
    if wanted.batch:
        out.append(Case.exits.any((Exit.batch == wanted.batch) & Exit.withdrawn_at.is_(None)))
    if wanted.only is not None:
        out.append(Case.reference.in_(wanted.only))
    return out


def list_of_people(actor: Actor, people_ids: Iterable[str]) -> dict[str, list[CaseRow]]:
    """List the cases of several people, by the public id of the person, latest arrest first."""
    wanted = sorted(set(people_ids))
    found: dict[str, list[CaseRow]] = {}
    for start in range(0, len(wanted), _BLOCK):
        rows = db.session.scalars(
            select(Case)
            .join(Case.detainee)
            .where(visible(actor), Detainee.public_id.in_(wanted[start : start + _BLOCK]))
            .options(contains_eager(Case.detainee), joinedload(Case.owner))
            .order_by(*_ORDERS["-arrested"])
        )
        for row in rows:
            found.setdefault(row.detainee.public_id, []).append(row_of(row))
    return found


def list_known(actor: Actor, references: Iterable[str]) -> set[str]:
    """Return those of the references that the actor may open; used to check what somebody typed."""
    wanted = sorted(set(references))
    known: set[str] = set()
    for start in range(0, len(wanted), _BLOCK):
        block = wanted[start : start + _BLOCK]
        known |= set(db.session.scalars(select(Case.reference).where(visible(actor), Case.reference.in_(block))))
    return known


def row_of(case: Case) -> CaseRow:
    """Return a case as lists show it; person and owner are loaded."""
    return CaseRow(
        reference=case.reference,
        person_id=case.detainee.public_id,
        person_reference=case.detainee.reference,
        person=case.detainee.name,
        stage=Stage(case.stage),
        state=State(case.state),
        arrested=case.arrested,
        released=case.released,
        place=case.place,
        charges=case.charges,
        owner=case.owner.name if case.owner else "",
    )


def _sex(text: str) -> Sex | None:
    return Sex(text) if text in {str(sex) for sex in Sex} else None


def _event(row: TimelineEvent, corrections: tuple[EventView, ...] = ()) -> EventView:
    return EventView(
        public_id=row.public_id,
        kind=row.kind,
        happened=row.happened,
        recorded_at=row.created_at,
        recorded_by=row.author.name if row.author else "",
        place=row.place,
        facility=row.facility,
        text=row.text or "",
        source=row.source,
        certainty=Certainty(row.certainty),
        reason=row.reason,
        batch=row.batch,
        withdrawn=row.withdrawn_at is not None,
        corrections=corrections,
    )


def _timeline(case: Case) -> tuple[EventView, ...]:
    """Return what holds now, newest first, each with the versions that it replaced."""
    chains: dict[int, list[TimelineEvent]] = {}
    roots: dict[int, int] = {}
    for row in case.events:
        root = roots.get(row.corrects_id, row.corrects_id) if row.corrects_id else row.id
        roots[row.id] = root
        chains.setdefault(root, []).append(row)
    shown = [_event(chain[-1], tuple(_event(row) for row in reversed(chain[:-1]))) for chain in chains.values()]
    return tuple(sorted(shown, key=_newest, reverse=True))


def _newest(event: EventView) -> tuple[str, str]:
    when = event.happened.earliest if event.happened else None
    return (when.isoformat() if when else "", event.recorded_at.isoformat())


def _view(case: Case) -> CaseView:
    return CaseView(
        row=row_of(case),
        public_id=case.public_id,
        jurisdiction=case.jurisdiction,
        summary=case.summary or "",
        version=case.version,
        events=_timeline(case),
        custody=tuple(
            CustodyView(p.public_id, p.facility, p.place, p.regime, p.began, p.ended, p.source, p.accepted)
            for p in case.custody
        ),
        exits=tuple(
            ExitView(
                public_id=e.public_id,
                kind=e.kind,
                link=e.link,
                happened=e.happened,
                batch=e.batch,
                evidence=e.evidence or "",
                source=e.source,
                destination=e.destination,
                conditions=e.conditions,
            )
            for e in case.exits
            if e.withdrawn_at is None
        ),
        opened_at=case.created_at,
    )
