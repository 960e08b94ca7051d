"""Evidence that waits for a second person: of a place, and all of it for whoever may agree or object."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.settled import is_ripe, ripe_at, settings_of
from case_mgr.accounts.types import Settings, Way
from case_mgr.core.dates import PartialDate
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons.models import AskedProof, Batch, Place
from case_mgr.pardons.policy import visible
from case_mgr.pardons.queries.places import get_place_row
from case_mgr.pardons.results import AskedView, Asking

_MOST = 100
_WAITS = AskedProof.state == str(Asking.WAITING)


def list_asked_rows(place: Place) -> list[AskedProof]:
    """Return the records of what waits at a place, for services."""
    rows = select(AskedProof).where(AskedProof.place_id == place.id, _WAITS).options(joinedload(AskedProof.asker))
    return list(db.session.scalars(rows.order_by(AskedProof.id)))


def list_asked(actor: Actor, reference: str, number: int) -> list[AskedView]:
    """List what waits at a place."""
    now = settings_of(actor.organisation_id)
    return [_view(actor, row, now) for row in list_asked_rows(get_place_row(actor, reference, number))]


def list_all_asked(actor: Actor) -> list[AskedView]:
    """List what waits in all batches, the oldest first."""
    if not actor.may(Permission.BATCH_READ):
        return []
    now = settings_of(actor.organisation_id)
    rows = (
        select(AskedProof)
        .join(AskedProof.place)
        .join(Place.batch)
        .where(visible(actor), Batch.withdrawn_at.is_(None), _WAITS)
        .options(joinedload(AskedProof.asker), joinedload(AskedProof.place).joinedload(Place.batch))
    )
    return [_view(actor, row, now) for row in db.session.scalars(rows.order_by(AskedProof.id).limit(_MOST))]


def _view(actor: Actor, row: AskedProof, now: Settings) -> AskedView:
    kept, own = row.draft or {}, row.asked_by_id == actor.user_id
    alone = now.confirmation is Way.DELAY and row.objected_by_id is None
    ripe = alone and is_ripe(row.created_at, now.confirmation_since)
    return AskedView(
        public_id=row.public_id,
        batch=row.place.batch.reference,
        number=row.place.number,
        link=ReleaseLink(row.link),
        happened=PartialDate.parse(kept["happened"]) if kept.get("happened") else None,
        evidence=kept.get("evidence", ""),
        source=kept.get("source", ""),
        asked_by=row.asker.name,
        asked_at=row.created_at,
        own=own,
        agrees=actor.may(Permission.BATCH_CONFIRM) and (not own or ripe or now.confirmation is Way.ALONE),
        ripe_at=ripe_at(row.created_at, now.confirmation_since) if alone else None,
        objection=row.objection or "",
        objected_by=row.objector.name if row.objector else "",
    )
