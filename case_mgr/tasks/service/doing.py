"""What becomes of a task: given to somebody, put off with a reason, done with an outcome, dropped, taken up again."""

from __future__ import annotations

from datetime import date

from case_mgr.access.actor import Actor
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.tasks.models import Task
from case_mgr.tasks.service.shared import Misfilled, current, label, person_of, taker, to_change
from case_mgr.tasks.types import CLOSED, State


def assign(actor: Actor, public_id: str, member_id: str, seen: int | None = None) -> Task:
    """Give a task to a member who may open what it is about, or to nobody."""
    row = to_change(actor, public_id, seen)
    if row.confidential:
        raise Refused(N_("Only some may know of what this task is about, so it cannot be given to somebody else here."))
    user = taker(actor, member_id, person_of(row))
    if row.only_for_id is not None and user is not None and user.id != row.only_for_id:
        raise Misfilled("assignee", N_("You alone may know of this task: it cannot be given to anybody else."))
    if user is row.assignee:
        return row
    row.assignee = user
    audit.record(actor, Event.TASK_ASSIGNED, row, label=label(row), to=user.public_id if user else "")
    db.session.flush()
    return row


def snooze(actor: Actor, public_id: str, until: date | None, reason: str, seen: int | None = None) -> Task:
    """Put a task off until a day that has not come, saying why."""
    row = to_change(actor, public_id, seen)
    if until is None or until <= clock.today():
        raise Misfilled("until", N_("Choose a day after today."))
    if not reason.strip():
        raise Misfilled("reason", N_("Write why this can wait."))
    row.state, row.snoozed_until, row.reason = str(State.SNOOZED), until, reason.strip()
    audit.record(actor, Event.TASK_SNOOZED, row, label=label(row), until=until.isoformat())
    db.session.flush()
    return row


def finish(actor: Actor, public_id: str, outcome: str, seen: int | None = None) -> Task:
    """Close a task with what came of it."""
    row = to_change(actor, public_id, seen)
    if not outcome.strip():
        raise Misfilled("outcome", N_("Write what came of it: nobody else knows."))
    row.outcome = outcome.strip()
    _close(actor, row, State.DONE)
    audit.record(actor, Event.TASK_DONE, row, label=label(row))
    db.session.flush()
    return row


def drop(actor: Actor, public_id: str, reason: str, seen: int | None = None) -> Task:
    """Close a task undone, saying why."""
    row = to_change(actor, public_id, seen)
    if not reason.strip():
        raise Misfilled("reason", N_("Write why this will not be done."))
    row.reason = reason.strip()
    _close(actor, row, State.DROPPED)
    audit.record(actor, Event.TASK_DROPPED, row, label=label(row))
    db.session.flush()
    return row


def reopen(actor: Actor, public_id: str, seen: int | None = None) -> Task:
    """Take a task up again that was put off or closed; what came of it before stays in the log."""
    row = current(actor, public_id, seen)
    if row.state not in {*CLOSED, State.SNOOZED}:
        raise Refused(N_("This task is open already."))
    row.state, row.snoozed_until = str(State.OPEN), None
    row.closed_at = row.closed_by_id = row.outcome = row.reason = None
    audit.record(actor, Event.TASK_REOPENED, row, label=label(row))
    db.session.flush()
    return row


def _close(actor: Actor, row: Task, state: State) -> None:
    row.state, row.snoozed_until = str(state), None
    row.closed_at, row.closed_by_id = clock.now(), actor.user_id
