"""What the verbs of the legal room share: the case, its timeline, courts, dates, and amending without overwriting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.cases import derive
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case, TimelineEvent
from case_mgr.cases.policy import require, sees
from case_mgr.cases.service.timeline import append, strike
from case_mgr.cases.types import Certainty, EventDraft
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Conflict, NotFound, Stale
from case_mgr.core.text import N_
from case_mgr.jurisdictions import catalogue
from case_mgr.legal.refusals import Wrong
from case_mgr.legal.types.drafts import CourtDraft, Told

CHANGED = N_("Somebody else changed this while you were editing. Nothing was written.")
_Add = Callable[[Actor, Case, EventDraft], TimelineEvent]
FUTURE = N_("The date lies in the future. Record what has happened; plans belong into tasks.")


def open_case(actor: Actor, reference: str, act: Act = Act.STEER) -> Case:
    """Return the case that a verb changes; the verb says what it does to the case, as guests of a share may do less."""
    require(actor, act)
    return cases.get_row(actor, reference)


def tell(
    actor: Actor, case: Case, kinds: tuple[str, ...], told: Told, text: str, *, place: str = "", add: _Add = append
) -> tuple[dict[str, Any], PartialDate | None]:
    """Write the first of the kinds to the timeline, or use an event of these kinds that tells of it already.

    Returns the columns that tie a row to the event, and the date: an event knows it when the form does not.
    """
    if told.event:
        event = next((e for e in derive.standing(case.events) if e.public_id == told.event and e.kind in kinds), None)
        if event is None or not sees(actor, case, event):
            raise Wrong("event", N_("Choose an event of the timeline from the list, or have a new one written."))
        require_past(told.happened, "happened")
        return {"event": event, "own_event": False}, told.happened or event.happened
    draft = EventDraft(
        kind=kinds[0],
        happened=told.happened,
        place=place,
        text=text,
        source=told.source,
        certainty=told.certainty,
        reason=told.reason,
    )
    return {"event": add(actor, case, draft), "own_event": True}, told.happened


def retell(actor: Actor, case: Case, row: Any, told: Told) -> None:
    """Correct the date of an event that was written together with a record, when the date of the record changes."""
    event = newest(case, row.event) if row.event else None
    if event is None or not row.own_event or event.withdrawn_at is not None or event.happened == told.happened:
        return
    draft = EventDraft(
        kind=event.kind,
        happened=told.happened,
        place=event.place,
        facility=event.facility,
        text=event.text or "",
        source=event.source,
        certainty=Certainty(event.certainty),
        reason=told.reason or event.reason,
        details=event.details or {},
    )
    row.event = append(actor, case, draft, corrects=event)


def untell(case: Case, row: Any, reason: str, still: set[int]) -> None:
    """Take the event back that was written together with a record, unless another record rests on it."""
    event = newest(case, row.event) if row.event else None
    if event is None or not row.own_event or event.withdrawn_at is not None or row.event.id in still:
        return
    strike(case, event, reason)


def newest(case: Case, event: TimelineEvent) -> TimelineEvent:
    """Return the latest correction of an event."""
    chain, found = {event.id}, event
    for other in case.events:
        if other.corrects is not None and other.corrects.id in chain:
            chain.add(other.id)
            found = other
    return found


def require_past(when: PartialDate | None, field: str) -> None:
    """Refuse a date that certainly lies in the future."""
    if when is not None and when.earliest is not None and when.earliest > clock.today():
        raise Wrong(field, FUTURE)


def require_order(first: PartialDate | None, second: PartialDate | None, field: str, sentence: str) -> None:
    """Refuse a second date that certainly lies before the first."""
    if first is not None and second is not None and second.before(first):
        raise Wrong(field, sentence)


def court_of(case: Case, draft: CourtDraft) -> dict[str, str]:
    """Return the columns of a court: one of the vocabulary, or as the source writes it."""
    if draft.code:
        try:
            catalogue.court(case.jurisdiction, draft.code)
        except NotFound as error:
            raise Wrong("court", N_("Choose a court from the list, or write it as the source does.")) from error
    return {"court": draft.code, "court_written": draft.as_written.strip()[:300]}


def amend(row: Any, values: Mapping[str, Any], seen_version: int | None) -> None:
    """Write what changed into a record; an edit of an older state of it is refused."""
    if seen_version != row.version:
        raise Stale(
            CHANGED,
            Conflict(version=row.version),
        )
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
