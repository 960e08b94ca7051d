"""What the pages about a case say of its person, in one short statement."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, select

from case_mgr.access.actor import Actor
from case_mgr.core.statements import kept
from case_mgr.detainees.models import Detainee, Nationality
from case_mgr.detainees.policy import visible
from case_mgr.detainees.types import Heading, Sensitivity
from case_mgr.extensions import db


@kept
def _statement(actor: Actor) -> Select[*tuple[Any, ...]]:
    shown = (Detainee.reference, Detainee.sensitivity, Detainee.publication_hold, Detainee.hold_reason)
    return (
        select(*shown, Nationality.country)
        .outerjoin(Nationality, Nationality.detainee_id == Detainee.id)
        .where(visible(actor), Detainee.public_id == bindparam("person"))
        .order_by(Nationality.id)
    )


def find_heading(actor: Actor, public_id: str) -> Heading | None:
    """Return what stands above a page about somebody, if the actor may open them."""
    rows = db.session.execute(_statement(actor), {"person": public_id}).all()
    if not rows:
        return None
    row = rows[0]
    return Heading(
        public_id=public_id,
        reference=row.reference,
        countries=tuple(dict.fromkeys(held.country for held in rows if held.country)),
        sensitivity=Sensitivity(row.sensitivity),
        publication_hold=row.publication_hold,
        hold_reason=row.hold_reason if actor.sees("detainee.hold_reason") else "",
    )
