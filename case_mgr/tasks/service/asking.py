"""Recording that somebody asked for help, and changing what is recorded of it."""

from __future__ import annotations

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.service import next_number
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Conflict, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.tasks import queries
from case_mgr.tasks.help_types import HelpDraft, Stage
from case_mgr.tasks.models import HelpRequest, Task
from case_mgr.tasks.service.shared import Misfilled, label, taker

_CHANGED = N_("Somebody else changed this request while you were writing. Nothing was written.")


def basis_of(row: HelpRequest) -> str:
    """Return by what a task of a rule names a request."""
    return f"help:{row.public_id}"


def ask(actor: Actor, draft: HelpDraft) -> HelpRequest:
    """Record that somebody asked for help, in a case or before there is one."""
    actor.require(Permission.TASK_WRITE)
    case = _case(actor, draft)
    _check(draft)
    assignee = taker(actor, draft.assignee, case.detainee if case else None)
    row = HelpRequest(
        organisation_id=actor.organisation_id,
        reference=f"H-{next_number(actor.organisation_id, 'H'):05d}",
        stage=str(Stage.RECEIVED),
        created_by_id=actor.user_id,
        case=case,
        assignee=assignee,
    )
    _fill(row, draft)
    db.session.add(row)
    audit.record(actor, Event.HELP_ASKED, row, label=row.reference)
    db.session.flush()
    return row


def amend_help(actor: Actor, public_id: str, draft: HelpDraft, seen: int | None = None) -> HelpRequest:
    """Change what is recorded of a request that is not answered yet; its tasks follow it into another case."""
    row = current_help(actor, public_id, seen)
    if row.stage in (Stage.ANSWERED, Stage.WITHDRAWN):
        raise Refused(N_("This request is closed. Take its last step back before you change it."))
    case = _case(actor, draft)
    _check(draft)
    if draft.received and row.decided and row.decided.before(draft.received):
        raise Misfilled("received", N_("It was decided before this day. Correct one of the two days."))
    row.assignee = taker(actor, draft.assignee, case.detainee if case else None)
    moved, row.case = case is not row.case, case
    _fill(row, draft)
    audit.record(actor, Event.HELP_AMENDED, row, label=row.reference)
    db.session.flush()
    if moved:
        _follow(actor, row)
    return row


def current_help(actor: Actor, public_id: str, seen: int | None) -> HelpRequest:
    """Return a request as the editor saw it; what was changed since it was opened is a conflict."""
    actor.require(Permission.TASK_WRITE)
    row = queries.get_help_row(actor, public_id)
    if seen is not None and seen != row.version:
        raise Stale(_CHANGED, Conflict(version=row.version))
    return row


def not_to_come(field: str, day: PartialDate | None) -> PartialDate:
    """Return a day of the past or of today; what nobody knows and what has not come yet is refused."""
    if day is None or not (day.earliest or day.latest):
        raise Misfilled(field, N_("Say when it was, as exactly as you know."))
    if day.earliest is not None and day.earliest > clock.today():
        raise Misfilled(field, N_("This day has not come yet."))
    return day


def _case(actor: Actor, draft: HelpDraft) -> Case | None:
    try:
        return queries.find_case(actor, draft.case)
    except NotFound as error:
        raise Misfilled("case", N_("There is no such case. Check its reference, or leave it out.")) from error


def _check(draft: HelpDraft) -> None:
    if not draft.asked.strip():
        raise Misfilled("asked", N_("Write what is asked."))
    not_to_come("received", draft.received)


def _fill(row: HelpRequest, draft: HelpDraft) -> None:
    row.kind, row.asker, row.channel, row.urgency = (
        str(draft.kind),
        str(draft.asker),
        str(draft.channel),
        str(draft.urgency),
    )
    row.asked, row.received = draft.asked.strip(), draft.received


def _follow(actor: Actor, row: HelpRequest) -> None:
    """Move the tasks about a request into its case: whoever may not know of the person must not meet them there."""
    tasks = select(Task).where(Task.organisation_id == row.organisation_id, Task.basis == basis_of(row))
    takers = {user.id for user in queries.list_takers(actor, row.case.detainee if row.case else None)}
    for task in db.session.scalars(tasks.order_by(Task.id)).all():
        task.case = row.case
        if task.assignee_id not in takers:
            task.assignee = None
        audit.record(actor, Event.TASK_AMENDED, task, label=label(task))
        db.session.flush()
