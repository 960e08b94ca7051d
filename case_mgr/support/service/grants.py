"""Verbs about grants: added, amended, given a budget, closed up to a day."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.roles import Role
from case_mgr.accounts import queries as members
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.support import money, queries
from case_mgr.support.models import Grant, GrantClosing, GrantLine, GrantReader, SupportEntry, SupportShare
from case_mgr.support.policy import visible
from case_mgr.support.queries.grants import list_locked
from case_mgr.support.results import Reader
from case_mgr.support.service.shared import Misfilled, at
from case_mgr.support.threshold import require_threshold
from case_mgr.support.types import BOOKED, GrantDraft, LineDraft, State

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}", re.ASCII)


_CHANGED = N_("Somebody else changed this grant while you were writing. Nothing was written.")
_LONGEST_CODE = 20


def add_grant(actor: Actor, draft: GrantDraft) -> Grant:
    """Add a grant; its code is what reports and receipts name."""
    actor.require(Permission.GRANT_WRITE)
    _check(draft)
    if queries.find_by_code(actor, draft.code) is not None:
        raise Misfilled("code", N_("There is a grant with this code already."))
    row = Grant(organisation_id=actor.organisation_id, **_fields(draft))
    db.session.add(row)
    audit.record(actor, Event.GRANT_ADDED, row, label=row.code)
    db.session.flush()
    return row


def amend_grant(actor: Actor, public_id: str, draft: GrantDraft, seen: int | None) -> Grant:
    """Change a grant: never so that something that was spent would fall out of it."""
    row = _locked(actor, public_id, seen)
    starts, ends = _check(draft)
    other = queries.find_by_code(actor, draft.code)
    if other is not None and other.id != row.id:
        raise Misfilled("code", N_("There is a grant with this code already."))
    first, last, count = _span(row)
    if count and draft.code.strip() != row.code:
        # What was published is found by the code of its grant.
        raise Misfilled("code", N_("Entries are charged to this grant: its code can no longer change."))
    if count and draft.currency != row.currency:
        raise Misfilled("currency", N_("Entries are charged to this grant: its currency can no longer change."))
    if first is not None and starts > first:
        raise Misfilled("starts", N_("Entries of this grant begin on %(day)s: it cannot begin later."), day=first)
    floor = max(filter(None, (last, row.closed_until)), default=None)
    if floor is not None and ends < floor:
        raise Misfilled(
            "ends", N_("This grant has entries or closed books up to %(day)s: it cannot end earlier."), day=floor
        )
    for name, value in _fields(draft).items():
        setattr(row, name, value)
    audit.record(actor, Event.GRANT_AMENDED, row, label=row.code)
    db.session.flush()
    return row


def add_line(actor: Actor, public_id: str, draft: LineDraft, seen: int | None = None) -> GrantLine:
    """Add a line to the budget of a grant."""
    row = _locked(actor, public_id, seen)
    if not row.lines and _span(row)[2]:
        raise Refused(N_("Entries are charged to this grant as a whole: it can no longer be divided into lines."))
    line = GrantLine(organisation_id=row.organisation_id, **_line_fields(row, draft, None))
    row.lines.append(line)
    audit.record(actor, Event.GRANT_LINE_CHANGED, row, label=row.code, line=line.code)
    db.session.flush()
    return line


def amend_line(actor: Actor, public_id: str, line_id: str, draft: LineDraft, seen: int | None) -> GrantLine:
    """Change a line of a budget, as the donor agreed; what was spent on it stays."""
    row = _locked(actor, public_id, None)
    line = next((one for one in row.lines if one.public_id == line_id), None)
    if line is None:
        raise NotFound(N_("There is no such line."))
    if seen is not None and seen != line.version:
        raise Stale(_CHANGED, Conflict(version=line.version))
    for name, value in _line_fields(row, draft, line).items():
        setattr(line, name, value)
    audit.record(actor, Event.GRANT_LINE_CHANGED, row, label=row.code, line=line.code)
    db.session.flush()
    return line


def close_period(actor: Actor, public_id: str, until: date | None, seen: int | None = None) -> Grant:
    """Close the books of a grant up to a day: what was reported stays, and corrections post to what is open."""
    row = _locked(actor, public_id, seen)
    if until is None:
        raise Misfilled("until", N_("Enter the last day that is closed."))
    if not row.starts <= until <= row.ends:
        raise Misfilled("until", N_("This day lies outside the period of the grant."))
    if until >= clock.today():
        raise Misfilled("until", N_("Only days that are over can be closed."))
    if row.closed_until is not None and until <= row.closed_until:
        raise Misfilled("until", N_("The books are closed up to %(day)s already."), day=row.closed_until)
    open_ = _without_rate(row, until)
    if open_:
        raise Misfilled(
            "until",
            N_("%(n)d payments up to this day have no rate yet: give it first, so that what is closed is whole."),
            n=open_,
        )
    row.closed_until = until
    row.closings.append(GrantClosing(organisation_id=row.organisation_id, until=until, closed_by_id=actor.user_id))
    audit.record(actor, Event.GRANT_PERIOD_CLOSED, row, label=row.code, until=until.isoformat())
    db.session.flush()
    return row


def list_donors(actor: Actor) -> list[Reader]:
    """List the members with a donor's role, who can be given a grant's reports."""
    return [Reader(m.public_id, m.name, m.email) for m in members.list_members(actor) if Role.DONOR in m.roles]


def choose_readers(actor: Actor, public_id: str, chosen: Collection[str]) -> Grant:
    """Decide which donors' accounts read the published reports of a grant."""
    actor.require(Permission.GRANT_WRITE)
    row = queries.get_row(actor, public_id)
    if set(chosen) - {reader.public_id for reader in list_donors(actor)}:
        raise Refused(N_("Only members with the role of a donor can be given the reports of a grant."))
    keep = {reader.user.public_id: reader for reader in row.readers}
    for left in keep.keys() - set(chosen):
        row.readers.remove(keep[left])
    for added in sorted(set(chosen) - keep.keys()):
        key = members.find_member_id(actor, added)
        if key is not None:
            row.readers.append(GrantReader(user_id=key))
    audit.record(actor, Event.GRANT_READERS_CHANGED, row, label=row.code, readers=len(set(chosen)))
    db.session.flush()
    return row


