"""Turns the events of a timeline into what pages show: versions side by side, corrections that stay readable."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import aliased

from case_mgr.accounts.models import User
from case_mgr.cases.models import TimelineEvent
from case_mgr.cases.types import Certainty, EventView, Level, Timeline
from case_mgr.cases.versions import Told, Version, counting, disputed, happenings
from case_mgr.core.db import earliest
from case_mgr.core.sealed import open_text
from case_mgr.core.statements import kept

_Author, _Handler, _Deputy, _Ruler = (aliased(User) for _ in range(4))


@kept
def rows_of_timeline() -> Select[*tuple[Any, ...]]:
    """Return the statement for the timeline of a case, as it was recorded: columns, no records."""
    event = TimelineEvent
    what = (event.id, event.public_id, event.organisation_id, event.kind, event.created_at)
    days = (event.happened, earliest(event, "happened"))
    where = (event.place, event.facility, event.source, event.certainty, event.reason, event.batch)
    state = (event.corrects_id, event.version_of_id, event.withdrawn_at, event.taken_as_true)
    closed = (event.level, event.handler_id, event.deputy_id)
    sealed = (event.text_sealed, event.details_sealed, event.health_sealed, event.ruling_sealed)
    people = (
        _Author.name.label("author"),
        _Author.public_id.label("by"),
        _Handler.name.label("handler"),
        _Deputy.name.label("deputy"),
        _Deputy.public_id.label("deputy_by"),
        _Ruler.name.label("ruler"),
    )
    return (
        select(*what, *days, *where, *state, *closed, *sealed, *people)
        .outerjoin(_Author, event.author_id == _Author.id)
        .outerjoin(_Handler, event.handler_id == _Handler.id)
        .outerjoin(_Deputy, event.deputy_id == _Deputy.id)
        .outerjoin(_Ruler, event.ruled_by_id == _Ruler.id)
        .where(event.case_id == bindparam("case"))
        .order_by(event.id)
    )


def timeline(events: Iterable[Any], exits: Mapping[int, str]) -> Timeline:
    """Return what is told now, newest first, each with the rows that it replaced and its place among versions."""
    rows = {event.id: event for event in events}
    told = happenings(
        Told(row.id, row.corrects_id, row.version_of_id, row.withdrawn_at is not None, bool(row.taken_as_true))
        for row in rows.values()
    )
    pairs = [(version, versions) for versions in told for version in versions]
    pairs.sort(key=lambda pair: _newest(rows[pair[0].latest]), reverse=True)
    return Timeline(
        [rows[versions[0].rows[0]].public_id for _, versions in pairs],
        any(disputed(versions) for versions in told),
        lambda place: _version(rows, *pairs[place], exits),
    )


def _version(
    rows: Mapping[int, Any], version: Version, versions: tuple[Version, ...], exits: Mapping[int, str]
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
    row: Any,
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
        recorded_by=row.author or "",
        by=row.by or "",
        place=row.place,
        facility=row.facility,
        opens=partial(_opened, row, "text_sealed"),
        source=row.source,
        certainty=Certainty(row.certainty),
        reason=row.reason,
        batch=row.batch,
        withdrawn=row.withdrawn_at is not None,
        corrections=corrections,
        exit_id=exit_id,
        level=Level(row.level),
        handler=row.handler or "",
        deputy=row.deputy or "",
        deputy_id=row.deputy_by or "",
        details=json.loads(_opened(row, "details_sealed")) if row.details_sealed else {},
        has_health=row.health_sealed is not None,
        happening=happening,
        counts=counts,
        disputed=disputed,
        taken_as_true=row.taken_as_true,
        ruling=_opened(row, "ruling_sealed") if row.ruling_sealed else "",
        ruled_by=row.ruler or "",
    )


def _opened(row: Any, column: str) -> str:
    return open_text(TimelineEvent.__tablename__, column, getattr(row, column), row.public_id, row.organisation_id)


def _newest(row: Any) -> tuple[date, datetime]:
    # What nobody dated stands where it was written down: at the bottom it would seem the oldest.
    return (row.happened_from or row.created_at.date(), row.created_at)
