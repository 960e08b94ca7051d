"""Places and answers of a record that turned out to be another person's."""

from __future__ import annotations

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.detainees.moving import Mover
from case_mgr.extensions import db
from case_mgr.pardons.models import DecidedCandidate, Place, Proposal
from case_mgr.pardons.service.stock import forget_stock

TWICE = "twice"


def move_person(actor: Actor, mover: Mover) -> None:
    """Move a person's places of batches and every answer about them; who was refused stays refused."""
    # Whoever is counted in the stock is counted anew from the cases that moved.
    forget_stock([mover.giving.id, mover.taking.id])
    mover.repoint(Place, "person_id")
    mover.repoint(DecidedCandidate, "person_id")
    # The machine proposed both for one place: its words about the other record stay there.
    known = select(Proposal.place_id).where(Proposal.person_id == mover.taking.id)
    twice = select(Proposal.id).where(Proposal.person_id == mover.giving.id, Proposal.place_id.in_(known))
    mover.repoint(Proposal, "person_id", but=dict.fromkeys(db.session.scalars(twice), TWICE))