def _locked(actor: Actor, public_id: str, seen: int | None) -> Grant:
    actor.require(Permission.GRANT_WRITE)
    found = list_locked(visible(actor), Grant.public_id == public_id)
    if not found:
        raise NotFound(N_("There is no such grant."))
    if seen is not None and seen != found[0].version:
        raise Stale(_CHANGED, Conflict(version=found[0].version))
    return found[0]


def _check(draft: GrantDraft) -> tuple[date, date]:
    if not _CODE.fullmatch(draft.code.strip()):
        sentence = N_("A code has up to 40 Latin letters, digits, dots, slashes and hyphens, and no spaces.")
        raise Misfilled("code", sentence)
    if not draft.donor.strip() or not draft.title.strip():
        raise Misfilled("donor", N_("A grant needs the name of its donor and a title."))
    if not money.is_known(draft.currency):
        raise Misfilled("currency", N_("Enter the currency as three letters, such as EUR."))
    if draft.starts is None or draft.ends is None:
        raise Misfilled("starts", N_("Enter the first and the last day of the grant."))
    if draft.ends < draft.starts:
        raise Misfilled("ends", N_("The grant ends before it begins. Exchange its two dates."))
    try:
        require_threshold(draft.threshold)
    except Refused as error:
        raise at("threshold", error) from error
    return draft.starts, draft.ends


def _fields(draft: GrantDraft) -> dict[str, Any]:
    texts = {"code": draft.code, "donor": draft.donor[:200], "title": draft.title[:200], "currency": draft.currency}
    days = {"starts": draft.starts, "ends": draft.ends}
    return {name: text.strip() for name, text in texts.items()} | days | {"threshold": draft.threshold}


def _line_fields(grant: Grant, draft: LineDraft, own: GrantLine | None) -> dict[str, Any]:
    code, title = draft.code.strip(), draft.title.strip()
    if not _CODE.fullmatch(code) or len(code) > _LONGEST_CODE:
        sentence = N_("The code of a line has up to 20 Latin letters, digits, dots, slashes and hyphens.")
        raise Misfilled("code", sentence)
    if any(line.code == code for line in grant.lines if line is not own):
        raise Misfilled("code", N_("The budget has a line with this code already."))
    if not title:
        raise Misfilled("title", N_("Enter a title"))
    try:
        amount = money.read_amount(draft.amount, grant.currency)
    except money.BadAmount as error:
        raise at("amount", error) from error
    return {"code": code, "title": title[:200], "amount": amount}


def _span(grant: Grant) -> tuple[date | None, date | None, int]:
    """Return the first and the last day of a grant's entries, and how many there are; what is void does not count."""
    day = func.coalesce(SupportEntry.booked, SupportEntry.happened)
    found = db.session.execute(
        select(func.min(SupportEntry.happened), func.max(day), func.count())
        .join(SupportShare, SupportShare.entry_id == SupportEntry.id)
        .where(SupportShare.grant_id == grant.id, SupportEntry.state != str(State.VOID))
    ).one()
    return found[0], found[1], found[2]


def _without_rate(grant: Grant, until: date) -> int:
    counted = (
        select(func.count(SupportShare.id))
        .select_from(SupportEntry)
        .join(SupportShare, SupportShare.entry_id == SupportEntry.id)
    )
    booked = SupportEntry.state.in_([str(state) for state in BOOKED])
    of_grant = SupportShare.grant_id == grant.id
    return (
        db.session.scalar(
            counted.where(of_grant, booked, SupportEntry.booked <= until, SupportShare.converted.is_(None))
        )
        or 0
    )
