"""What a person says about a row; it can wait for ever, and holds up no other row."""

from __future__ import annotations

from collections.abc import Sequence

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, DomainError, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.imports import queries
from case_mgr.imports.models import Import, ImportRow
from case_mgr.imports.states import DECIDABLE, Choice, Decision, State

_TOO_LATE = N_("Rows of this import cannot be decided now: it was taken back, or is done.")
_WRITTEN = N_("This row was written already. Change the person's record instead.")
_CHOOSE = N_("Choose which person it is.")
_NAMING = (Decision.FILL, Decision.UPDATE)
_NO_ROW = N_("There is no such row.")
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
    imported = _open(actor, public_id)
    row = queries.get_line(imported, number)
    choice = Choice(number, decision, target, repeats, seen_version)
    _require_open(row, choice)
    _settle(actor, imported, row, choice)
    db.session.flush()
    return row


def decide_all(actor: Actor, public_id: str, choices: Sequence[Choice]) -> dict[int, DomainError]:
    """Decide many rows at once, all or none; returns those that are refused, with the reason."""
    imported = _open(actor, public_id)
    rows = {row.row: row for row in queries.list_lines(imported, [choice.row for choice in choices])}
    refused: dict[int, DomainError] = {}
    for choice in choices:
        try:
            if choice.row not in rows:
                raise Refused(_NO_ROW)
            _require_open(rows[choice.row], choice)
        except (Refused, Stale) as error:
            refused[choice.row] = error
    if not refused:
        for choice in choices:
            _settle(actor, imported, rows[choice.row], choice)
        db.session.flush()
    return refused


def _open(actor: Actor, public_id: str) -> Import:
    actor.require(Permission.IMPORT_STAGE)
    imported = queries.get_row(actor, public_id)
    if imported.state not in DECIDABLE and imported.state not in (State.QUEUED, State.RUNNING):
        raise Refused(_TOO_LATE)
    return imported


def _require_open(row: ImportRow, choice: Choice) -> None:
    """Refuse what was written or decided meanwhile, and a person who was never proposed."""
    if row.outcome is not None:
        raise Refused(_WRITTEN)
    if choice.seen is not None and choice.seen != row.decisions:
        raise Stale(_MEANWHILE, Conflict(version=row.decisions))
    if choice.decision in _NAMING:
        known = choice.target is not None and any(one["person"] == choice.target for one in row.candidates)
        if not known and choice.repeats not in row.repeats:
            raise Refused(_CHOOSE)


def _settle(actor: Actor, imported: Import, row: ImportRow, choice: Choice) -> None:
    names = choice.decision in _NAMING
    row.decision, row.target = str(choice.decision), choice.target if names else None
    row.target_row = choice.repeats if names and choice.target is None else None
    row.decided_by_id, row.decided_at, row.decisions = actor.user_id, clock.now(), row.decisions + 1
    audit.record(
        actor,
        Event.IMPORT_ROW_DECIDED,
        imported,
        label=imported.reference,
        row=row.number,
        decision=str(choice.decision),
    )
