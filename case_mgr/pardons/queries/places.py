"""Reads of places: who is named on which line, what was decided and what was proved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.cases import queries as cases
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import visible as visible_people
from case_mgr.extensions import db
from case_mgr.pardons.figures import Division, Fact
from case_mgr.pardons.models import Batch, Place, Proof, ScopeWord
from case_mgr.pardons.policy import visible
from case_mgr.pardons.queries import facts
from case_mgr.pardons.queries.batches import get_row
from case_mgr.pardons.queries.decisions import list_decisions
from case_mgr.pardons.queries.divided import condition_of
from case_mgr.pardons.queries.mentions import find_people, mentions_of
from case_mgr.pardons.results import MentionView, PersonBrief, PlaceRow, PlaceView, ProofView, ScopeView
from case_mgr.pardons.types import Identity, Scope, Verification

_BLOCK = 400


def get_place_row(actor: Actor, reference: str, number: int) -> Place:
    """Return the record behind a place, for services."""
    batch = get_row(actor, reference)
    row = db.session.scalar(
        select(Place)
        .where(Place.batch_id == batch.id, Place.number == number)
        .options(
            joinedload(Place.batch),
            joinedload(Place.person),
            joinedload(Place.case),
            selectinload(Place.proofs).joinedload(Proof.exit),
        )
    )
    if row is None:
        raise NotFound(N_("There is no such place."))
    return row


def list_places(actor: Actor, reference: str, fact: Fact | None, request: PageRequest) -> Page[PlaceRow]:
    """List the places of a batch that a figure counts; all that count when no figure is named."""
    return list_where(actor, facts.condition(actor, get_row(actor, reference), fact), request)


def list_part(actor: Actor, reference: str, division: Division, key: str, request: PageRequest) -> Page[PlaceRow]:
    """List the places that one part of a division counts."""
    batch = get_row(actor, reference)
    return list_where(actor, condition_of(actor, batch, division, key), request)


def list_where(actor: Actor, holds: ColumnElement[bool], request: PageRequest) -> Page[PlaceRow]:
    """List places of one batch that a condition names."""
    total = db.session.scalar(select(func.count(Place.id)).where(holds)) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        select(Place)
        .where(holds)
        .options(
            joinedload(Place.person),
            joinedload(Place.case),
            joinedload(Place.same_as),
            selectinload(Place.proofs).joinedload(Proof.exit),
        )
        .order_by(Place.number)
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    ).all()
    return Page(rows_of(actor, rows), total, at.number, at.size)


def get_place(actor: Actor, reference: str, number: int) -> PlaceView:
    """Return a place with its evidence and decisions."""
    place = get_place_row(actor, reference, number)
    joined = db.session.scalars(
        select(Place.number)
        .where(Place.same_as_id == place.id, Place.withdrawn_at.is_(None))
        .order_by(Place.number)
        .limit(_BLOCK)
    )
    proofs = db.session.scalars(
        select(Proof)
        .where(Proof.place_id == place.id)
        .options(joinedload(Proof.author), joinedload(Proof.reviewer), joinedload(Proof.exit))
        .order_by(Proof.id)
        .limit(200)
    )
    shown = rows_of(actor, [place])[0]
    return PlaceView(
        row=shown,
        proofs=tuple(_proof(row, seen=shown.person is not None) for row in proofs),
        decisions=list_decisions(actor, place.batch, place=place, limit=200),
        joined=tuple(joined),
        scopes=_scopes(place),
    )


def _scopes(place: Place) -> tuple[ScopeView, ...]:
    rows = select(ScopeWord).where(ScopeWord.place_id == place.id).options(joinedload(ScopeWord.author))
    return tuple(
        ScopeView(Scope(row.scope), row.evidence or "", row.author.name, row.created_at)
        for row in db.session.scalars(rows.order_by(ScopeWord.id.desc()).limit(50))
    )


def list_matched(actor: Actor, people: Collection[str]) -> set[str]:
    """Return those of a block of people to whom a place is matched, by public id."""
    statement = (
        select(Detainee.public_id)
        .join(Place, Place.person_id == Detainee.id)
        .join(Place.batch)
        .where(visible(actor), visible_people(actor), Detainee.public_id.in_(people), Place.withdrawn_at.is_(None))
    )
    return set(db.session.scalars(statement))


def is_covered(actor: Actor, place: Place) -> bool:
    """Return whether a place was matched to somebody whom the actor may not open."""
    return place.person_id is not None and place.person_id not in find_people(actor, [place.person_id])


def list_covered(actor: Actor, places: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Return those places, by public id of their batch and number, that read as nobody's to the actor and are not."""
    wanted = set(places)
    if not wanted:
        return set()
    rows = db.session.execute(
        select(Batch.public_id, Place.number)
        .join(Place.batch)
        .where(Batch.public_id.in_({batch for batch, _number in wanted}), facts.identity(actor) != Place.identity)
        .order_by(Place.id)
    )
    return {(batch, number) for batch, number in rows} & wanted


def rows_of(actor: Actor, places: Sequence[Place]) -> list[PlaceRow]:
    """Return places as lists show them, with the persons whom the reader may open."""
    mentions = mentions_of([place.id for place in places])
    people = find_people(actor, (place.person_id for place in places if place.person_id))
    own = Place.id.in_([place.id for place in places])
    shown = dict(db.session.execute(select(Place.id, facts.identity(actor)).where(own)).all())
    undone = cases.list_undone(actor, (proof.exit_id for place in places for proof in place.proofs if proof.written))
    rows = [_row(place, Identity(shown[place.id]), mentions.get(place.id, ()), people) for place in places]
    return [replace(row, rearrested=_rearrested(place, row, undone)) for place, row in zip(places, rows, strict=True)]


def _rearrested(place: Place, row: PlaceRow, undone: set[int]) -> bool:
    return row.person is not None and any(proof.written and proof.exit_id in undone for proof in place.proofs)


def _row(
    place: Place, identity: Identity, mentions: tuple[MentionView, ...], people: dict[int, PersonBrief]
) -> PlaceRow:
    person = people.get(place.person_id) if place.person_id else None
    return PlaceRow(
        number=place.number,
        mentions=mentions,
        note=place.note,
        identity=identity,
        decided=place.decided_at is not None,
        verification=Verification(place.verification),
        link=place.link,
        happened=place.happened,
        scope=Scope(place.scope),
        person=person,
        case=place.case.reference if place.case and person else None,
        written=person is not None and any(proof.written for proof in place.proofs),
        same_as=place.same_as.number if place.same_as else None,
        withdrawn=place.withdrawn_at is not None,
        version=place.version,
    )


def _proof(row: Proof, *, seen: bool) -> ProofView:
    return ProofView(
        public_id=row.public_id,
        verification=Verification(row.verification),
        link=row.link,
        happened=row.happened,
        evidence=row.evidence or "",
        source=row.source,
        author=row.author.name if row.author else "",
        at=row.created_at,
        written=seen and row.written,
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
        alone=row.alone,
        reviewed_by=row.reviewer.name if row.reviewer else "",
    )
