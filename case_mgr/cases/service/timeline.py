"""What happened: recorded once, corrected by a further row, never rewritten."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import derive, queries
from case_mgr.cases.details import checked
from case_mgr.cases.models import Case, TimelineEvent
from case_mgr.cases.policy import require, sees
from case_mgr.cases.service.confidence import guarded, note
from case_mgr.cases.types import EventDraft
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue, stages
from case_mgr.jurisdictions.enums import AnswerKind
from case_mgr.jurisdictions.queries import get_facility
from case_mgr.jurisdictions.stages import Happened


class NeedsReason(Refused):
    """The event is possible but rare here: whoever records it says how it is known."""


def record_event(actor: Actor, reference: str, draft: EventDraft) -> TimelineEvent:
    """Record an event; an impossible one is refused with the reason, a rare one asks how it is known."""
    require(actor, Act.ADD)
    case = queries.get_row(actor, reference)
    event = append(actor, case, draft)
    note(actor, Event.EVENT_RECORDED, case, event, kind=draft.kind)
    return event


def correct_event(actor: Actor, reference: str, event_id: str, draft: EventDraft) -> TimelineEvent:
    """Append a correction: the earlier text stays readable, the stage follows the correction."""
    require(actor, Act.ADD)
    case = queries.get_row(actor, reference)
    wrong = get_event(actor, case, event_id)
    require(actor, Act.AMEND, wrong.author_id)
    event = append(actor, case, draft, corrects=wrong)
    note(actor, Event.EVENT_CORRECTED, case, event, kind=draft.kind)
    return event


def withdraw_event(actor: Actor, reference: str, event_id: str, reason: str) -> None:
    """Take an event back that never happened; it stays readable, struck through."""
    require(actor, Act.ADD)
    if not reason.strip():
        raise Refused(N_("Say why the event is taken back."))
    case = queries.get_row(actor, reference)
    event = get_event(actor, case, event_id)
    require(actor, Act.AMEND, event.author_id)
    strike(case, event, reason)
    note(actor, Event.EVENT_CORRECTED, case, event, withdrawn=True)


def append(
    actor: Actor,
    case: Case,
    draft: EventDraft,
    *,
    corrects: TimelineEvent | None = None,
    version_of: TimelineEvent | None = None,
) -> TimelineEvent:
    """Add an event to a case and compute the case anew; the caller writes the audit entry."""
    event = place(actor, case, draft, corrects=corrects, version_of=version_of)
    derive.refresh(case)
    return event


def place(
    actor: Actor,
    case: Case,
    draft: EventDraft,
    *,
    corrects: TimelineEvent | None = None,
    version_of: TimelineEvent | None = None,
) -> TimelineEvent:
    """Add an event where it can stand; the caller computes the case anew once all events are there."""
    _require_sense(case, draft)
    _require_place(actor, case, draft, corrects or version_of)
    # A correction is as confidential as what it corrects, and takes its place among versions.
    columns = _inherited(corrects) if corrects else guarded(actor, case, draft.level, draft.deputy)
    columns |= _answers(actor, case, draft, corrects)
    event = TimelineEvent(
        organisation_id=case.organisation_id,
        kind=draft.kind,
        happened=draft.happened,
        place=draft.place.strip(),
        facility=draft.facility or None,
        text=draft.text.strip() or None,
        source=draft.source.strip(),
        certainty=str(draft.certainty),
        reason=draft.reason.strip(),
        batch=draft.batch,
        author_id=actor.user_id,
        corrects=corrects,
        version_of=version_of,
        created_at=clock.now(),
        withdrawn_at=None,
        **columns,
    )
    case.events.append(event)
    return event


def restate(actor: Actor, case: Case, event: TimelineEvent, place: str) -> TimelineEvent:
    """Add a correction that tells another place and nothing else, so that nothing is to be weighed anew."""
    same = ("kind", "happened", "facility", "text", "source", "certainty", "reason", "batch", "details", "health")
    row = TimelineEvent(
        organisation_id=case.organisation_id,
        place=place,
        author_id=actor.user_id,
        corrects=event,
        created_at=clock.now(),
        **{name: getattr(event, name) for name in same},
        **_inherited(event),
    )
    case.events.append(row)
    derive.refresh(case)
    return row


def strike(case: Case, event: TimelineEvent, reason: str) -> None:
    """Mark an event as taken back and compute the case anew."""
    event.withdrawn_at = clock.now()
    event.reason = reason.strip()[:500]
    derive.refresh(case)
    db.session.flush()


def _answers(actor: Actor, case: Case, draft: EventDraft, corrects: TimelineEvent | None) -> dict[str, Any]:
    """Return what the kind asks for; what a form does not show for reasons of health stays with a correction."""
    kind = catalogue.event_kind(case.jurisdiction, draft.kind)
    open_, health = checked(catalogue.fields_of(case.jurisdiction, kind), draft.details)
    for field in catalogue.fields_of(case.jurisdiction, kind):
        if field.answer is AnswerKind.FACILITY and field.code in open_:
            get_facility(case.organisation_id, case.jurisdiction, open_[field.code])
    if health:
        actor.require(Permission.PERSON_HEALTH)
    if corrects is not None and corrects.kind == draft.kind:
        health = (corrects.health or {}) | health
    return {"details": open_ or None, "health": health or None}


def open_health(actor: Actor, reference: str, event_id: str) -> dict[str, str]:
    """Return what an event tells of health, and write down who looked."""
    actor.require(Permission.PERSON_HEALTH)
    case = queries.get_row(actor, reference)
    event = next((row for row in derive.standing(case.events) if row.public_id == event_id), None)
    if event is None or not sees(actor, case, event):
        raise NotFound(N_("There is no such event."))
    audit.record(actor, Event.HEALTH_OPENED, case.detainee, label=case.detainee.reference)
    return dict(event.health or {})


def _inherited(event: TimelineEvent) -> dict[str, Any]:
    names = ("level", "handler_id", "deputy_id", "taken_as_true", "ruling", "ruled_by_id")
    return {name: getattr(event, name) for name in names}


def _require_place(actor: Actor, case: Case, draft: EventDraft, same: TimelineEvent | None) -> None:
    """Refuse what contradicts the rest of the timeline; what the actor may not see never speaks by a refusal."""
    kind = catalogue.event_kind(case.jurisdiction, draft.kind)
    seen = [event for event in case.events if sees(actor, case, event)]
    known = derive.in_force(derive.others(seen, same) if same else seen)
    events = [derive.happened(case, event, number) for number, event in enumerate(known)]
    when = draft.happened
    new = Happened(kind, when.earliest if when else None, when.latest if when else None, len(events))
    stages.place(events, new)
    doubt = stages.unlikely_in(events, new)
    if doubt and not draft.reason.strip():
        raise NeedsReason(doubt)


def get_event(actor: Actor, case: Case, event_id: str) -> TimelineEvent:
    """Return an event that stands and that the actor may see; on one that proves an exit nothing is built."""
    found = next((event for event in derive.standing(case.events) if event.public_id == event_id), None)
    if found is None or not sees(actor, case, found):
        raise NotFound(N_("There is no such event."))
    if any(exit_.event is found and exit_.withdrawn_at is None for exit_ in case.exits):
        raise Refused(N_("An exit from custody rests on this event. Take the exit back, then record it anew."))
    return found


def _require_sense(case: Case, draft: EventDraft) -> None:
    when = draft.happened
    if when is not None and when.earliest is not None and when.earliest > clock.today():
        raise Refused(N_("The date lies in the future. Record what has happened; plans belong into tasks."))
    born = case.detainee.born
    if when is not None and born is not None and when.before(born):
        raise Refused(N_("The date lies before the person was born. Correct one of the two dates."))
    if draft.facility:
        get_facility(case.organisation_id, case.jurisdiction, draft.facility)
