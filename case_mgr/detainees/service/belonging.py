"""Nationalities of a person, side by side with their basis."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Nationality
from case_mgr.detainees.service.shared import (
    append_nationality,
    forget,
)
from case_mgr.detainees.types import (
    NationalityDraft,
)
from case_mgr.extensions import db


def add_nationality(actor: Actor, public_id: str, draft: NationalityDraft) -> Nationality:
    """Add a nationality beside those recorded already."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    if any(n.country == draft.country and n.basis == draft.basis for n in row.nationalities):
        raise Refused(N_("This nationality is recorded already."))
    nationality = append_nationality(row, draft)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    db.session.flush()
    return nationality


def remove_nationality(actor: Actor, public_id: str, nationality_id: str) -> None:
    """Remove a nationality that does not belong to the person."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    found = next((n for n in row.nationalities if n.public_id == nationality_id), None)
    if found is None:
        raise NotFound(N_("There is no such nationality."))
    db.session.delete(found)
    forget(row, "nationalities")
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
