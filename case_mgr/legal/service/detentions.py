"""Detention acts: who took somebody, with which paper and on whose order."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue
from case_mgr.legal import queries
from case_mgr.legal.models import DetentionAct
from case_mgr.legal.refusals import Wrong
from case_mgr.legal.service.shared import amend, open_case, require_past, retell, tell
from case_mgr.legal.types.drafts import DetentionDraft
from case_mgr.legal.types.kinds import DetentionKind

_MOST_DAYS = 366


def record_detention(actor: Actor, reference: str, draft: DetentionDraft) -> DetentionAct:
    """Record how somebody was taken."""
    case = open_case(actor, reference, Act.ADD)
    values = _values(draft)
    known = {kind.code for kind in catalogue.event_kinds(case.jurisdiction)}
    if draft.kind not in known:
        raise Wrong("kind", N_("The law of this country has no such arrest. Choose a detention."))
    text = "\n".join(part for part in (draft.forces.strip(), draft.reasons.strip()) if part)
    tie, happened = tell(actor, case, (str(draft.kind),), draft.told, text, place=draft.place)
    row = DetentionAct(organisation_id=case.organisation_id, case=case, form=str(draft.kind), **values, **tie)
    row.happened = happened
    db.session.add(row)
    audit.record(actor, Event.DETENTION_ACT_RECORDED, case, label=case.reference)
    db.session.flush()
    return row


def amend_detention(actor: Actor, reference: str, act_id: str, draft: DetentionDraft, seen: int | None) -> DetentionAct:
    """Complete or correct a detention act; its event on the timeline follows the date."""
    case = open_case(actor, reference, Act.AMEND)
    row = queries.get_row(actor, case, DetentionAct, act_id)
    require_past(draft.told.happened, "happened")
    amend(row, _values(draft) | {"happened": draft.told.happened}, seen)
    retell(actor, case, row, draft.told)
    audit.record(actor, Event.DETENTION_ACT_AMENDED, case, label=case.reference)
    db.session.flush()
    return row


def _values(draft: DetentionDraft) -> dict[str, Any]:
    if draft.days is not None and not 0 < draft.days <= _MOST_DAYS:
        raise Wrong("days", N_("An administrative arrest has from 1 to %(n)d days."), n=_MOST_DAYS)
    if draft.days is not None and draft.kind is not DetentionKind.ADMINISTRATIVE_ARREST:
        raise Wrong("days", N_("Only an administrative arrest has a number of days. Leave it empty for a detention."))
    return {
        "arrest_days": draft.days,
        "place": draft.place.strip(),
        "forces": draft.forces.strip(),
        "warrant": str(draft.warrant),
        "authority": draft.authority.strip(),
        "reasons": draft.reasons.strip(),
        "legal_basis": draft.legal_basis.strip(),
        "source": draft.told.source.strip(),
    }
