"""What was spent, as reports count it: no name, no purpose, nothing that is only planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import chain

from sqlalchemy import ColumnElement, func, null, select
from sqlalchemy.orm import aliased

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.cases.models import Case
from case_mgr.extensions import db
from case_mgr.support.models import Grant, GrantLine, SupportEntry, SupportShare, SupportStep
from case_mgr.support.policy import counted_entries
from case_mgr.support.types import BOOKED, Act, EntryFact, Kind, State

_BOOKED = [str(state) for state in BOOKED]
# Looked up rather than made: an enumeration is slow to ask for the same few members a hundred thousand times.
_KINDS, _STATES = {str(kind): kind for kind in Kind}, {str(state): state for state in State}
_BLOCK = 20_000


def read_entries(
    actor: Actor, since: date, until: date, grant_id: int | None = None, *, recorded: bool = False
) -> tuple[EntryFact, ...]:
    """Read what was booked from one day to another, of one grant or of all; a fact is one share of an entry.

    `happened` is the day in the books, so that a closed period never changes. What was paid and reversed within the
    period is in it neither way. A reversal of what was paid before the period is a fact with a negative amount and
    the state of a reversal: whoever adds amounts adds it, whoever counts services leaves it out. An entry that is
    split over grants has one fact for each, all with its id. `recorded` asks for when each was written down as paid,
    which only a restatement needs.
    """
    if not actor.may(Permission.SUPPORT_READ):
        actor.require(Permission.REPORT_BUILD)
    return tuple(net(_read(actor, since, until, grant_id, recorded=recorded)))


def net(rows: Iterable[tuple[EntryFact, int | None]]) -> Iterator[EntryFact]:
    """Leave out what was paid and reversed among the same rows; each comes with the entry that it reverses."""
    found = list(rows)
    there = {fact.id for fact, _ in found}
    reversed_here = {original for _, original in found if original in there}
    for fact, original in found:
        if fact.id in reversed_here or original in reversed_here:
            continue
        # Whatever was reversed only later was paid in this period, and reads so.
        yield replace(fact, state=State.PAID) if fact.state is State.REVERSED else fact


def _read(
    actor: Actor, since: date, until: date, grant_id: int | None, *, recorded: bool
) -> Iterator[tuple[EntryFact, int | None]]:
    case = aliased(Case)
    wanted = (
        select(
            SupportEntry.id,
            SupportEntry.case_id,
            case.detainee_id,
            SupportEntry.kind,
            GrantLine.code,
            SupportShare.amount,
            SupportEntry.currency,
            SupportShare.converted,
            Grant.currency,
            SupportEntry.booked,
            SupportShare.code,
            SupportEntry.state,
            SupportEntry.reverses_id,
            _recorded() if recorded else null(),
        )
        .join(SupportShare, SupportShare.entry_id == SupportEntry.id)
        .join(Grant, Grant.id == SupportShare.grant_id)
        .outerjoin(GrantLine, GrantLine.id == SupportShare.line_id)
        .outerjoin(case, case.id == SupportEntry.case_id)
        .where(counted_entries(actor), SupportEntry.state.in_(_BOOKED))
        .where(SupportEntry.booked >= since, SupportEntry.booked <= until)
        .order_by(SupportEntry.id, SupportShare.id)
    )
    if grant_id is not None:
        wanted = wanted.where(SupportShare.grant_id == grant_id)
    # Without the layer of records: a report reads every entry of a grant, and nothing of it is needed.
    db.session.flush()
    found = db.session.connection().execute(wanted.execution_options(yield_per=_BLOCK))
    for (
        key,
        case_id,
        person,
        kind,
        line,
        amount,
        currency,
        converted,
        own,
        booked,
        code,
        state,
        original,
        made,
    ) in chain.from_iterable(found.partitions()):
        assert booked is not None, "what is compared with days has one"
        fact = EntryFact(
            key,
            case_id,
            person,
            _KINDS[kind],
            line or "",
            amount,
            currency,
            converted,
            own,
            booked,
            code,
            _STATES[state],
            made,
        )
        yield fact, original


def _recorded() -> ColumnElement[datetime]:
    """When an entry was written down as paid; a reversal never is, and counts from when it was made."""
    step = select(func.min(SupportStep.created_at)).where(
        SupportStep.entry_id == SupportEntry.id, SupportStep.act == str(Act.PAID)
    )
    return func.coalesce(step.correlate(SupportEntry).scalar_subquery(), SupportEntry.created_at)
