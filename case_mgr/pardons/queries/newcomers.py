"""Reads for recording somebody who is new to us: what the lists say, and who of our records may be the same."""

from __future__ import annotations

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db
from case_mgr.names.score import DIFFERENT_BELOW
from case_mgr.names.types import Evidence
from case_mgr.pardons import hints
from case_mgr.pardons.hints import Hints, Mentioned
from case_mgr.pardons.models import Decision, Place
from case_mgr.pardons.queries.places import get_place_row
from case_mgr.pardons.queries.reconcile import MOST, find_pool, refused_of
from case_mgr.pardons.types import Answer, Identity, Namesake


def get_hints(actor: Actor, reference: str, number: int) -> Hints:
    """Return what the lists say of whoever stands on a place."""
    rows = get_place_row(actor, reference, number).mentions
    return hints.read(Mentioned(row.printed, tuple(row.spellings), row.birth, row.note) for row in rows)


def list_namesakes(actor: Actor, reference: str, number: int, asked: Evidence) -> tuple[Namesake, ...]:
    """List whom of our records a person may be, best first; whom somebody ruled out for this place is not asked again.

    By what is typed in the form: names and birth may have been corrected since the list was compared.
    """
    place = get_place_row(actor, reference, number)
    refused = refused_of([place.id]).get(place.id, set())
    out = _public(refused)
    scored = [pair for pair in find_pool(actor, {0: asked})[0] if pair[1].value >= DIFFERENT_BELOW]
    found = []
    for public_id, score in [pair for pair in scored if pair[0] not in out][:MOST]:
        one = people.get_candidate(actor, public_id)
        value = round(score.value * 100)
        found.append(
            Namesake(
                public_id,
                one.reference,
                one.name,
                one.evidence.birth,
                value,
                tuple(score.reasons_for),
                tuple(score.reasons_against),
            )
        )
    return tuple(found)


def find_newcomer(place: Place) -> Decision | None:
    """Find the standing answer that somebody is new to us, while no record was made from it."""
    if place.identity != Identity.NEW_TO_US or place.person_id is not None:
        return None
    standing = [row for row in place.decisions if row.undone_at is None]
    return standing[-1] if standing and standing[-1].answer == Answer.NEW_TO_US else None


def _public(ids: set[int]) -> set[str]:
    return set(db.session.scalars(select(Detainee.public_id).where(Detainee.id.in_(sorted(ids)))))
