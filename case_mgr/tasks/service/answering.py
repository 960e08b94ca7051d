"""The steps of a request for help: decided, answered, withdrawn; each only forward, and each can be taken back."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.tasks.help_types import AnswerDraft, DecisionDraft, Stage
from case_mgr.tasks.models import HelpRequest
from case_mgr.tasks.service.asking import current_help, not_to_come
from case_mgr.tasks.service.shared import Misfilled


def decide_help(actor: Actor, public_id: str, draft: DecisionDraft, seen: int | None = None) -> HelpRequest:
    """Decide about a request, saying why."""
    row = current_help(actor, public_id, seen)
    if row.stage != Stage.RECEIVED:
        raise Refused(N_("This request waits for no decision."))
    decided = not_to_come("decided", draft.decided)
    if row.received and decided.before(row.received):
        raise Misfilled("decided", N_("It was asked only after this day. Correct one of the two days."))
    if not draft.reason.strip():
        raise Misfilled("reason", N_("Write why it was decided so, and what will be done."))
    row.stage, row.decision = str(Stage.DECIDED), str(draft.decision)
    row.decided, row.reason, row.decided_by_id = decided, draft.reason.strip(), actor.user_id
    audit.record(actor, Event.HELP_DECIDED, row, label=row.reference, decision=str(draft.decision))
    db.session.flush()
    return row


def answer_help(actor: Actor, public_id: str, draft: AnswerDraft, seen: int | None = None) -> HelpRequest:
    """Record that whoever asked was told what was decided."""
    row = current_help(actor, public_id, seen)
    if row.stage != Stage.DECIDED:
        raise Refused(N_("This request waits for no answer."))
    answered = not_to_come("answered", draft.answered)
    if row.decided and answered.before(row.decided):
        raise Misfilled("answered", N_("It was decided only after this day. Correct one of the two days."))
    row.stage, row.answered, row.answer_channel = str(Stage.ANSWERED), answered, str(draft.channel)
    row.note, row.answered_by_id = draft.note.strip() or None, actor.user_id
    audit.record(actor, Event.HELP_ANSWERED, row, label=row.reference)
    db.session.flush()
    return row


def withdraw_help(actor: Actor, public_id: str, reason: str, seen: int | None = None) -> HelpRequest:
    """Close a request that nobody makes any more, or that was recorded by mistake."""
    row = current_help(actor, public_id, seen)
    if row.stage not in (Stage.RECEIVED, Stage.DECIDED):
        raise Refused(N_("This request is closed already."))
    row.withdrawn, row.stage = _why(reason), str(Stage.WITHDRAWN)
    audit.record(actor, Event.HELP_WITHDRAWN, row, label=row.reference)
    db.session.flush()
    return row


def take_back_help(actor: Actor, public_id: str, reason: str, seen: int | None = None) -> HelpRequest:
    """Take the last step of a request back, saying why; what the step said stays in the log."""
    row = current_help(actor, public_id, seen)
    step = Stage(row.stage)
    if step is Stage.RECEIVED:
        raise Refused(N_("Nothing was decided yet. Withdraw the request if it does not hold."))
    row.taken_back = _why(reason)
    if step is Stage.WITHDRAWN:
        row.withdrawn = None
    elif step is Stage.ANSWERED:
        row.answered = row.answer_channel = row.note = row.answered_by_id = None
    else:
        row.decision = row.decided = row.reason = row.decided_by_id = None
    row.stage = str(Stage.DECIDED if row.decision else Stage.RECEIVED)
    audit.record(actor, Event.HELP_TAKEN_BACK, row, label=row.reference, step=str(step))
    db.session.flush()
    return row


def _why(reason: str) -> str:
    if not reason.strip():
        raise Misfilled("reason", N_("Write why."))
    return reason.strip()
