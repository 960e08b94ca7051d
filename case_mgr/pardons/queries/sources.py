"""Reads of the sources of a batch and of its mediators."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from case_mgr.access.actor import Actor
from case_mgr.advocacy.models import Contact
from case_mgr.advocacy.policy import visible as visible_contacts
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.pardons.models import BatchSource, Mediator
from case_mgr.pardons.queries.batches import get_row
from case_mgr.pardons.types import MediatorView, SourceView

_MOST = 200


def list_sources(actor: Actor, reference: str) -> tuple[SourceView, ...]:
    """List the sources of a batch in the order in which they were added, those that were taken back too."""
    rows = select(BatchSource).where(BatchSource.batch_id == get_row(actor, reference).id)
    rows = rows.options(joinedload(BatchSource.author)).order_by(BatchSource.id).limit(_MOST)
    return tuple(
        SourceView(
            public_id=row.public_id,
            title=row.title,
            link=row.link,
            archived=row.archived,
            published=row.published,
            has_copy=row.file_id is not None,
            added_by=row.author.name,
            added_at=row.created_at,
            withdrawn_at=row.withdrawn_at,
            withdrawn_reason=row.withdrawn_reason,
        )
        for row in db.session.scalars(rows)
    )


def list_mediators(actor: Actor, reference: str) -> tuple[MediatorView, ...]:
    """List who mediated, of the contacts that the actor may see: of others there is nothing."""
    rows = (
        select(Mediator)
        .join(Mediator.contact)
        .where(Mediator.batch_id == get_row(actor, reference).id, visible_contacts(actor))
        .options(contains_eager(Mediator.contact), joinedload(Mediator.author))
        .order_by(Contact.sort_name, Mediator.id)
        .limit(_MOST)
    )
    return tuple(
        MediatorView(
            public_id=row.public_id,
            contact=row.contact.public_id,
            name=row.contact.name,
            part=row.part or "",
            source=row.source or "",
            added_by=row.author.name,
            withdrawn_at=row.withdrawn_at,
            withdrawn_reason=row.reason or "",
        )
        for row in db.session.scalars(rows)
    )


def get_source_row(actor: Actor, reference: str, public_id: str) -> BatchSource:
    """Return the record behind a source, for services."""
    batch = get_row(actor, reference)
    row = db.session.scalar(
        select(BatchSource).where(BatchSource.batch_id == batch.id, BatchSource.public_id == public_id)
    )
    if row is None:
        raise NotFound(N_("There is no such source."))
    return row


def get_mediator_row(actor: Actor, reference: str, public_id: str) -> Mediator:
    """Return the record behind a mediator whom the actor may see, for services."""
    batch = get_row(actor, reference)
    row = db.session.scalar(
        select(Mediator)
        .join(Mediator.contact)
        .where(Mediator.batch_id == batch.id, Mediator.public_id == public_id, visible_contacts(actor))
    )
    if row is None:
        raise NotFound(N_("There is no such mediator."))
    return row
