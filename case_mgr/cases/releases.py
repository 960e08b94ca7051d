"""Events of a timeline by which a person was out, and on which no exit rests yet."""

from __future__ import annotations

from case_mgr.cases.labels import event_name
from case_mgr.cases.types import OUT, CaseView, EventView, Level
from case_mgr.jurisdictions import catalogue
from case_mgr.web.wording import when


def frees(jurisdiction: str, kind: str) -> bool:
    """Whether an event of a kind puts a person out of custody."""
    return catalogue.event_kind(jurisdiction, kind).moves_to in OUT


def releases_told(case: CaseView) -> list[EventView]:
    """List those events of a case, newest first; one that only some may see is the ground of no exit."""
    return [
        event
        for event in case.events
        if event.counts
        and not event.withdrawn
        and event.exit_id is None
        and event.level is Level.NORMAL
        and frees(case.jurisdiction, event.kind)
    ]


def event_words(case: CaseView, event: EventView) -> str:
    """Say an event as a choice of a form."""
    return " · ".join(filter(None, (event_name(event.kind, case.jurisdiction), when(event.happened))))
