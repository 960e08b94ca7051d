"""Turns the events of a timeline into what pages show: versions side by side, corrections that stay readable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from case_mgr.cases import derive
from case_mgr.cases.models import TimelineEvent
from case_mgr.cases.types import Certainty, EventView, Level
from case_mgr.cases.versions import Version, counting, disputed


def timeline(events: Iterable[TimelineEvent], exits: Mapping[int, str]) -> tuple[EventView, ...]:
    """Return what is told now, newest first, each with the rows that it replaced and its place among versions."""
    rows = {id(event): event for event in events}
    shown = [
        _version(rows, version, versions, exits) for versions in derive.told(rows.values()) for version in versions
    ]
    return tuple(sorted(shown, key=_newest, reverse=True))


def _version(
    rows: Mapping[int, TimelineEvent], version: Version, versions: tuple[Version, ...], exits: Mapping[int, str]
) -> EventView:
    chain = [rows[key] for key in version.rows]
    return _event(
        chain[-1],
        tuple(_event(row) for row in reversed(chain[:-1])),
        # What an exit rests on is the latest telling of its event.
        next((exits[row.id] for row in chain if row.id in exits), None),
        happening=rows[versions[0].rows[0]].public_id,
        counts=counting(versions) is version,
        disputed=disputed(versions),
    )


def _event(
    row: TimelineEvent,
    corrections: tuple[EventView, ...] = (),
    exit_id: str | None = None,
    happening: str = "",
    *,
    counts: bool = False,
    disputed: bool = False,
) -> EventView:
    return EventView(
        public_id=row.public_id,
        kind=row.kind,
        happened=row.happened,
        recorded_at=row.created_at,
        recorded_by=row.author.name if row.author else "",
        by=row.author.public_id if row.author else "",
        place=row.place,
        facility=row.facility,
        opens=partial(_text, row),
        source=row.source,
        certainty=Certainty(row.certainty),
        reason=row.reason,
        batch=row.batch,
        withdrawn=row.withdrawn_at is not None,
        corrections=corrections,
        exit_id=exit_id,
        level=Level(row.level),
        handler=row.handler.name if row.handler else "",
        deputy=row.deputy.name if row.deputy else "",
        deputy_id=row.deputy.public_id if row.deputy else "",
        details=row.details or {},
        has_health=row.health_sealed is not None,
        happening=happening,
        counts=counts,
        disputed=disputed,
        taken_as_true=row.taken_as_true,
        ruling=row.ruling or "",
        ruled_by=row.ruled_by.name if row.ruled_by else "",
    )


def _text(row: TimelineEvent) -> str:
    return row.text or ""


def _newest(event: EventView) -> tuple[str, str]:
    when = event.happened.earliest if event.happened else None
    # What nobody dated stands where it was written down: at the bottom it would seem the oldest.
    return ((when or event.recorded_at.date()).isoformat(), event.recorded_at.isoformat())
