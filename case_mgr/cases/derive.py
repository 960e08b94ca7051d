"""Computes what lists show of a case from what happened in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from case_mgr.cases.models import Case, CustodyPeriod, TimelineEvent
from case_mgr.cases.types import State
from case_mgr.core.dates import PartialDate
from case_mgr.jurisdictions import catalogue, stages
from case_mgr.jurisdictions.enums import Stage
from case_mgr.jurisdictions.queries import get_facility
from case_mgr.jurisdictions.stages import Happened

_HELD = frozenset({Stage.DETAINED, Stage.SENTENCED, Stage.SERVING})
_TRIED = frozenset({Stage.CHARGED, Stage.ON_TRIAL})
_STATES = {
    Stage.RELEASED: State.FREE,
    Stage.DIED: State.DEAD,
    Stage.RESTRICTED_FREEDOM: State.RESTRICTED,
    Stage.IN_ABSENTIA: State.ABSENT,
}


def in_force(events: Iterable[TimelineEvent]) -> list[TimelineEvent]:
    """Return the events that count: of each the latest correction, none that was taken back."""
    latest: dict[int, TimelineEvent] = {}
    ordered = list(events)
    roots: dict[int, TimelineEvent] = {}
    for event in ordered:
        root = event if event.corrects is None else roots.get(id(event.corrects), event.corrects)
        roots[id(event)] = root
        latest[id(root)] = event
    return [event for event in latest.values() if event.withdrawn_at is None]


def happened(case: Case, event: TimelineEvent, number: int) -> Happened:
    """Return an event as the arithmetic of stages reads it."""
    kind = catalogue.event_kind(case.jurisdiction, event.kind)
    when = event.happened
    return Happened(kind, when.earliest if when else None, when.latest if when else None, number)


def refresh(case: Case) -> None:
    """Write the columns of lists anew."""
    counted = in_force(case.events)
    pairs = [(happened(case, event, number), event) for number, event in enumerate(counted)]
    stage = stages.stage_of(item for item, _ in pairs)
    arrests = [event for item, event in pairs if item.kind.moves_to is Stage.DETAINED]
    case.arrested = min((e.happened for e in arrests if e.happened), key=_earliest, default=None)
    freeing = [event for item, event in pairs if item.kind.moves_to is Stage.RELEASED and event.happened]
    case.released = max((e.happened for e in freeing if e.happened), key=_earliest, default=None)
    if stage is not Stage.RELEASED:
        case.released = None
    case.stage = str(stage)
    case.state = str(_state(stage, held=bool(arrests or any(period.withdrawn_at is None for period in case.custody))))
    case.place = _place(case, counted) if case.state in (State.IN_CUSTODY, State.RESTRICTED) else ""


def place_name(case: Case, facility: str | None, place: str) -> str:
    """Return the name of a facility, or the place as written."""
    if not facility:
        return place
    return catalogue.label(get_facility(case.organisation_id, case.jurisdiction, facility), "en")


def _state(stage: Stage, *, held: bool) -> State:
    if stage in _HELD or (stage in _TRIED and held):
        return State.IN_CUSTODY
    return _STATES.get(stage, State.UNKNOWN)


def _place(case: Case, events: list[TimelineEvent]) -> str:
    standing = [period for period in case.custody if period.withdrawn_at is None]
    held: list[CustodyPeriod] = [period for period in standing if period.accepted and period.ended is None]
    if held:
        return place_name(case, held[-1].facility, held[-1].place)
    named = [event for event in events if event.facility]
    if named:
        last = max(named, key=lambda event: _earliest(event.happened))
        return place_name(case, last.facility, last.place)
    return ""


def _earliest(when: PartialDate | None) -> date:
    return (when.earliest if when else None) or date.min
