"""Letters, parcels, visits and calls: recorded, followed step by step, amended, taken back and put back."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import queries
from case_mgr.cases.models import Case, Correspondence, CorrespondenceStep
from case_mgr.cases.policy import require
from case_mgr.cases.service.confidence import guarded, note
from case_mgr.cases.types import Level
from case_mgr.cases.types.correspondence import SENT_THINGS, Direction, Kind, LetterDraft, Party, Status, StepDraft
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db

MOST_ITEMS = 10_000


class Misfilled(Refused):
    """A field of a letter that says nothing possible."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def record_letter(actor: Actor, reference: str, draft: LetterDraft, step: StepDraft) -> Correspondence:
    """Record a letter, a parcel, a visit or a call with what is known of how far it came."""
    require(actor, Act.ADD)
    case = queries.get_row(actor, reference)
    row = write(actor, case, draft, step)
    note(actor, Event.CORRESPONDENCE_RECORDED, case, row, kind=row.kind, status=str(step.status))
    db.session.flush()
    return row


def write(actor: Actor, case: Case, draft: LetterDraft, step: StepDraft) -> Correspondence:
    """Add a letter to a case; the caller writes the audit entry."""
    require_sense(case, step)
    row = Correspondence(
        organisation_id=case.organisation_id,
        **_columns(actor, draft),
        **guarded(actor, case, draft.level, draft.deputy),
        created_at=clock.now(),
    )
    row.steps.append(_step(actor, step))
    case.correspondence.append(row)
    return row


def amend_letter(
    actor: Actor, reference: str, public_id: str, draft: LetterDraft, seen_version: int | None
) -> Correspondence:
    """Change what is recorded of a letter, and who may see it; what became of it is told by further steps."""
    case, row = _own(actor, reference, public_id)
    values = _columns(actor, draft)
    if seen_version != row.version:
        raise Stale(
            N_("Somebody else changed this while you were editing. Nothing was written."),
            Conflict(version=row.version),
        )
    was = row.level
    if (str(draft.level), draft.deputy) != (row.level, row.deputy.public_id if row.deputy else ""):
        values |= guarded(actor, case, draft.level, draft.deputy, row.author_id or 0)
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    # What was confidential when it was changed is told under its own name, also when it is opened to all by that.
    subject = case if row.level == was == Level.NORMAL else row
    audit.record(actor, Event.CORRESPONDENCE_AMENDED, subject, label=case.reference)
    db.session.flush()
    return row


def follow_letter(actor: Actor, reference: str, public_id: str, step: StepDraft) -> CorrespondenceStep:
    """Say what became of a letter: a further step, with its own date."""
    case, row = _open(actor, reference, public_id)
    require_sense(case, step)
    _require_order(row, step)
    made = _step(actor, step)
    row.steps.append(made)
    note(actor, Event.CORRESPONDENCE_STEP, case, row, status=str(step.status))
    db.session.flush()
    return made


def withdraw_step(actor: Actor, reference: str, public_id: str, step_id: str) -> None:
    """Take a step back that was not so; one at least stays."""
    case, row = _open(actor, reference, public_id)
    standing = [step for step in row.steps if step.withdrawn_at is None]
    found = next((step for step in standing if step.public_id == step_id), None)
    if found is None:
        raise NotFound(N_("There is no such step."))
    if len(standing) == 1:
        raise Refused(N_("This is all that is known of it. Record what is right first, or take the whole back."))
    require(actor, Act.AMEND, found.author_id)
    found.withdrawn_at = clock.now()
    note(actor, Event.CORRESPONDENCE_STEP, case, row, status=found.status, withdrawn=True)
    db.session.flush()


def withdraw_letter(actor: Actor, reference: str, public_id: str, reason: str) -> None:
    """Take a letter back that never was; it stays readable with the reason and tells of no sign of life."""
    case, row = _own(actor, reference, public_id)
    if not reason.strip():
        raise Refused(N_("Say why it is taken back."))
    row.withdrawn_at, row.reason = clock.now(), reason.strip()[:500]
    note(actor, Event.CORRESPONDENCE_WITHDRAWN, case, row, reason=row.reason)
    db.session.flush()


