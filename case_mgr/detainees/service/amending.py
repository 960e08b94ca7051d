"""Single fields of a person change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Conflict, ConflictRow, Stale
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.service.shared import (
    require_order,
)
from case_mgr.detainees.types import (
    AMENDABLE,
    FIELD_LABELS,
)
from case_mgr.extensions import db


def amend(actor: Actor, public_id: str, changes: Mapping[str, Any], seen_version: int | None = None) -> Detainee:
    """Change single fields of a person; a stale edit is refused with both values."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    unknown = changes.keys() - AMENDABLE
    if unknown:
        raise ValueError(f"not amendable: {sorted(unknown)}")
    if seen_version is not None and seen_version != row.version:
        raise Stale(
            N_("Somebody else changed this person while you were editing. Nothing was written."),
            Conflict(rows=tuple(_conflicts(row, changes)), version=row.version),
        )
    for field, value in changes.items():
        text = value.strip() if isinstance(value, str) else value
        if getattr(row, field) != text:
            setattr(row, field, text)
    require_order(row.born, row.died)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    db.session.flush()
    return row


def _conflicts(row: Detainee, changes: Mapping[str, Any]) -> Iterable[ConflictRow]:
    for field, value in changes.items():
        now = getattr(row, field)
        if now != value and (now or value):
            yield ConflictRow(FIELD_LABELS[field], "", _said(now), _said(value))


def _said(value: object) -> str:
    return "" if value is None else value.edtf if isinstance(value, PartialDate) else str(value)
