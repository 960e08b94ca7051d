"""Lists of entries, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.cases.models import Case
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.support.models import Grant, SupportDeclaration, SupportEntry, SupportReceipt, SupportShare
from case_mgr.support.policy import counted_entries, visible_entries
from case_mgr.support.queries.entries import row_of, with_shares
from case_mgr.support.results import Balance, EntryRow
from case_mgr.support.types import BOOKED, PENDING, Filter, State

_BLOCK = 400
_Person = aliased(Detainee)
_HIDDEN = or_(_Person.sensitivity != str(Sensitivity.NORMAL), _Person.publication_hold)
_SPENT = [str(State.PAID), str(State.CONFIRMED)]
_Case, _Grant, _Share = aliased(Case), aliased(Grant), aliased(SupportShare)
_ZERO = Decimal(0)
# What is in the books stands under its day there; what waits, under the day for which it is planned.
_DAY = func.coalesce(SupportEntry.booked, SupportEntry.happened)


def list_entries(actor: Actor, wanted: Filter, request: PageRequest) -> Page[EntryRow]:
    """List entries that the actor may open, the latest first."""
    total = count_entries(actor, wanted)
    at = settle(request, total)
    rows = db.session.scalars(
        with_shares()
        .where(visible_entries(actor), *conditions(wanted))
        .order_by(_DAY.desc(), SupportEntry.id.desc())
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    )
    return Page([row_of(row) for row in rows], total, at.number, at.size)


def count_entries(actor: Actor, wanted: Filter) -> int:
    """Count the entries that a list with this filter shows."""
    counted = select(func.count(SupportEntry.id)).where(visible_entries(actor), *conditions(wanted))
    return db.session.scalar(counted) or 0


def walk_entries(actor: Actor, wanted: Filter, *, disclosable: bool = False) -> Iterator[EntryRow]:
    """Give all entries of a filter, the oldest first, some hundreds at a time; for a file, without who is withheld."""
    last, asked = 0, conditions(wanted)
    if disclosable:
        asked.append(not_(exists().where(_Case.id == SupportEntry.case_id, _Person.id == _Case.detainee_id, _HIDDEN)))
    while True:
        found = with_shares().where(visible_entries(actor), *asked, SupportEntry.id > last)
        rows = list(db.session.scalars(found.order_by(SupportEntry.id).limit(_BLOCK)))
        if not rows:
            return
        yield from map(row_of, rows)
        last = rows[-1].id


def count_hidden(actor: Actor) -> int:
    """Count the entries about people who are withheld from the actor: a total, never under a filter."""
    if actor.guest is not None or not actor.may(Permission.SUPPORT_READ):
        return 0
    hidden = select(func.count(SupportEntry.id)).where(counted_entries(actor), not_(visible_entries(actor)))
    return db.session.scalar(hidden) or 0


def hides(actor: Actor, wanted: Filter) -> bool:
    """Whether totals of this filter count somebody whom the actor may not open."""
    hidden = exists().where(counted_entries(actor), not_(visible_entries(actor)), *conditions(wanted))
    return bool(db.session.scalar(select(hidden)))


def list_balances(actor: Actor, wanted: Filter) -> list[Balance]:
    """Add up what a list shows, currency by currency; of one grant, what that grant pays."""
    amount = SupportShare.amount if wanted.grant else SupportEntry.amount
    spent, pending = ([str(state) for state in states] for states in (BOOKED, PENDING))
    sums = select(
        SupportEntry.currency,
        func.sum(case((SupportEntry.state.in_(spent), amount))),
        func.sum(case((SupportEntry.state.in_(pending), amount))),
    ).select_from(SupportEntry)
    if wanted.grant:
        sums = sums.join(SupportShare, SupportShare.entry_id == SupportEntry.id).join(
            Grant, (Grant.id == SupportShare.grant_id) & (Grant.public_id == wanted.grant)
        )
    sums = sums.where(visible_entries(actor), *conditions(wanted), SupportEntry.state != str(State.VOID))
    rows = db.session.execute(sums.group_by(SupportEntry.currency).order_by(SupportEntry.currency))
    return [Balance(currency, spent or _ZERO, pending or _ZERO) for currency, spent, pending in rows]


def conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    """Return what a filter asks of an entry."""
    out: list[ColumnElement[bool]] = []
    if wanted.grant:
        of_grant = and_(_Grant.id == _Share.grant_id, _Grant.public_id == wanted.grant)
        out.append(exists().where(_Share.entry_id == SupportEntry.id, of_grant))
    if wanted.case:
        out.append(exists().where(_Case.id == SupportEntry.case_id, _Case.reference == wanted.case))
    if wanted.since:
        out.append(wanted.since <= _DAY)
    if wanted.until:
        out.append(wanted.until >= _DAY)
    if wanted.state:
        out.append(SupportEntry.state == str(wanted.state))
    if wanted.unproved:
        receipt = and_(SupportReceipt.entry_id == SupportEntry.id, SupportReceipt.withdrawn_at.is_(None))
        signed = and_(SupportDeclaration.entry_id == SupportEntry.id, SupportDeclaration.signed_by_id.is_not(None))
        out += [SupportEntry.state.in_(_SPENT), not_(exists().where(receipt)), not_(exists().where(signed))]
    if wanted.booked:
        out.append(SupportEntry.state.in_([str(state) for state in BOOKED]))
    if wanted.kind:
        out.append(SupportEntry.kind == str(wanted.kind))
    return out
