"""Counts the stock anew for whoever's timeline or recognition has changed since it was counted last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.models import Organisation
from case_mgr.cases.models import Case, Exit, TimelineEvent
from case_mgr.cases.types import Level
from case_mgr.core import clock
from case_mgr.core.blocks import blocks
from case_mgr.core.db import earliest, latest
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.stages import Happened
from case_mgr.pardons.ledger import EventTold, KnownChange, Recognised, changes_at, known_changes, takings_at
from case_mgr.pardons.models import StockChange, StockCount, StockPerson
from case_mgr.recognition.models import Recognition
from case_mgr.recognition.types import GIVEN, EndKind

EVERY = timedelta(minutes=10)
_GIVEN = [str(stage) for stage in GIVEN]
_BLOCK = 300


def list_stock_due() -> list[int]:
    """Return the organisations whose stock was not counted for long."""
    late = or_(StockCount.counted_at.is_(None), StockCount.counted_at < clock.now() - EVERY)
    found = select(Organisation.id).outerjoin(StockCount, StockCount.organisation_id == Organisation.id)
    return list(db.session.scalars(found.where(late).order_by(Organisation.id)))


def count_stock_due(organisation_id: int) -> None:
    """Count the stock of an organisation when that is due: of two workers at once the second finds it done."""
    row = _hold(organisation_id)
    if row.counted_at is None or row.counted_at < clock.now() - EVERY:
        _count(organisation_id, row)


def count_stock(actor: Actor) -> int:
    """Count the stock of the own organisation at once; returns how many people had changed."""
    actor.require(Permission.BATCH_WRITE)
    return _count(actor.organisation_id, _hold(actor.organisation_id))


def _hold(organisation_id: int) -> StockCount:
    kind = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    db.session.execute(kind(StockCount).values(organisation_id=organisation_id).on_conflict_do_nothing())
    wanted = select(StockCount).where(StockCount.organisation_id == organisation_id).with_for_update()
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def _count(organisation_id: int, row: StockCount) -> int:
    db.session.flush()
    counted = clock.now()
    known = select(StockPerson.person_id, StockPerson.print).where(StockPerson.organisation_id == organisation_id)
    before: dict[int, str] = dict(db.session.execute(known).all())
    now = _prints(organisation_id)
    changed = sorted(person for person in before.keys() | now.keys() if before.get(person) != now.get(person))
    for block in blocks(changed, _BLOCK):
        db.session.execute(delete(StockChange).where(StockChange.person_id.in_(block)))
        db.session.execute(delete(StockPerson).where(StockPerson.person_id.in_(block)))
        _write(organisation_id, [person for person in block if person in now], now)
    row.counted_at = counted
    db.session.flush()
    return len(changed)


def _write(organisation_id: int, people: Sequence[int], prints: dict[int, str]) -> None:
    if not people:
        return
    events, recognised = _events(people), _recognised(people)
    rows = [
        _row(organisation_id, person, one)
        for person in people
        for what in (changes_at, takings_at)
        for one in known_changes(events.get(person, []), recognised.get(person, []), what)
    ]
    if rows:
        db.session.execute(insert(StockChange), rows)
    own = [{"person_id": one, "organisation_id": organisation_id, "print": prints[one]} for one in people]
    db.session.execute(insert(StockPerson), own)


def _row(organisation_id: int, person: int, one: KnownChange) -> dict[str, Any]:
    return {
        "organisation_id": organisation_id,
        "person_id": person,
        "case_id": one.change.case,
        "day": one.change.day,
        "sign": one.change.sign,
        "reason": one.change.reason,
        "known_at": one.known,
        "forgotten_at": one.forgotten,
    }


def _prints(organisation_id: int) -> dict[int, str]:
    """Return for everybody ever recognised a few numbers that any change of what counts would change."""
    case = and_(Case.organisation_id == organisation_id, Case.withdrawn_at.is_(None))
    given = select(Case.detainee_id).join(Recognition, Recognition.case_id == Case.id)
    here = select(Detainee.id).where(Detainee.organisation_id == organisation_id, Detainee.withdrawn_at.is_(None))
    ever = given.where(case, Recognition.stage.in_(_GIVEN), Case.detainee_id.in_(here))
    parts = (
        select(Case.detainee_id, func.count(), func.max(Case.id)).where(case),
        select(
            Case.detainee_id,
            func.count(),
            func.max(TimelineEvent.id),
            func.count(TimelineEvent.withdrawn_at),
            func.max(TimelineEvent.withdrawn_at),
            func.sum(func.length(TimelineEvent.level)),
        )
        .join(TimelineEvent, TimelineEvent.case_id == Case.id)
        .where(case),
        # Which version is true changes no other number of an event.
        select(Case.detainee_id, func.max(TimelineEvent.id), func.sum(TimelineEvent.id))
        .join(TimelineEvent, TimelineEvent.case_id == Case.id)
        .where(case, TimelineEvent.taken_as_true.is_(True)),
        select(Case.detainee_id, func.count(), func.sum(Exit.version)).join(Exit, Exit.case_id == Case.id).where(case),
        select(Case.detainee_id, func.count(), func.sum(Recognition.version))
        .join(Recognition, Recognition.case_id == Case.id)
        .where(case),
    )
    found: dict[int, list[str]] = {person: [] for person in db.session.scalars(ever.distinct())}
    for number, part in enumerate(parts):
        rows = part.where(Case.detainee_id.in_(ever)).group_by(Case.detainee_id)
        for person, *values in db.session.execute(rows):
            found[person].append(f"{number}:" + ",".join(str(value) for value in values))
    return {person: sha256(" ".join(values).encode()).hexdigest() for person, values in found.items()}


def _events(people: Sequence[int]) -> dict[int, list[EventTold]]:
    exits = dict(
        db.session.execute(
            select(Exit.event_id, Exit.kind)
            .join(Exit.case)
            .where(Case.detainee_id.in_(people), Exit.withdrawn_at.is_(None))
        ).all()
    )
    event = TimelineEvent
    rows = db.session.execute(
        select(
            Case.detainee_id, Case.jurisdiction, event.id, event.case_id, event.kind, event.created_at,
            event.withdrawn_at, event.corrects_id, event.version_of_id, event.taken_as_true,
            earliest(event, "happened"), latest(event, "happened"),
        )
        .join(Case, Case.id == event.case_id)
        .where(Case.detainee_id.in_(people), Case.withdrawn_at.is_(None), event.level == str(Level.NORMAL))
        .order_by(event.id)
    )  # fmt: skip
    found: dict[int, list[EventTold]] = {}
    for person, country, key, case, kind, created, gone, corrects, version, true, first, last in rows:
        happened = Happened(catalogue.event_kind(country, kind), first, last, key)
        told = EventTold(key, case, happened, created, gone, corrects, version, bool(true), exits.get(key, ""))
        found.setdefault(person, []).append(told)
    return found


def _recognised(people: Sequence[int]) -> dict[int, list[Recognised]]:
    row = Recognition
    rows = db.session.execute(
        select(
            Case.detainee_id, row.decided_at, earliest(row, "decided"), row.ended_at, earliest(row, "ended"),
            row.end_kind,
        )
        .join(Case, Case.id == row.case_id)
        .where(Case.detainee_id.in_(people), Case.withdrawn_at.is_(None), row.stage.in_(_GIVEN))
        .order_by(row.id)
    )  # fmt: skip
    found: dict[int, list[Recognised]] = {}
    for person, decided_at, decided, ended_at, ended, kind in rows:
        if decided_at is not None:
            found.setdefault(person, []).append(_term(decided_at, decided, ended_at, ended, kind))
    return found


def _term(decided_at: datetime, decided: Any, ended_at: datetime | None, ended: Any, kind: str | None) -> Recognised:
    ends = ended or (ended_at.date() if ended_at else None)
    return Recognised(decided or decided_at.date(), decided_at, ends, ended_at, kind == EndKind.ERROR)


def forget_stock(people: Iterable[int]) -> None:
    """Let people be counted anew whatever their numbers say, such as after a merge."""
    keys = sorted(people)
    # Whoever is nobody's record any more is not looked at again: their changes would stand for good.
    db.session.execute(delete(StockChange).where(StockChange.person_id.in_(keys)))
    db.session.execute(delete(StockPerson).where(StockPerson.person_id.in_(keys)))