def restore_letter(actor: Actor, reference: str, public_id: str) -> None:
    """Put a letter back that was taken back by mistake."""
    actor.require(Permission.CASE_WRITE)
    case = queries.get_row(actor, reference)
    row = queries.get_letter_row(actor, case, public_id)
    if row.withdrawn_at is None:
        return
    row.withdrawn_at, row.reason = None, ""
    note(actor, Event.CORRESPONDENCE_RESTORED, case, row)
    db.session.flush()


def open_who(actor: Actor, reference: str, public_id: str) -> str:
    """Return who the other one is, and write down who looked."""
    actor.require(Permission.FAMILY_READ)
    case = queries.get_row(actor, reference)
    row = queries.get_letter_row(actor, case, public_id)
    audit.record(actor, Event.FAMILY_OPENED, case.detainee, label=case.detainee.reference, case=case.reference)
    return row.who or ""


def require_sense(case: Case, step: StepDraft) -> None:
    """Refuse a date that cannot be."""
    when = step.happened
    if when is not None and when.earliest is not None and when.earliest > clock.today():
        raise Misfilled(
            "happened", N_("The date lies in the future. Record what has happened; plans belong into tasks.")
        )
    if when is not None and case.detainee.born is not None and when.before(case.detainee.born):
        raise Misfilled("happened", N_("The date lies before the person was born. Correct one of the two dates."))


def _own(actor: Actor, reference: str, public_id: str) -> tuple[Case, Correspondence]:
    """Return what the actor may amend: guests who only add, what they recorded themselves."""
    case, row = _open(actor, reference, public_id)
    require(actor, Act.AMEND, row.author_id)
    return case, row


def _open(actor: Actor, reference: str, public_id: str) -> tuple[Case, Correspondence]:
    require(actor, Act.ADD)
    case = queries.get_row(actor, reference)
    row = queries.get_letter_row(actor, case, public_id)
    if row.withdrawn_at is not None:
        raise NotFound(N_("There is no such letter, parcel, visit or call."))
    return case, row


def _columns(actor: Actor, draft: LetterDraft) -> dict[str, Any]:
    if draft.items is not None and not 0 < draft.items <= MOST_ITEMS:
        raise Misfilled("items", N_("Write how many items as a whole number from 1 to 10000, or leave it out."))
    meeting = draft.kind not in SENT_THINGS
    if not meeting and draft.direction is Direction.BOTH:
        raise Misfilled("direction", N_("Say whether it came from the prisoner or went to them."))
    values: dict[str, Any] = {
        "kind": str(draft.kind),
        "direction": str(Direction.BOTH if meeting else draft.direction),
        "items": draft.items,
        "content": draft.content.strip() or None,
        "party": str(Party.LAWYER if draft.kind is Kind.LAWYER_VISIT else draft.party),
        "source": draft.source.strip(),
    }
    if draft.who is not None:
        actor.require(Permission.FAMILY_WRITE)
        values["who"] = draft.who.strip() or None
    return values


def _step(actor: Actor, draft: StepDraft) -> CorrespondenceStep:
    return CorrespondenceStep(
        status=str(draft.status), happened=draft.happened, author_id=actor.user_id, created_at=clock.now()
    )


def _require_order(row: Correspondence, draft: StepDraft) -> None:
    """Nothing arrives, comes back or is refused before it was sent."""
    for step in row.steps:
        if step.withdrawn_at is not None or step.happened is None or draft.happened is None:
            continue
        sent = Status(step.status) is Status.SENT
        first, second = (step.happened, draft.happened) if sent else (draft.happened, step.happened)
        if sent != (draft.status is Status.SENT) and second.before(first):
            raise Misfilled("happened", N_("This lies before the day on which it was sent. Correct one of the dates."))
