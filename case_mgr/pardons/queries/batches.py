"""Reads of batches, their claims and the cases that stand on no list."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Integer, Select, and_, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case
from case_mgr.cases.showing import row_of
from case_mgr.cases.types import CaseRow
from case_mgr.core.db import earliest
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.statements import kept
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db
from case_mgr.names.normalise import fold
from case_mgr.pardons.figures import Fact, Span
from case_mgr.pardons.models import Batch, Claim, Place
from case_mgr.pardons.policy import visible
from case_mgr.pardons.queries import facts
from case_mgr.pardons.results import BatchRow, BatchView
from case_mgr.pardons.types import BatchKind, ClaimView, Topic

_MOST = 1000


def get_row(actor: Actor, reference: str) -> Batch:
    """Return the record behind a batch, for services."""
    row = db.session.scalar(select(Batch).where(visible(actor), Batch.reference == reference))
    if row is None:
        raise NotFound(N_("There is no such batch."))
    return row


def get_batch(actor: Actor, reference: str) -> BatchView:
    """Return a batch with its claims and figures."""
    row = get_row(actor, reference)
    claims = list_claims(row)
    return BatchView(
        public_id=row.public_id,
        reference=row.reference,
        title=row.title,
        kind=BatchKind(row.kind),
        jurisdiction=row.jurisdiction,
        decree=row.decree,
        announced=row.announced,
        released=row.released,
        announced_by=row.announced_by,
        notes=row.notes,
        version=row.version,
        claims=claims,
        figures=facts.get_figures(actor, row, claims),
    )


def list_claims(batch: Batch) -> tuple[ClaimView, ...]:
    """List the claims about a batch, also withdrawn ones, in the order of what they speak of."""
    rows = db.session.scalars(
        select(Claim)
        .where(Claim.batch_id == batch.id)
        .options(joinedload(Claim.author))
        .order_by(earliest(Claim, "as_of").asc().nulls_last(), Claim.id)
        .limit(500)
    )
    return tuple(
        ClaimView(
            public_id=row.public_id,
            source=row.source,
            as_of=row.as_of,
            total=row.total,
            in_scope=row.in_scope,
            quotation=row.quotation,
            added_by=row.author.name if row.author else "",
            added_at=row.created_at,
            withdrawn_at=row.withdrawn_at,
            withdrawn_reason=row.withdrawn_reason,
            parts={Topic(topic): said for topic, said in row.parts.items()},
            link=row.link,
            archived=row.archived,
        )
        for row in rows
    )


def search_batches(actor: Actor, words: str, request: PageRequest) -> Page[BatchRow]:
    """Find batches by words of their title or by reference: as many as an installation ever has are read."""
    typed = [fold(word) for word in words.split()]
    found = [
        row.id
        for row in db.session.execute(_latest(actor))
        if row.reference == words.upper() or all(word in fold(row.title) for word in typed)
    ]
    at = settle(request, len(found))
    shown = found[(at.number - 1) * at.size : at.number * at.size]
    if not shown:
        return Page([], 0, 1, request.size)
    rows = db.session.scalars(select(Batch).where(visible(actor), Batch.id.in_(shown)).order_by(Batch.id.desc()))
    return Page(_rows(actor, rows.all()), len(found), at.number, at.size)


@kept
def _latest(actor: Actor) -> Select[int, str, str]:
    named = select(Batch.id, Batch.reference, Batch.title)
    return named.where(visible(actor)).order_by(Batch.id.desc()).limit(_MOST)


def list_batches(actor: Actor, request: PageRequest) -> Page[BatchRow]:
    """List batches, the latest announced first, with their figures."""
    total = db.session.scalar(select(func.count(Batch.id)).where(visible(actor))) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        select(Batch)
        .where(visible(actor))
        .order_by(earliest(Batch, "announced").desc().nulls_last(), Batch.id.desc())
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    ).all()
    return Page(_rows(actor, rows), total, at.number, at.size)


def _rows(actor: Actor, rows: Sequence[Batch]) -> list[BatchRow]:
    ids = [row.id for row in rows]
    spans, counts = _spans(ids), _counts(actor, ids)
    return [
        BatchRow(
            row.reference,
            row.title,
            BatchKind(row.kind),
            row.announced,
            spans.get(row.id),
            *counts.get(row.id, (0, 0, 0)),
        )
        for row in rows
    ]


def count_ours_not_listed(actor: Actor, reference: str) -> int:
    """Count the cases of people in custody there whom no place of the batch was matched to."""
    return facts.count_ours_not_listed(actor, get_row(actor, reference))


def list_ours_not_listed(actor: Actor, reference: str, request: PageRequest) -> Page[CaseRow]:
    """List the cases that `count_ours_not_listed` counts."""
    batch = get_row(actor, reference)
    holds = facts.ours_not_listed(actor, batch)
    total = facts.count_ours_not_listed(actor, batch)
    at = settle(request, total)
    rows = db.session.scalars(
        select(Case)
        .join(Case.detainee)
        .where(holds)
        .options(contains_eager(Case.detainee), joinedload(Case.owner))
        .order_by(Detainee.sort_name, Case.id)
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    )
    return Page([row_of(row) for row in rows], total, at.number, at.size)


def _spans(ids: list[int]) -> dict[int, Span]:
    rows = db.session.execute(
        select(Claim.batch_id, func.min(Claim.total), func.max(Claim.total))
        .where(Claim.batch_id.in_(ids), Claim.withdrawn_at.is_(None), Claim.total.is_not(None))
        .group_by(Claim.batch_id)
    )
    return {batch: Span(low or 0, high or 0) for batch, low, high in rows}


def _counts(actor: Actor, ids: list[int]) -> dict[int, tuple[int, int, int]]:
    counted = and_(Place.same_as_id.is_(None), Place.withdrawn_at.is_(None))
    shown = (Fact.NAMED, Fact.MATCHED, Fact.CONFIRMED)
    known = facts.conditions(actor)
    columns = [func.sum(case((known[fact], 1), else_=0), type_=Integer) for fact in shown]
    rows = db.session.execute(
        select(Place.batch_id, *columns).where(Place.batch_id.in_(ids), counted).group_by(Place.batch_id)
    )
    return {row[0]: (int(row[1]), int(row[2]), int(row[3])) for row in rows}
