"""Merges what the files say of a country with the places that the reader's organisation has added."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Select, select

from case_mgr.access.actor import Actor
from case_mgr.core.errors import NotFound
from case_mgr.core.statements import kept
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.models import OwnPlace
from case_mgr.jurisdictions.policy import visible
from case_mgr.jurisdictions.types import OWN, Court, Facility, OwnKind, OwnPlaceDraft, OwnPlaceView

# An organisation adds places by hand; what passes this is a mistake that a page need not carry.
_MOST = 1000


def get_row(actor: Actor, public_id: str) -> OwnPlace:
    """Return the record behind an own place, for services."""
    row = db.session.scalar(select(OwnPlace).where(visible(actor), OwnPlace.public_id == public_id))
    if row is None:
        raise NotFound(N_("There is no such place."))
    return row


def get_own(actor: Actor, public_id: str) -> OwnPlaceView:
    """Return one facility or court of the own organisation."""
    return _view(get_row(actor, public_id))


def list_own(actor: Actor, jurisdiction: str | None = None) -> tuple[OwnPlaceView, ...]:
    """List what the own organisation has added, for one country or for all."""
    return tuple(_view(row) for row in db.session.scalars(_own(actor, jurisdiction)))


@kept
def _own(actor: Actor, jurisdiction: str | None) -> Select[OwnPlace]:
    wanted = select(OwnPlace).where(visible(actor)).order_by(OwnPlace.jurisdiction, OwnPlace.kind, OwnPlace.id)
    if jurisdiction is not None:
        wanted = wanted.where(OwnPlace.jurisdiction == jurisdiction)
    return wanted.limit(_MOST)


def facilities(actor: Actor, jurisdiction: str) -> tuple[Facility, ...]:
    """List the places of detention of a country, with those of the own organisation at the end."""
    own = (found.facility() for found in list_own(actor, jurisdiction) if found.place.kind is OwnKind.FACILITY)
    return (*catalogue.facilities(jurisdiction), *own)


def courts(actor: Actor, jurisdiction: str) -> tuple[Court, ...]:
    """List the courts of a country, with those of the own organisation at the end."""
    own = (found.court() for found in list_own(actor, jurisdiction) if found.place.kind is OwnKind.COURT)
    return (*catalogue.courts(jurisdiction), *own)


def get_facility(organisation_id: int, jurisdiction: str, code: str) -> Facility:
    """Get a place of detention by the code that a record of this organisation holds."""
    if not code.startswith(OWN):
        return catalogue.facility(jurisdiction, code)
    row = db.session.scalar(
        select(OwnPlace).where(
            OwnPlace.organisation_id == organisation_id,
            OwnPlace.jurisdiction == jurisdiction,
            OwnPlace.kind == str(OwnKind.FACILITY),
            OwnPlace.code == code,
        )
    )
    if row is None:
        raise NotFound(N_("There is no such place."))
    return _view(row).facility()


def facility_finder(actor: Actor, jurisdiction: str) -> Callable[[str], str | None]:
    """Return what finds the code of a facility as a list writes it, for many rows; one that is unclear is none."""
    own: dict[str, set[str]] = {}
    for found in list_own(actor, jurisdiction):
        if found.place.kind is OwnKind.FACILITY:
            for name in (*found.place.names.values(), *found.place.aliases):
                own.setdefault(catalogue.folded(name), set()).add(found.code)

    def find(text: str) -> str | None:
        shipped = catalogue.find_facility(jurisdiction, text) if text else None
        codes = own.get(catalogue.folded(text), set()) | ({shipped.code} if shipped else set())
        return next(iter(codes)) if len(codes) == 1 else None

    return find


def _view(row: OwnPlace) -> OwnPlaceView:
    draft = OwnPlaceDraft(
        kind=OwnKind(row.kind),
        jurisdiction=row.jurisdiction,
        names=dict(line.split(": ", 1) for line in row.names.splitlines()),
        sort=row.sort,
        source=row.source,
        aliases=tuple(row.aliases.splitlines()),
        region=row.region,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        note=row.note,
    )
    return OwnPlaceView(row.public_id, row.code, row.version, draft)
