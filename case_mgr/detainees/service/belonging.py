"""Nationalities of a person, side by side with their basis."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Detainee, Nationality
from case_mgr.detainees.service.shared import (
    LONGEST,
    append_nationality,
    forget,
    read_country,
    require_seen,
    require_span,
)
from case_mgr.detainees.types import NationalityDraft
from case_mgr.extensions import db


def add_nationality(actor: Actor, public_id: str, draft: NationalityDraft) -> Nationality:
    """Add a nationality beside those recorded already."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    _require_new(row, draft)
    nationality = append_nationality(row, draft)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    db.session.flush()
    return nationality


def amend_nationality(
    actor: Actor, public_id: str, nationality_id: str, draft: NationalityDraft, seen_version: int | None = None
) -> Nationality:
    """Correct what is known of a nationality, such as since when and until when."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    found = _one(row, nationality_id)
    require_seen(found, seen_version)
    require_span(draft)
    _require_new(row, draft, found)
    found.country, found.basis = read_country(draft.country), str(draft.basis)
    found.source = draft.source.strip()[:LONGEST]
    # A composite that is set anew counts as changed even where it is equal.
    if found.since != draft.since:
        found.since = draft.since
    if found.until != draft.until:
        found.until = draft.until
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    db.session.flush()
    return found


def remove_nationality(actor: Actor, public_id: str, nationality_id: str) -> None:
    """Remove a nationality that does not belong to the person."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    found = _one(row, nationality_id)
    db.session.delete(found)
    forget(row, "nationalities")
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)


def _one(row: Detainee, nationality_id: str) -> Nationality:
    found = next((n for n in row.nationalities if n.public_id == nationality_id), None)
    if found is None:
        raise NotFound(N_("There is no such nationality."))
    return found


def _require_new(row: Detainee, draft: NationalityDraft, but: Nationality | None = None) -> None:
    """Refuse what stands there already; two sources, or two spans of time, may say the same country."""
    wanted = (draft.country.strip().upper(), str(draft.basis), draft.source.strip(), draft.since, draft.until)
    for other in row.nationalities:
        if other is not but and (other.country, other.basis, other.source, other.since, other.until) == wanted:
            raise Refused(N_("This nationality is recorded already."))
