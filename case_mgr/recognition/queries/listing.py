"""Lists of recognitions across cases."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, case, func, not_, select
from sqlalchemy.orm import contains_eager, joinedload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case
from case_mgr.core.blocks import among
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import near
from case_mgr.extensions import db
from case_mgr.recognition.models import Recognition
from case_mgr.recognition.policy import visible, waits_for
from case_mgr.recognition.results import RecognitionRow
from case_mgr.recognition.types import WAITING, Filter, Stage

_MOST = 400


def list_recognitions(actor: Actor, wanted: Filter, request: PageRequest) -> Page[RecognitionRow]:
    """List recognitions: what waits for the actor's decision first, then the latest."""
    total = count_recognitions(actor, wanted)
    at = settle(request, total)
    rows = db.session.scalars(
        with_person()
        .where(visible(actor), *_conditions(actor, wanted))
        .order_by(case((waits_for(actor), 0), else_=1), Recognition.id.desc())
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    )
    return Page([row_of(actor, row) for row in rows], total, at.number, at.size)


def count_recognitions(actor: Actor, wanted: Filter) -> int:
    """Count the recognitions that a list with this filter shows."""
    counted = select(func.count(Recognition.id)).join(Recognition.case)
    return db.session.scalar(counted.where(visible(actor), *_conditions(actor, wanted))) or 0


def count_withheld(actor: Actor) -> int:
    """Count the recognitions that are withheld from the actor: a total, never under a filter."""
    if not actor.may(Permission.CASE_READ):
        return 0
    hidden = select(func.count(Recognition.id)).join(Recognition.case).join(Case.detainee)
    return db.session.scalar(hidden.where(cases.counted(actor), not_(near(actor)))) or 0


def list_waiting(actor: Actor, limit: int = _MOST) -> list[RecognitionRow]:
    """List the requests that wait for the actor's decision, the oldest first."""
    if not actor.may(Permission.RECOGNITION_DECIDE):
        return []
    rows = db.session.scalars(with_person().where(waits_for(actor)).order_by(Recognition.id).limit(limit))
    return [row_of(actor, row) for row in rows]


def list_recognised(actor: Actor, references: Iterable[str]) -> set[str]:
    """Return those of the cases in which a recognition holds, by reference, for tags of lists."""
    rows = select(Case.reference).join(Recognition, Recognition.case_id == Case.id)
    holding = rows.where(visible(actor), Recognition.stage == str(Stage.RECOGNISED))
    return among(db.session, holding, Case.reference, references)


def with_person() -> Select[Recognition]:
    """Return the statement of a list: each recognition with case, person and requester."""
    return (
        select(Recognition)
        .join(Recognition.case)
        .join(Case.detainee)
        .options(contains_eager(Recognition.case).contains_eager(Case.detainee), joinedload(Recognition.requester))
    )


def row_of(actor: Actor, row: Recognition) -> RecognitionRow:
    """Return a recognition as lists show it."""
    person: Detainee = row.case.detainee
    mine = row.stage in WAITING and row.requested_by_id != actor.user_id
    return RecognitionRow(
        public_id=row.public_id,
        case=row.case.reference,
        person_id=person.public_id,
        person=person.name,
        standard=row.standard,
        stage=Stage(row.stage),
        requested_by=row.requester.name,
        requested_at=row.created_at,
        decided=row.decided,
        ended=row.ended,
        after_the_fact=row.after_the_fact,
        mine=mine and actor.may(Permission.RECOGNITION_DECIDE),
    )


def _conditions(actor: Actor, wanted: Filter) -> list[ColumnElement[bool]]:
    out: list[ColumnElement[bool]] = []
    if wanted.standard:
        out.append(Recognition.standard == wanted.standard)
    if wanted.stage:
        out.append(Recognition.stage == str(wanted.stage))
    if wanted.mine:
        out.append(waits_for(actor))
    return out
