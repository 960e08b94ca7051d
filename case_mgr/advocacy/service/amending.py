"""Correcting what was recorded of a talk, who may know of it, and taking it back: nothing that stood there is lost."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries
from case_mgr.advocacy.kinds import Discretion
from case_mgr.advocacy.models import Interaction, InteractionCase, InteractionReader
from case_mgr.advocacy.policy import keeps
from case_mgr.advocacy.service.interactions import case_keys, require_sense
from case_mgr.advocacy.service.readers import reader_ids
from case_mgr.advocacy.service.shared import Misfilled, require_current, require_reason
from case_mgr.advocacy.task_rules import PROMISE, promise_of
from case_mgr.advocacy.types import InteractionDraft
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.tasks import service as tasking

_MOST_FORMER = 100


def amend_interaction(
    actor: Actor, public_id: str, draft: InteractionDraft, reason: str, seen: int | None
) -> Interaction:
    """Correct a talk; what stood there before stays with it, for whoever may know of the talk."""
    row, why = _standing(actor, public_id), require_reason(reason)
    require_current(seen, row.version)
    require_sense(draft)
    if row.follow_up_done and not draft.follow_up.strip():
        raise Misfilled("follow_up", N_("What became of this follow-up is written down: it cannot be taken out."))
    before = _write(row, draft) | _raise(actor, row, draft)
    if not before:
        raise Refused(N_("Nothing differs from what is recorded."))
    _remember(actor, row, why, before)
    audit.record(actor, Event.INTERACTION_AMENDED, row, label=row.reference, reason=why)
    db.session.flush()
    _follow(actor, row)
    return row


def choose_readers(
    actor: Actor, public_id: str, level: Discretion, readers: tuple[str, ...], seen: int | None
) -> Interaction:
    """Decide anew who may know of a talk: whoever is taken out learns of it no more."""
    row = _standing(actor, public_id)
    require_current(seen, row.version)
    if not keeps(actor, row, [key for key, _name in queries.list_readers(actor).values()]):
        raise Refused(N_("Only whoever recorded a talk decides who may know of it."))
    wanted: set[int] = set()
    if level is Discretion.NAMED:
        wanted = set(reader_ids(actor, readers))
        if row.author_id != actor.user_id:
            wanted.add(actor.user_id)
    row.readers = [reader for reader in row.readers if reader.user_id in wanted] + [
        InteractionReader(user_id=key) for key in sorted(wanted - {reader.user_id for reader in row.readers})
    ]
    row.level, row.changed_at = str(level), clock.now()
    audit.record(actor, Event.TALK_READERS_CHANGED, row, label=row.reference)
    db.session.flush()
    _follow(actor, row)
    return row


def withdraw_interaction(actor: Actor, public_id: str, reason: str, seen: int | None = None) -> Interaction:
    """Take a talk back that was none: it counts nowhere, and its page stays with the reason."""
    row, why = _standing(actor, public_id), require_reason(reason)
    require_current(seen, row.version)
    row.withdrawn_at, row.reason = clock.now(), why
    audit.record(actor, Event.INTERACTION_WITHDRAWN, row, label=row.reference, reason=why)
    tasking.follow_no_more(actor, PROMISE, f"talk:{row.public_id}")
    db.session.flush()
    return row


def restore_interaction(actor: Actor, public_id: str) -> Interaction:
    """Put a talk back that was taken back by mistake."""
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_interaction_row(actor, public_id, ever=True)
    if row.withdrawn_at is None:
        raise Refused(N_("This interaction was not taken back."))
    row.withdrawn_at, row.reason = None, None
    audit.record(actor, Event.INTERACTION_RESTORED, row, label=row.reference)
    db.session.flush()
    _follow(actor, row)
    return row


def _standing(actor: Actor, public_id: str) -> Interaction:
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_interaction_row(actor, public_id, ever=True)
    if row.withdrawn_at is not None:
        raise Refused(N_("This interaction was taken back: put it back before you change it."))
    return row


def _write(row: Interaction, draft: InteractionDraft) -> dict[str, str]:
    """Write what differs; return by field what stood there before."""
    before: dict[str, str] = {}
    values: dict[str, Any] = {
        "medium": str(draft.medium),
        "direction": str(draft.direction),
        "outcome": str(draft.outcome),
        "participants": draft.participants.strip() or None,
        "summary": draft.summary.strip(),
        "follow_up": draft.follow_up.strip() or None,
        "batch": draft.batch.strip().upper() or None,
    }
    for name, value in values.items():
        was = getattr(row, name)
        if was != value:
            before[name] = was or ""
            setattr(row, name, value)
    if row.happened != draft.happened:
        before["happened"] = row.happened.edtf if row.happened else ""
        row.happened = draft.happened
    if row.follow_up_due != draft.follow_up_due:
        before["follow_up_due"] = row.follow_up_due.isoformat() if row.follow_up_due else ""
        row.follow_up_due = draft.follow_up_due
    return before


def _raise(actor: Actor, row: Interaction, draft: InteractionDraft) -> dict[str, str]:
    """Change which cases it raised; one that the actor cannot open is not theirs to take out, and stays."""
    named = set(case_keys(actor, draft.cases))
    there = {one.case.reference: one.case_id for one in row.raised}
    open_ = set(queries.list_case_ids(actor, sorted(there)).values())
    if named == open_:
        return {}
    row.raised = [one for one in row.raised if one.case_id in named or one.case_id not in open_] + [
        InteractionCase(case_id=key) for key in sorted(named - set(there.values()))
    ]
    return {"cases": " ".join(sorted(there))}


def _remember(actor: Actor, row: Interaction, reason: str, before: dict[str, str]) -> None:
    told = list(row.former or ())
    if len(told) >= _MOST_FORMER:
        raise Refused(N_("This was amended very often: take it back, and record it anew."))
    row.former = [*told, {"at": clock.now().isoformat(), "by": actor.name, "reason": reason, "before": before}]


def _follow(actor: Actor, row: Interaction) -> None:
    """Let the task of a promise follow."""
    closed = row.level != Discretion.OPEN or queries.is_about_withheld(row.id)
    promise = promise_of(row, closed=closed)
    if not row.follow_up or row.follow_up_done:
        tasking.follow_no_more(actor, PROMISE, promise.basis)
        tasking.hide(actor, PROMISE, promise)
        return
    tasking.follow_anew(actor, PROMISE, promise)
