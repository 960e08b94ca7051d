"""Reads of what is told of a person."""

from __future__ import annotations

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.core.errors import NotFound
from case_mgr.core.statements import kept
from case_mgr.core.text import N_
from case_mgr.detainees.models import Biography, BiographyVersion, Detainee, Photograph
from case_mgr.detainees.policy import visible
from case_mgr.detainees.queries.people import get_id
from case_mgr.detainees.types import BiographyView, PhotographView
from case_mgr.extensions import db


def list_biographies(actor: Actor, public_id: str) -> list[BiographyView]:
    """List what is told of a person, each language as saved last."""
    told = [
        _view(biography.versions[0], biography.language)
        for biography in db.session.scalars(_told(actor), {"person": public_id})
    ]
    # A draft is the team's own: a guest of a share reads what is ready.
    return [view for view in told if view.is_ready or actor.guest is None]


def find_biography_row(actor: Actor, public_id: str, language: str) -> Biography | None:
    """Find the record behind a biography, for services."""
    number = get_id(actor, public_id)
    wanted = (Biography.detainee_id == number, Biography.language == language)
    return db.session.scalar(select(Biography).where(*wanted))


def list_versions(actor: Actor, public_id: str, language: str) -> list[BiographyView]:
    """List a biography as it was saved each time, the latest first."""
    biography = find_biography_row(actor, public_id, language)
    if biography is None:
        raise NotFound(N_("There is no such biography."))
    found = (
        select(BiographyVersion)
        .where(BiographyVersion.biography_id == biography.id)
        .options(joinedload(BiographyVersion.author))
        .order_by(BiographyVersion.number.desc())
    )
    return [_view(version, language) for version in db.session.scalars(found)]


@kept
def _told(actor: Actor) -> Select[Biography]:
    return (
        select(Biography)
        .join(Detainee, Biography.detainee_id == Detainee.id)
        .where(visible(actor), Detainee.public_id == bindparam("person"))
        .options(selectinload(Biography.versions).joinedload(BiographyVersion.author))
        .order_by(Biography.language)
    )


def find_photograph(actor: Actor, public_id: str) -> PhotographView | None:
    """Find the photograph of a person, or None."""
    row = find_photograph_row(actor, public_id)
    return PhotographView(row.public_id, row.width, row.height, row.source, row.created_at) if row else None


def find_photograph_row(actor: Actor, public_id: str) -> Photograph | None:
    """Find the record behind the photograph of a person, for services."""
    return db.session.scalar(_photograph(actor), {"person": public_id})


@kept
def _photograph(actor: Actor) -> Select[Photograph]:
    return (
        select(Photograph)
        .join(Detainee, Photograph.detainee_id == Detainee.id)
        .where(visible(actor), Detainee.public_id == bindparam("person"))
        .options(joinedload(Photograph.file))
    )


def _view(version: BiographyVersion, language: str) -> BiographyView:
    return BiographyView(
        language=language,
        text=version.text or "",
        is_ready=version.is_ready,
        version=version.number,
        saved_at=version.created_at,
        saved_by=version.author.name if version.author else "",
    )
