"""Reads single tasks, who may be given one, and what the log says of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts import queries as accounts
from case_mgr.accounts.models import User
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryView
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.core.blocks import among
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db
from case_mgr.tasks.models import CalendarLink, Task, TaskRound
from case_mgr.tasks.policy import can_take, visible
from case_mgr.tasks.results import TaskView
from case_mgr.tasks.showing import view_of

_MOST = 200


def get_row(actor: Actor, public_id: str) -> Task:
    """Return the record behind a task, for services."""
    row = db.session.scalar(
        select(Task)
        .where(visible(actor), Task.public_id == public_id)
        .options(
            joinedload(Task.case).joinedload(Case.detainee),
            joinedload(Task.detainee),
            joinedload(Task.assignee),
            joinedload(Task.creator),
            joinedload(Task.closer),
        )
    )
    if row is None:
        raise NotFound(N_("There is no such task."))
    return row


def get_task(actor: Actor, public_id: str) -> TaskView:
    """Return one task."""
    return view_of(get_row(actor, public_id))


def list_history(actor: Actor, public_id: str) -> list[EntryView]:
    """List what was done to a task, the latest first."""
    return log.list_history(actor, get_row(actor, public_id).public_id)


def list_known(actor: Actor, public_ids: Iterable[str]) -> set[str]:
    """Return those of the tasks that the actor may open."""
    return among(db.session, select(Task.public_id).where(visible(actor)), Task.public_id, public_ids)


def of_others(actor: Actor) -> Select[str]:
    """Return how to select the tasks that are for another member alone: of those the pages of the log say nothing."""
    return select(Task.public_id).where(
        Task.organisation_id == actor.organisation_id, Task.only_for_id.is_not(None), Task.only_for_id != actor.user_id
    )


def find_case(actor: Actor, reference: str) -> Case | None:
    """Find the case that somebody names; none is named by an empty text."""
    return cases.get_row(actor, reference.strip().upper()) if reference.strip() else None


def list_takers(actor: Actor, person: Detainee | None) -> list[User]:
    """List the members who may be given a task about somebody, or about nobody, by name."""
    found = select(User).where(can_take(actor.organisation_id, person)).order_by(User.name, User.id)
    return list(db.session.scalars(found.limit(_MOST)))


def list_takers_for(actor: Actor, reference: str) -> list[User]:
    """List the same for a case; one that does not open, or none, has no person who could be withheld."""
    try:
        case = find_case(actor, reference)
    except NotFound:
        case = None
    return list_takers(actor, case.detainee if case else None)


def list_held(actor: Actor, references: Iterable[str]) -> set[str]:
    """Return those of the cases on whose tasks a person worked: set by hand, given to somebody anew, or answered."""
    touched = (Task.created_by_id.is_not(None)) | (Task.closed_by_id.is_not(None)) | (Task.state == "snoozed")
    rows = select(Case.reference).join(Task, Task.case_id == Case.id)
    held = rows.where(Task.organisation_id == actor.organisation_id, touched)
    return among(db.session, held, Case.reference, references)


def list_of(organisation_id: int, rule: str, basis: str) -> list[Task]:
    """List what a rule opened about one record, also what was closed, whoever may see it."""
    wanted = select(Task).where(Task.organisation_id == organisation_id, Task.rule == rule, Task.basis == basis)
    return list(db.session.scalars(wanted.options(joinedload(Task.case)).order_by(Task.id)))


def find_link(actor: Actor) -> tuple[datetime, datetime | None] | None:
    """Return when the address of the own calendar was made and when it was last used, if there is one."""
    own = CalendarLink.user_id == actor.user_id, CalendarLink.organisation_id == actor.organisation_id
    row = db.session.scalar(select(CalendarLink).where(*own))
    return (row.created_at, row.used_at) if row else None


def get_reader(token: str) -> Actor:
    """Return the member whose calendar a secret address opens, with the roles that they have now."""
    row = db.session.scalar(select(CalendarLink).where(CalendarLink.token_digest == accounts.token_digest(token)))
    found = accounts.find_actor_by_ids(row.user_id, row.organisation_id) if row else None
    if found is None or not found.may(Permission.TASK_READ):
        raise NotFound(N_("There is no such calendar."))
    return found


def get_checked_at(actor: Actor) -> datetime | None:
    """Return when the rules of the organisation were last checked."""
    row = db.session.get(TaskRound, actor.organisation_id)
    return row.checked_at if row else None
