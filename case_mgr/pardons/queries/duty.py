"""Who is on duty and may confirm alone, and what was confirmed so and waits for a second look."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.settled import settings_of
from case_mgr.accounts.types import Way
from case_mgr.core import clock
from case_mgr.extensions import db
from case_mgr.pardons.models import Batch, Duty, Place, Proof
from case_mgr.pardons.policy import visible
from case_mgr.pardons.results import DutyView, ReviewView

# Within which a second person looks at what a duty officer confirmed alone.
REVIEW = timedelta(hours=48)
_MOST = 100


def confirms_alone(actor: Actor) -> bool:
    """Whether what the actor confirms counts at once: by the rule of the house, or because they are on duty."""
    return settings_of(actor.organisation_id).confirmation is Way.ALONE or on_duty(actor) is not None


def on_duty(actor: Actor) -> Duty | None:
    """Return the hours of the actor that run now."""
    if not actor.may(Permission.BATCH_CONFIRM):
        return None
    own = Duty.organisation_id == actor.organisation_id, Duty.officer_id == actor.user_id
    return db.session.scalar(select(Duty).where(*own, _runs()).order_by(Duty.ends_at.desc()).limit(1))


def list_duties(actor: Actor) -> list[DutyView]:
    """List the hours of duty of the organisation, the latest first."""
    rows = db.session.scalars(
        select(Duty)
        .where(Duty.organisation_id == actor.organisation_id)
        .options(joinedload(Duty.officer), joinedload(Duty.namer))
        .order_by(Duty.begins_at.desc(), Duty.id.desc())
        .limit(_MOST)
    )
    now = clock.now()
    return [
        DutyView(
            public_id=row.public_id,
            officer=row.officer.name,
            begins_at=row.begins_at,
            ends_at=row.ended_at or row.ends_at,
            reason=row.reason,
            named_by=row.namer.name,
            over=(row.ended_at or row.ends_at) <= now,
            runs=row.begins_at <= now < (row.ended_at or row.ends_at),
        )
        for row in rows
    ]


def get_duty_row(actor: Actor, public_id: str) -> Duty | None:
    """Find hours of duty of the organisation, for services."""
    return db.session.scalar(
        select(Duty).where(Duty.organisation_id == actor.organisation_id, Duty.public_id == public_id)
    )


def list_unreviewed(actor: Actor) -> list[ReviewView]:
    """List what was confirmed alone and nobody else has looked at, the oldest first."""
    rows = db.session.scalars(
        select(Proof)
        .join(Proof.place)
        .join(Place.batch)
        .where(visible(actor), waits_for_a_look())
        .options(joinedload(Proof.author), joinedload(Proof.place).joinedload(Place.batch))
        .order_by(Proof.id)
        .limit(_MOST)
    )
    return [
        ReviewView(
            public_id=row.public_id,
            batch=row.place.batch.reference,
            number=row.place.number,
            author=row.author.name if row.author else "",
            due_at=row.created_at + REVIEW,
            late=row.created_at + REVIEW < clock.now(),
        )
        for row in rows
    ]


def waits_for_a_look() -> ColumnElement[bool]:
    """Proofs that one person confirmed alone, that stand, and at which nobody else has looked."""
    return and_(Proof.alone.is_(True), Proof.reviewed_at.is_(None), Proof.withdrawn_at.is_(None))


def list_running(batch: Batch) -> list[str]:
    """Name whoever is on duty now in the organisation of a batch."""
    rows = select(Duty).where(Duty.organisation_id == batch.organisation_id, _runs()).options(joinedload(Duty.officer))
    return [row.officer.name for row in db.session.scalars(rows.order_by(Duty.id).limit(_MOST))]


def _runs() -> ColumnElement[bool]:
    now = clock.now()
    return and_(Duty.begins_at <= now, Duty.ends_at > now, or_(Duty.ended_at.is_(None), Duty.ended_at > now))
