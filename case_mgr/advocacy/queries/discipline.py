"""What slips: contacts with whom nobody spoke for long, promises not done, cases that nobody has raised."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, not_, or_, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.advocacy.kinds import ListState
from case_mgr.advocacy.models import (
    Contact,
    Interaction,
    InteractionCase,
    Submission,
    SubmissionCase,
    SubmittedList,
    SubmittedName,
)
from case_mgr.advocacy.policy import told, visible, visible_interactions, visible_lists, visible_submissions
from case_mgr.advocacy.queries.contacts import rows_of
from case_mgr.advocacy.queries.interactions import page_of
from case_mgr.advocacy.types import ContactRow, InteractionView
from case_mgr.cases import policy as case_policy
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.cases.types import CaseRow, State
from case_mgr.core.db import earliest, latest
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.extensions import db

_SPOKEN = latest(Interaction, "happened")


def list_silent(actor: Actor, days: int, today: date, request: PageRequest) -> Page[ContactRow]:
    """List contacts with whom nobody spoke for so many days, those with whom nobody ever did first."""
    spoken = _last_spoken(actor)
    wanted = _silent(actor, days, today)
    total = count_silent(actor, days, today)
    at = settle(request, total)
    rows = db.session.scalars(
        wanted.options(joinedload(Contact.owner), joinedload(Contact.body))
        .order_by(spoken.asc().nulls_first(), Contact.id)
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    ).all()
    return Page(rows_of(actor, rows), total, at.number, at.size)


def count_silent(actor: Actor, days: int, today: date) -> int:
    """Count the same."""
    return _count(_silent(actor, days, today))


def list_promised(actor: Actor, request: PageRequest) -> Page[InteractionView]:
    """List what was promised in talks and is not settled, what is due first at the top."""
    return page_of(actor, _promised(), request, (Interaction.follow_up_due.asc().nulls_last(), Interaction.id))


def count_promised(actor: Actor) -> int:
    """Count the same."""
    return _count(select(Interaction.id).join(Interaction.contact).where(visible_interactions(actor), *_promised()))


def list_unraised(actor: Actor, request: PageRequest) -> Page[CaseRow]:
    """List cases of people in custody whom nobody has raised with anybody, the longest held first."""
    total = count_unraised(actor)
    at = settle(request, total)
    order = (earliest(Case, "arrested").asc().nulls_last(), Case.id)
    ids = db.session.scalars(_unraised(actor).order_by(*order).offset((at.number - 1) * at.size).limit(at.size)).all()
    return Page(cases.list_rows(actor, ids), total, at.number, at.size)


def count_unraised(actor: Actor) -> int:
    """Count the same."""
    return _count(_unraised(actor))


def _last_spoken(actor: Actor) -> ColumnElement[date | None]:
    """When somebody last spoke with a contact, as far as the actor may know."""
    return (
        select(func.max(_SPOKEN))
        .where(Interaction.contact_id == Contact.id, Interaction.organisation_id == actor.organisation_id, told(actor))
        .correlate(Contact)
        .scalar_subquery()
    )


def _silent(actor: Actor, days: int, today: date) -> Select[Contact]:
    spoken = _last_spoken(actor)
    late = or_(spoken.is_(None), spoken < today - timedelta(days))
    # Whoever must not be contacted is not silent: nobody is to speak with them.
    return select(Contact).where(visible(actor), Contact.do_not_contact.is_(False), late)


def _promised() -> tuple[ColumnElement[bool], ...]:
    return Interaction.follow_up_sealed.is_not(None), Interaction.follow_up_done_sealed.is_(None)


def _unraised(actor: Actor) -> Select[int]:
    talked = exists(
        select(InteractionCase.case_id)
        .join(Interaction, Interaction.id == InteractionCase.interaction_id)
        .join(Contact, Contact.id == Interaction.contact_id)
        .where(InteractionCase.case_id == Case.id, visible_interactions(actor))
        .correlate(Case)
    )
    submitted = exists(
        select(SubmissionCase.case_id)
        .join(Submission, Submission.id == SubmissionCase.submission_id)
        .where(SubmissionCase.case_id == Case.id, visible_submissions(actor), Submission.state == "sent")
        .correlate(Case)
    )
    listed = exists(
        select(SubmittedName.case_id)
        .join(SubmittedList, SubmittedList.id == SubmittedName.list_id)
        .where(SubmittedName.case_id == Case.id, visible_lists(actor), SubmittedList.state == str(ListState.HANDED))
        .correlate(Case)
    )
    held = Case.state == str(State.IN_CUSTODY)
    return select(Case.id).where(case_policy.visible(actor), held, not_(or_(talked, submitted, listed)))


def _count(statement: Select[object]) -> int:
    return db.session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
