"""Reads of reported concessions, each beside who was released and who was arrested in the same months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core import clock
from case_mgr.core.db import earliest
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.pardons.ledger import Entry
from case_mgr.pardons.models import Batch, Concession, ConcessionLink, StockChange
from case_mgr.pardons.policy import outward
from case_mgr.pardons.queries.stock import freeing, known_on, open_to
from case_mgr.pardons.stocktaking import Term
from case_mgr.pardons.types import Beside, ConcessionView, LinkView, ReceiverKind, Says


def get_concession_row(actor: Actor, public_id: str) -> Concession:
    """Return the record behind a concession that stands, for services."""
    row = db.session.scalar(
        select(Concession).where(_own(actor), Concession.withdrawn_at.is_(None), Concession.public_id == public_id)
    )
    if row is None or not actor.may(Permission.BATCH_READ):
        raise NotFound(N_("There is no such concession."))
    return row


def get_concession(actor: Actor, public_id: str) -> ConcessionView:
    """Return a concession with what sources say of its links."""
    return _views(actor, [get_concession_row(actor, public_id)])[0]


def list_concessions(actor: Actor, request: PageRequest, batch: str = "") -> Page[ConcessionView]:
    """List the concessions that stand, the latest first; of one batch only when it is named."""
    actor.require(Permission.BATCH_READ)
    holds = [_own(actor), Concession.withdrawn_at.is_(None)]
    if batch:
        linked = select(ConcessionLink.concession_id).join(ConcessionLink.batch)
        stands = ConcessionLink.withdrawn_at.is_(None), Batch.reference == batch
        holds.append(Concession.id.in_(linked.where(*stands)))
    total = db.session.scalar(select(func.count(Concession.id)).where(*holds)) or 0
    at = settle(request, total)
    latest = func.coalesce(earliest(Concession, "in_force"), earliest(Concession, "promised"))
    rows = db.session.scalars(
        select(Concession)
        .where(*holds)
        .options(
            selectinload(Concession.links).joinedload(ConcessionLink.batch),
            selectinload(Concession.links).joinedload(ConcessionLink.author),
        )
        .order_by(latest.desc().nulls_last(), Concession.id.desc())
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    ).all()
    return Page(_views(actor, rows), total, at.number, at.size)


def list_outward(actor: Actor, request: PageRequest) -> Page[ConcessionView]:
    """List the same for what leaves the house: its figures count no withheld person, whoever asks."""
    return list_concessions(outward(actor), request)


def get_link_row(actor: Actor, public_id: str, link_id: str) -> ConcessionLink:
    """Return the record behind a claim that stands, for services."""
    row = get_concession_row(actor, public_id)
    link = next((one for one in row.links if one.public_id == link_id and one.withdrawn_at is None), None)
    if link is None:
        raise NotFound(N_("There is no such claim."))
    return link


def _own(actor: Actor):  # type: ignore[no-untyped-def]  # a condition
    return Concession.organisation_id == actor.organisation_id


def _views(actor: Actor, rows: Sequence[Concession]) -> list[ConcessionView]:
    months = _counts(actor, sorted({month for row in rows for month in _months(row)}))
    return [
        ConcessionView(
            public_id=row.public_id,
            giver=row.giver,
            receiver=row.receiver,
            receiver_kind=ReceiverKind(row.receiver_kind),
            measure=row.measure,
            scope=row.scope,
            promised=row.promised,
            in_force=row.in_force,
            reversed=row.reversed,
            source=row.source,
            archived=row.archived,
            version=row.version,
            withdrawn=row.withdrawn_at is not None,
            links=tuple(_link(link) for link in row.links),
            beside=tuple(months[month] for month in _months(row)),
        )
        for row in rows
    ]


def _link(row: ConcessionLink) -> LinkView:
    return LinkView(
        row.batch.reference,
        row.batch.title,
        Says(row.says),
        row.source,
        row.quotation,
        row.as_of,
        row.author.name,
        row.public_id,
        row.withdrawn_reason if row.withdrawn_at is not None else None,
    )


def _months(row: Concession) -> list[date]:
    days = [when.earliest for when in (row.promised, row.in_force) if when and when.earliest]
    # Of a month that lies ahead nothing can be said yet.
    return sorted({day.replace(day=1) for day in days if day.replace(day=1) <= clock.today()})


def _counts(actor: Actor, months: Sequence[date]) -> dict[date, Beside]:
    if not months:
        return {}
    rows = db.session.execute(
        select(StockChange.day, StockChange.sign, StockChange.reason, func.count())
        .where(
            open_to(actor),
            known_on(clock.today()),
            StockChange.day >= months[0],
            StockChange.day <= _end(months[-1]),
        )
        .group_by(StockChange.day, StockChange.sign, StockChange.reason)
    ).all()
    return {month: _beside(month, rows) for month in months}


def _beside(month: date, rows: Sequence[tuple[date, int, str, int]]) -> Beside:
    counts: dict[tuple[int, str], int] = {}
    for day, sign, reason, count in rows:
        if month <= day <= _end(month):
            counts[sign, reason] = counts.get((sign, reason), 0) + count
    free = freeing()
    left = {reason: count for (sign, reason), count in sorted(counts.items()) if sign < 0}
    return Beside(
        month,
        _end(month),
        sum(count for reason, count in left.items() if reason in free),
        tuple(Term(reason, count) for reason, count in left.items() if reason not in free),
        # By the day on which custody began, whenever they were recognised in it.
        counts.get((0, str(Entry.ARRESTED)), 0),
        counts.get((0, str(Entry.REARRESTED)), 0),
    )


def _end(month: date) -> date:
    """Return the last day of a month, or today in the month that runs."""
    return min((month + timedelta(days=32)).replace(day=1) - timedelta(days=1), clock.today())
