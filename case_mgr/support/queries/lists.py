"""Reads of lists of expenses that were read in."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from sqlalchemy import false, func, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.support.models import Grant, SupportEntry, SupportImport, SupportShare
from case_mgr.support.policy import visible_entries
from case_mgr.support.results import ListRow
from case_mgr.support.types import State

_MOST = 50
_GONE = [str(state) for state in (State.VOID, State.REVERSED, State.REVERSAL)]
# By what two lines are the same expense: day, amount, currency, kind, line of the budget, case.
Key = tuple[date, Decimal, str, str, int | None, int | None]


def visible_lists(actor: Actor) -> ColumnElement[bool]:
    """Lists of the own organisation, for whoever reads the ledger."""
    if actor.guest is not None or not actor.may(Permission.SUPPORT_READ):
        return false()
    return SupportImport.organisation_id == actor.organisation_id


def get_list_row(actor: Actor, public_id: str, *, lock: bool = False) -> SupportImport:
    """Return the record behind a list, for services."""
    wanted = select(SupportImport).where(visible_lists(actor), SupportImport.public_id == public_id)
    wanted = wanted.options(joinedload(SupportImport.grant), joinedload(SupportImport.file))
    if lock:
        wanted = wanted.with_for_update(of=SupportImport)
    row = db.session.scalar(wanted, execution_options={"populate_existing": lock})
    if row is None:
        raise NotFound(N_("There is no such list."))
    return row


def get_list(actor: Actor, public_id: str) -> ListRow:
    """Return a list with how many of its entries stand where, as far as the actor may open them."""
    row = get_list_row(actor, public_id)
    counted = select(SupportEntry.state, func.count(SupportEntry.id)).where(
        visible_entries(actor), SupportEntry.import_id == row.id
    )
    states = db.session.execute(counted.group_by(SupportEntry.state).order_by(SupportEntry.state))
    return _row(actor, row, {State(state): count for state, count in states})


def list_lists(actor: Actor) -> Page[ListRow]:
    """List the last lists that were read, the latest first."""
    rows = db.session.scalars(
        select(SupportImport)
        .where(visible_lists(actor))
        .options(joinedload(SupportImport.grant), joinedload(SupportImport.read_by))
        .order_by(SupportImport.id.desc())
        .limit(_MOST)
    )
    found = [_row(actor, row, {}) for row in rows]
    return Page(found, len(found), 1, _MOST)


def list_keys(grant: Grant) -> dict[Key, list[str]]:
    """Return what stands in the ledger of a grant, by what makes two lines the same expense."""
    entry, found = SupportEntry, defaultdict[Key, list[str]](list)
    rows = db.session.execute(
        select(
            entry.happened,
            SupportShare.amount,
            entry.currency,
            entry.kind,
            SupportShare.line_id,
            entry.case_id,
            entry.number,
        )
        .join(SupportShare, SupportShare.entry_id == entry.id)
        .where(SupportShare.grant_id == grant.id, entry.state.not_in(_GONE))
        .order_by(entry.id)
    )
    for *key, number in rows:
        found[tuple(key)].append(f"S-{number:06d}")  # type: ignore[index]  # the columns of a key
    return found


def _row(actor: Actor, row: SupportImport, states: dict[State, int]) -> ListRow:
    return ListRow(
        public_id=row.public_id,
        grant=row.grant.code,
        grant_id=row.grant.public_id,
        sha256=row.sha256,
        by=row.read_by.name,
        at=row.created_at,
        day_first=row.day_first,
        written_at=row.written_at,
        written=row.written,
        refused=row.refused,
        states=states,
        mine=row.read_by_id == actor.user_id,
    )
