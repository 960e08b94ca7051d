"""Reads of letters, parcels, visits and calls, for services."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case, Correspondence
from case_mgr.cases.policy import visible_items
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db


def get_letter_row(actor: Actor, case: Case, public_id: str) -> Correspondence:
    """Return one letter of a case."""
    row = db.session.scalar(
        select(Correspondence)
        .join(Correspondence.case)
        .where(visible_items(actor, Correspondence))
        .where(Correspondence.case_id == case.id, Correspondence.public_id == public_id)
        .options(selectinload(Correspondence.steps))
    )
    if row is None:
        raise NotFound(N_("There is no such letter, parcel, visit or call."))
    return row
