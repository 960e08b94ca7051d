"""What a person says about a row; it can wait for ever, and holds up no other row."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.imports import queries
from case_mgr.imports.models import ImportRow
from case_mgr.imports.states import DECIDABLE, Decision, State

_TOO_LATE = N_("Rows of this import cannot be decided now: it was taken back, or is done.")
_WRITTEN = N_("This row was written already. Change the person's record instead.")
_CHOOSE = N_("Choose which person it is.")
_MEANWHILE = N_("Somebody else decided this row meanwhile. Nothing was written.")


def decide(
    actor: Actor,
    public_id: str,
    number: int,
    decision: Decision,
    *,
    target: str | None = None,
    repeats: int | None = None,
    seen_version: int | None = None,
) -> ImportRow:
    """Decide one row: a person of the records, an earlier row of the list, somebody new, leave out, or later."""
    actor.require(Permission.IMPORT_STAGE)
    imported = queries.get_row(actor, public_id)
    if imported.state not in DECIDABLE and imported.state not in (State.QUEUED, State.RUNNING):
        raise Refused(_TOO_LATE)
    row = queries.get_line(imported, number)
    if row.outcome is not None:
        raise Refused(_WRITTEN)
    if seen_version is not None and seen_version != row.decisions:
        raise Stale(_MEANWHILE, Conflict(version=row.decisions))
    if decision in (Decision.FILL, Decision.UPDATE):
        known = target is not None and any(candidate["person"] == target for candidate in row.candidates)
        if not known and repeats not in row.repeats:
            raise Refused(_CHOOSE)
    else:
        target, repeats = None, None
    row.decision, row.target, row.target_row = str(decision), target, repeats if target is None else None
    row.decided_by_id, row.decided_at, row.decisions = actor.user_id, clock.now(), row.decisions + 1
    audit.record(
        actor, Event.IMPORT_ROW_DECIDED, imported, label=imported.reference, row=number, decision=str(decision)
    )
    db.session.flush()
    return row
