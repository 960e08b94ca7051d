"""Which flags an actor may know of."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_

from case_mgr.access.actor import Actor
from case_mgr.cases import policy as cases
from case_mgr.flags.models import CaseFlag


def visible(actor: Actor) -> ColumnElement[bool]:
    """Flags on cases that the actor may open; the statement joins the case."""
    return and_(CaseFlag.organisation_id == actor.organisation_id, cases.visible(actor))
