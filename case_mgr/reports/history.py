"""Reads the course of a case up to a day: whether it was custody, and when it ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from case_mgr.jurisdictions import catalogue, stages
from case_mgr.jurisdictions.enums import Stage
from case_mgr.jurisdictions.stages import Happened, ImpossibleMove
from case_mgr.reports.types import EventFact

_HELD = frozenset({Stage.DETAINED, Stage.SENTENCED, Stage.SERVING})
_TRIED = frozenset({Stage.CHARGED, Stage.ON_TRIAL})


@dataclass(frozen=True, slots=True)
class Course:
    """Where a case stood on a day, and what brought it there."""

    stage: Stage
    held: bool
    arrest: EventFact | None = None
    verdict: EventFact | None = None
    death: EventFact | None = None
    release: EventFact | None = None
    chain: tuple[EventFact, ...] = ()


def up_to(events: Iterable[EventFact], day: date, *, certain: bool) -> list[EventFact]:
    """Return the events that certainly, or possibly, happened by the end of a day."""
    if certain:
        return [event for event in events if event.latest is not None and event.latest <= day]
    return [event for event in events if event.earliest is None or event.earliest <= day]


def course(jurisdiction: str, events: Sequence[EventFact], *, held: bool = False) -> Course:
    """Follow a case through its events, as its stage is computed elsewhere."""
    stage, before = stages.START, stages.START
    arrest = verdict = death = release = None
    chain: list[EventFact] = []
    for happened, event in _ordered(jurisdiction, events):
        kind = happened.kind
        try:
            after = stages.advance(stage, kind, before_release=before)
        except ImpossibleMove:
            continue
        if kind.moves_to is Stage.DETAINED:
            arrest = arrest or event
        if kind.moves_to is Stage.SENTENCED or (kind.moves_to is Stage.RESTRICTED_FREEDOM and "sentence" in kind.needs):
            verdict = verdict or event
        if after is Stage.RELEASED:
            if stage is not Stage.RELEASED:
                before, release, chain = stage, event, []
            chain.append(event)
        if kind.exit == "died_in_custody" and after is Stage.DIED:
            death = event
        stage = after
    free = stage is not Stage.RELEASED
    inside = stage in _HELD or (stage in _TRIED and (held or arrest is not None))
    return Course(stage, inside, arrest, verdict, death, None if free else release, () if free else tuple(chain))


def exit_of(jurisdiction: str, event: EventFact) -> str:
    """Return the way out of custody that an event itself names."""
    return catalogue.event_kind(jurisdiction, event.kind).exit


def _ordered(jurisdiction: str, events: Sequence[EventFact]) -> list[tuple[Happened, EventFact]]:
    known = {
        event.key: Happened(catalogue.event_kind(jurisdiction, event.kind), event.earliest, event.latest, event.key)
        for event in events
    }
    by_key = {event.key: event for event in events}
    return [(happened, by_key[happened.recorded]) for happened in stages.in_order(known.values())]
