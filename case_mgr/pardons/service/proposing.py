"""The machine proposes, with reasons; only a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.blocks import blocks
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import visible as visible_people
from case_mgr.extensions import db
from case_mgr.names.score import DIFFERENT_BELOW, RULES_VERSION
from case_mgr.names.types import Score
from case_mgr.pardons import queries
from case_mgr.pardons.models import Place, Proposal
from case_mgr.pardons.queries.reconcile import MOST, PARTS, pack
from case_mgr.pardons.types import Identity

_BLOCK = 200


def propose(actor: Actor, reference: str, number: int | None = None) -> tuple[int, int]:
    """Look for candidates anew for every place that waits for an answer, or for one; returns with and without."""
    actor.require(Permission.BATCH_WRITE)
    batch = queries.get_row(actor, reference)
    wanted = [Place.batch_id == batch.id, Place.same_as_id.is_(None), Place.withdrawn_at.is_(None)]
    wanted.append(Place.decided_at.is_(None) if number is None else Place.number == number)
    places = db.session.scalars(
        select(Place).where(*wanted).options(selectinload(Place.mentions)).order_by(Place.number)
    ).all()
    found = propose_for(actor, places)
    audit.record(actor, Event.BATCH_AMENDED, batch, label=batch.reference, proposed=found, places=len(places))
    return found, len(places) - found


def propose_for(actor: Actor, places: Iterable[Place]) -> int:
    """Write proposals for places; returns for how many somebody was found. The caller writes the audit entry."""
    waiting, found = list(places), 0
    for block in blocks(waiting, _BLOCK):
        found += _propose_block(actor, block)
    db.session.flush()
    return found


def _propose_block(actor: Actor, places: Sequence[Place]) -> int:
    asked = {}
    for place in places:
        evidence = queries.evidence_of(place.mentions)
        if evidence is not None:
            asked[place.id] = evidence
    refused = queries.refused_of([place.id for place in places])
    pool = queries.find_pool(actor, asked)
    keys = _keys(actor, {person for scored in pool.values() for person, _ in scored})
    db.session.execute(delete(Proposal).where(Proposal.place_id.in_([place.id for place in places])))
    found = 0
    for place in places:
        kept = [
            (keys[person], score)
            for person, score in pool.get(place.id, ())
            if score.value >= DIFFERENT_BELOW and person in keys and keys[person] not in refused.get(place.id, ())
        ][:MOST]
        db.session.add_all(_row(place, rank, person, score) for rank, (person, score) in enumerate(kept, start=1))
        found += bool(kept)
        if place.identity in (Identity.UNMATCHED, Identity.CANDIDATE) and place.decided_at is None:
            identity = str(Identity.CANDIDATE if kept else Identity.UNMATCHED)
            if place.identity != identity:
                place.identity = identity
    return found


def _row(place: Place, rank: int, person: int, score: Score) -> Proposal:
    return Proposal(
        place_id=place.id,
        person_id=person,
        rank=rank,
        score=round(score.value * PARTS),
        verdict=str(score.verdict),
        reasons=pack(score),
        rules=RULES_VERSION,
    )


def _keys(actor: Actor, public_ids: set[str]) -> dict[str, int]:
    wanted = sorted(public_ids)
    found: dict[str, int] = {}
    for block in blocks(wanted, _BLOCK):
        rows = db.session.execute(
            select(Detainee.public_id, Detainee.id).where(visible_people(actor), Detainee.public_id.in_(block))
        )
        found |= dict(rows.all())
    return found
