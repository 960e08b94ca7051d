"""Reads of who works on cases, who offers them, and who watches them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case, CaseMember, CaseWatch, Handover
from case_mgr.cases.policy import visible
from case_mgr.cases.showing import handover_view, row_of, team_view
from case_mgr.cases.types import Answer, CaseRow, HandoverView, TeamView
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db

_BLOCK = 400


def get_team(actor: Actor, reference: str) -> TeamView:
    """Return who works on a case and which handovers were offered."""
    case = db.session.scalar(
        select(Case)
        .where(visible(actor), Case.reference == reference)
        .options(
            selectinload(Case.team).joinedload(CaseMember.user),
            selectinload(Case.handovers).options(joinedload(Handover.giver), joinedload(Handover.taker)),
        )
    )
    if case is None:
        raise NotFound(N_("There is no such case."))
    return team_view(case, watched=is_watched(actor, reference))


def is_watched(actor: Actor, reference: str) -> bool:
    """Return whether the actor watches a case."""
    own = select(CaseWatch.case_id).join(Case).where(visible(actor), Case.reference == reference)
    return db.session.scalar(own.where(CaseWatch.user_id == actor.user_id)) is not None


def list_offered(actor: Actor) -> list[HandoverView]:
    """List the cases that wait for the actor to take them over, oldest offer first."""
    rows = db.session.scalars(
        select(Handover)
        .join(Handover.case)
        .where(visible(actor), Handover.to_id == actor.user_id, Handover.answer == Answer.WAITING)
        .options(contains_eager(Handover.case), joinedload(Handover.giver), joinedload(Handover.taker))
        .order_by(Handover.id)
        .limit(_BLOCK)
    )
    return [handover_view(row) for row in rows]


def list_watched(actor: Actor) -> list[tuple[str, datetime, CaseRow]]:
    """List the cases that the actor watches: public id, when they last looked, the case."""
    rows = db.session.execute(
        select(Case, CaseWatch.seen_at)
        .join(CaseWatch, CaseWatch.case_id == Case.id)
        .join(Case.detainee)
        .where(visible(actor), CaseWatch.user_id == actor.user_id)
        .options(contains_eager(Case.detainee), joinedload(Case.owner))
        .order_by(Case.reference)
        .limit(_BLOCK)
    )
    return [(case.public_id, seen, row_of(case)) for case, seen in rows]
