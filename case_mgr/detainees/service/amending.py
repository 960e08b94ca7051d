"""Single fields of a person change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from case_mgr.access import fields
from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Conflict, Forbidden, Stale
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.noticing import noticed
from case_mgr.detainees.service.shared import read_groups, read_languages, require_order, tidy
from case_mgr.detainees.types import AMENDABLE
from case_mgr.extensions import db

# Nothing is no secret: an empty text is not encrypted, it is not there.
_SEALED = frozenset({"father", "mother", "ethnicity", "religion", "notes"})
# What tells two people apart, or does not.
_COMPARED = frozenset({"sex", "born", "died"})


def amend(actor: Actor, public_id: str, changes: Mapping[str, Any], seen_version: int | None = None) -> Detainee:
    """Change single fields of a person; an edit of an older state of the record is refused."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    unknown = changes.keys() - AMENDABLE
    if unknown:
        raise ValueError(f"not amendable: {sorted(unknown)}")
    if any(not fields.changes(actor.permissions, f"detainee.{field}") for field in changes):
        raise Forbidden(N_("Your role does not permit this."), permission=Permission.PERSON_WRITE)
    if seen_version is not None and seen_version != row.version:
        raise Stale(
            N_("Somebody else changed this person while you were editing. Nothing was written."),
            Conflict(version=row.version),
        )
    for field, value in changes.items():
        kept = _kept(field, value)
        if getattr(row, field) != kept:
            setattr(row, field, kept)
    require_order(row.born, row.died)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    db.session.flush()
    if changes.keys() & _COMPARED:
        noticed(actor, [row.id])
    return row


def _kept(field: str, value: Any) -> Any:
    """Return a value as its column keeps it."""
    match field:
        case "groups":
            return read_groups(value)
        case "languages":
            return read_languages(value)
        case "father" | "mother":
            return tidy(value) or None
    text = value.strip() if isinstance(value, str) else value
    return text or None if field in _SEALED else text
