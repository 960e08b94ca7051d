"""Computes what lists show of a case from what happened in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from case_mgr.cases.models import Case, CustodyPeriod, TimelineEvent
from case_mgr.cases.types import Level, State
from case_mgr.cases.versions import Told, Version, counting, happenings
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
    """Return the events that count: of each one version in its latest correction, none that was taken back."""
    rows = {id(event): event for event in events}
    if all(_plain(event) for event in rows.values()):
        # Most timelines: nothing was corrected, told twice or taken back.
        return list(rows.values())
    return [rows[version.latest] for versions in told(rows.values()) if (version := counting(versions))]


def _plain(event: TimelineEvent) -> bool:
    return event.withdrawn_at is None and event.corrects is None and event.version_of is None


def standing(events: Iterable[TimelineEvent]) -> list[TimelineEvent]:
    """Return every version of every event in its latest correction, but none that was taken back."""
    rows = {id(event): event for event in events}
    return [rows[version.latest] for versions in told(rows.values()) for version in versions if version.standing]


def others(events: Iterable[TimelineEvent], one: TimelineEvent) -> list[TimelineEvent]:
    """Return the rows of every other event: neither corrections nor versions of this one."""
    rows = {id(event): event for event in events}
    return [
        rows[key]
        for versions in told(rows.values())
        if not any(id(one) in version.rows for version in versions)
        for version in versions
        for key in version.rows
    ]


def told(events: Iterable[TimelineEvent]) -> list[tuple[Version, ...]]:
    """Return what happened with its versions; the keys are those of the objects, which may not be stored yet."""
    return happenings(
        Told(
            id(event),
            id(event.corrects) if event.corrects is not None else None,
            id(event.version_of) if event.version_of is not None else None,
            event.withdrawn_at is not None,
            bool(event.taken_as_true),
        )
        for event in events
    )


def happened(case: Case, event: TimelineEvent, number: int) -> Happened:
    """Return an event as the arithmetic of stages reads it."""
    kind = catalogue.event_kind(case.jurisdiction, event.kind)
    when = event.happened
    return Happened(kind, when.earliest if when else None, when.latest if when else None, number)


def refresh(case: Case) -> None:
    """Write the columns of lists anew."""
    known = in_force(case.events)
    pairs = [(happened(case, event, number), event) for number, event in enumerate(known)]
    stage = stages.stage_of(item for item, _ in pairs)
    # Everybody who may open the case reads these columns: beside the stage they say only what everybody may see.
    if any(event.level != Level.NORMAL for event in case.events):
        known = in_force(event for event in case.events if event.level == Level.NORMAL)
        pairs = [(happened(case, event, number), event) for number, event in enumerate(known)]
    arrests = [event for item, event in pairs if item.kind.moves_to is Stage.DETAINED]
    freeing = [event for item, event in pairs if item.kind.moves_to is Stage.RELEASED and event.happened]
    state = _state(stage, held=bool(arrests or _open_periods(case)))
    released = max((e.happened for e in freeing if e.happened), key=_earliest, default=None)
    _write(
        case,
        arrested=min((e.happened for e in arrests if e.happened), key=_earliest, default=None),
        released=released if stage is Stage.RELEASED else None,
        stage=str(stage),
        state=str(state),
        place=_place(case, known) if state in (State.IN_CUSTODY, State.RESTRICTED) else "",
    )


def _write(case: Case, **columns: object) -> None:
    # A list opens thousands of cases: what stays as it is is not set again.
    for name, value in columns.items():
        if getattr(case, name) != value:
            setattr(case, name, value)


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
    held = [period for period in _open_periods(case) if period.accepted and period.ended is None]
    if held:
        return place_name(case, held[-1].facility, held[-1].place)
    named = [event for event in events if event.facility]
    if named:
        last = max(named, key=lambda event: _earliest(event.happened))
        return place_name(case, last.facility, last.place)
    return ""


def _open_periods(case: Case) -> list[CustodyPeriod]:
    """Return the periods that stand and that everybody may see: a closed one shows in no column of a list."""
    # One that was just made has its level from the database only after the flush.
    return [row for row in case.custody if row.withdrawn_at is None and (row.level or Level.NORMAL) == Level.NORMAL]


def _earliest(when: PartialDate | None) -> date:
    return (when.earliest if when else None) or date.min
