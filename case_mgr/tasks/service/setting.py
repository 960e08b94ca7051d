"""Setting a task by hand, and changing what was set."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.tasks import queries
from case_mgr.tasks.models import Task
from case_mgr.tasks.service.shared import Misfilled, label, person_of, taker, to_change
from case_mgr.tasks.types import State, TaskDraft


def add(actor: Actor, draft: TaskDraft) -> Task:
    """Set a task, about a case or about none, for a member or for whoever takes it."""
    actor.require(Permission.TASK_WRITE)
    try:
        case = queries.find_case(actor, draft.case)
    except NotFound as error:
        raise Misfilled("case", N_("There is no such case. Check its reference, or leave it out.")) from error
    row = Task(organisation_id=actor.organisation_id, created_by_id=actor.user_id, state=str(State.OPEN))
    row.case, row.what, row.due = case, _what(draft), _due(draft)
    row.assignee = taker(actor, draft.assignee, person_of(row))
    db.session.add(row)
    audit.record(actor, Event.TASK_ADDED, row, label=label(row))
    return row


def amend(actor: Actor, public_id: str, draft: TaskDraft, seen: int | None = None) -> Task:
    """Change what is to be done and by when; a rule's task says so itself and cannot be rewritten."""
    row = to_change(actor, public_id, seen)
    if row.rule:
        raise Refused(N_("A rule opened this task: what it says and when it is due follow from the record."))
    row.what, row.due = _what(draft), _due(draft)
    audit.record(actor, Event.TASK_AMENDED, row, label=label(row))
    db.session.flush()
    return row


def _what(draft: TaskDraft) -> str:
    if not draft.what.strip():
        raise Misfilled("what", N_("Write what is to be done."))
    return draft.what.strip()


def _due(draft: TaskDraft) -> PartialDate | None:
    # A day of which nothing is known is no day.
    return draft.due if draft.due and (draft.due.earliest or draft.due.latest) else None
