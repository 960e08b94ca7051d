"""Reads what happened in cases, as far as it can change a figure; what only some may see is in no report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, Subquery, and_, null, or_, select

from case_mgr.access.actor import Actor
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import TimelineEvent
from case_mgr.cases.versions import Told, counting, happenings
from case_mgr.core.db import earliest, latest
from case_mgr.reports.history import idle_kinds
from case_mgr.reports.queries.rows import Reading, rows
from case_mgr.reports.types import EventFact

Events = dict[int, tuple[EventFact, ...]]


def read_events(
    actor: Actor,
    cases: Container[int],
    until: date | None = None,
    *,
    recorded: bool = False,
    reading: Reading | None = None,
) -> Events:
    """Read the events that count, each once, of these cases up to a day.

    Where every date of a case is exact, and nothing was corrected, withdrawn or told twice, the database leaves out
    what moves no case: notes, transfers, letters. Of all other cases everything is read, for a vague date can say
    which of two others came first. `recorded` asks for when each was recorded, which only a restatement needs.
    """
    found: defaultdict[int, list[EventFact]] = defaultdict(list)
    intricate = _intricate(actor)
    for row in rows(_plain(actor, intricate, until, recorded=recorded), reading):
        if row[1] in cases:
            found[row[1]].append(EventFact._make(row))
    for fact in _told(actor, intricate, recorded=recorded, reading=reading):
        if fact.case in cases:
            found[fact.case].append(fact)
    return {case: tuple(events) for case, events in found.items()}


def _plain(actor: Actor, intricate: Subquery, until: date | None, *, recorded: bool) -> Select[*tuple[Any, ...]]:
    day = earliest(TimelineEvent, "happened")
    wanted = (
        select(*_columns(recorded=recorded))
        .outerjoin(intricate, intricate.c.case_id == TimelineEvent.case_id)
        .where(TimelineEvent.organisation_id == actor.organisation_id, case_policy.open_to_all(TimelineEvent))
        .where(intricate.c.case_id.is_(None))
        .where(or_(TimelineEvent.kind.not_in(sorted(idle_kinds())), TimelineEvent.batch.is_not(None)))
        .order_by(TimelineEvent.id)
    )
    return wanted if until is None else wanted.where(day <= until)


def _told(actor: Actor, intricate: Subquery, *, recorded: bool, reading: Reading | None) -> Iterator[EventFact]:
    known: dict[int, EventFact] = {}
    told: list[Told] = []
    for row in rows(
        select(
            *_columns(recorded=recorded),
            TimelineEvent.corrects_id,
            TimelineEvent.version_of_id,
            TimelineEvent.withdrawn_at.is_not(None),
            TimelineEvent.taken_as_true,
        )
        .join(intricate, intricate.c.case_id == TimelineEvent.case_id)
        .where(TimelineEvent.organisation_id == actor.organisation_id, case_policy.open_to_all(TimelineEvent))
        .order_by(TimelineEvent.id),
        reading,
    ):
        known[row[0]] = EventFact._make(row[:7])
        told.append(Told(row[0], *row[7:]))
    for versions in happenings(told):
        version = counting(versions)
        if version is not None:
            yield known[version.latest]


def _columns(*, recorded: bool) -> tuple[Any, ...]:
    made: Any = TimelineEvent.created_at if recorded else null()
    return (
        TimelineEvent.id,
        TimelineEvent.case_id,
        TimelineEvent.kind,
        earliest(TimelineEvent, "happened"),
        latest(TimelineEvent, "happened"),
        TimelineEvent.batch,
        made,
    )


def _intricate(actor: Actor) -> Subquery:
    """Cases in which the order of events, or which of them stand, is not plain; a few too many do no harm."""
    first, last = earliest(TimelineEvent, "happened"), latest(TimelineEvent, "happened")
    vague = or_(first.is_(None), last.is_(None), first != last)
    changed = or_(
        TimelineEvent.corrects_id.is_not(None),
        TimelineEvent.version_of_id.is_not(None),
        TimelineEvent.withdrawn_at.is_not(None),
        TimelineEvent.taken_as_true,
    )
    own = and_(TimelineEvent.organisation_id == actor.organisation_id, or_(vague, changed))
    return select(TimelineEvent.case_id).where(own).distinct().subquery()
