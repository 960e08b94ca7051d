"""Domestic remedies: each step with its result, or why it was not taken."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.legal import queries
from case_mgr.legal.models import Remedy
from case_mgr.legal.refusals import Wrong
from case_mgr.legal.service.shared import amend, open_case, require_order, require_past
from case_mgr.legal.types.drafts import RemedyDraft
from case_mgr.legal.types.kinds import Outcome


def record_remedy(actor: Actor, reference: str, draft: RemedyDraft) -> Remedy:
    """Record a domestic step, also one that was not taken."""
    case = open_case(actor, reference, Act.ADD)
    row = Remedy(organisation_id=case.organisation_id, case=case, **_values(draft))
    db.session.add(row)
    audit.record(actor, Event.REMEDY_RECORDED, case, label=case.reference, outcome=str(draft.outcome))
    db.session.flush()
    return row


def amend_remedy(actor: Actor, reference: str, remedy_id: str, draft: RemedyDraft, seen: int | None) -> Remedy:
    """Record the answer to a step, or correct it."""
    case = open_case(actor, reference, Act.AMEND)
    row = queries.get_row(actor, case, Remedy, remedy_id)
    amend(row, _values(draft), seen)
    audit.record(actor, Event.REMEDY_AMENDED, case, label=case.reference, outcome=str(draft.outcome))
    db.session.flush()
    return row


def _values(draft: RemedyDraft) -> dict[str, Any]:
    not_taken = draft.outcome is Outcome.NOT_TAKEN
    if not_taken and not draft.why_not.strip():
        raise Wrong("why_not", N_("Say why the step was not taken: the UN asks for it."))
    if not not_taken and draft.why_not.strip():
        raise Wrong("outcome", N_("You say why the step was not taken: choose that it was not, or clear the reason."))
    if not_taken and (draft.filed or draft.answered):
        raise Wrong("filed", N_("A step that was not taken has no dates. Clear them, or choose another outcome."))
    if draft.outcome is Outcome.PENDING and draft.answered:
        raise Wrong("outcome", N_("It was answered: choose what the answer was."))
    require_past(draft.filed, "filed")
    require_past(draft.answered, "answered")
    require_order(draft.filed, draft.answered, "answered", N_("The answer lies before the filing. Correct a date."))
    return {
        "step": str(draft.step),
        "outcome": str(draft.outcome),
        "body": draft.body.strip()[:300],
        "filed": draft.filed,
        "answered": draft.answered,
        "result": draft.result.strip(),
        "why_not": draft.why_not.strip(),
        "source": draft.source.strip(),
    }
