"""Reads of the ledger's entries, bounded by who asks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.models import User
from case_mgr.accounts.settled import ripe_at, settings_of
from case_mgr.accounts.types import Way
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Case
from case_mgr.core.blocks import among
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.support.models import SupportEntry, SupportReceipt, SupportShare, SupportStep
from case_mgr.support.policy import approvers, visible_entries
from case_mgr.support.results import EntryRow, EntryView, ShareView, StepView
from case_mgr.support.types import Act, Kind, State

_MOST = 200


def get_row(actor: Actor, public_id: str, *, lock: bool = False) -> SupportEntry:
    """Return the record behind an entry; a service that changes it locks it first."""
    wanted = with_shares().where(visible_entries(actor), SupportEntry.public_id == public_id)
    if lock:
        wanted = wanted.with_for_update(of=SupportEntry)
    row = db.session.scalar(wanted, execution_options={"populate_existing": lock})
    if row is None:
        raise NotFound(N_("There is no such entry."))
    return row


def get_entry(actor: Actor, public_id: str) -> EntryView:
    """Return one entry with its steps."""
    row = get_row(actor, public_id)
    return EntryView(
        row=row_of(row),
        purpose=row.purpose or "",
        for_person=row.for_person,
        has_beneficiary=row.for_person or row.beneficiary_sealed is not None,
        recorded_by_id=row.recorded_by.public_id,
        steps=tuple(StepView(Act(one.act), one.created_at, one.author.name, one.note or "") for one in row.steps),
        reverses=_named(row.reverses),
        reversal=_named(row.reversal),
        version=row.version,
    )


def list_approvers(actor: Actor, public_id: str) -> list[str]:
    """Name the members who may approve an entry, for whoever may see who belongs to the organisation."""
    if not actor.may(Permission.MEMBER_READ):
        return []
    row = get_row(actor, public_id)
    person = row.case.detainee if row.case else None
    found = select(User.name).where(approvers(person, row.organisation_id, row.recorded_by_id))
    return list(db.session.scalars(found.order_by(User.name, User.id).limit(_MOST)))


def find_ripe_at(actor: Actor, public_id: str) -> datetime | None:
    """Return from when whoever wrote an entry down may approve it alone; None where they never may."""
    row = get_row(actor, public_id)
    now = settings_of(row.organisation_id)
    objected = any(one.act == Act.OBJECTED for one in row.steps)
    return ripe_at(row.created_at, now.money_since) if now.money is Way.DELAY and not objected else None


def list_known(actor: Actor, public_ids: Collection[str]) -> set[str]:
    """Return which of these entries the actor may open."""
    found = select(SupportEntry.public_id).where(
        visible_entries(actor), SupportEntry.public_id.in_(sorted(public_ids)[:_MOST])
    )
    return set(db.session.scalars(found)) if public_ids else set()


def list_tied(actor: Actor, references: Collection[str]) -> set[str]:
    """Return those of the cases that the actor may open for which money was planned, also by an entry closed to them.

    For whoever is about to take a case back: nobody would see the entry any more, and its sum would still count.
    """
    spent = exists(select(SupportEntry.id).where(SupportEntry.case_id == Case.id).correlate(Case))
    return among(
        db.session, select(Case.reference).where(case_policy.visible(actor), spent), Case.reference, references
    )


def with_shares() -> Select[SupportEntry]:
    """Return the statement of a list: each entry with its case, shares, steps and who did what."""
    shares = selectinload(SupportEntry.shares)
    return select(SupportEntry).options(
        joinedload(SupportEntry.case).joinedload(Case.detainee),
        joinedload(SupportEntry.recorded_by),
        joinedload(SupportEntry.approved_by),
        shares.joinedload(SupportShare.grant),
        shares.joinedload(SupportShare.line),
        selectinload(SupportEntry.receipts).joinedload(SupportReceipt.file),
        joinedload(SupportEntry.declaration),
        selectinload(SupportEntry.steps).joinedload(SupportStep.author),
    )


def row_of(row: SupportEntry) -> EntryRow:
    """Return an entry as lists show it."""
    return EntryRow(
        public_id=row.public_id,
        reference=row.reference,
        case=row.case.reference if row.case else "",
        kind=Kind(row.kind),
        state=State(row.state),
        happened=row.happened,
        paid_on=row.paid_on,
        booked=row.booked,
        amount=row.amount,
        currency=row.currency,
        recorded_by=row.recorded_by.name,
        approved_by=row.approved_by.name if row.approved_by else "",
        shares=tuple(_share(share) for share in row.shares),
        receipts=tuple(one.file.sha256 for one in row.receipts if one.withdrawn_at is None),
        declared=row.declaration is not None and row.declaration.signed_by_id is not None,
    )


def _share(share: SupportShare) -> ShareView:
    return ShareView(
        public_id=share.public_id,
        grant=share.grant.code,
        grant_id=share.grant.public_id,
        line=share.line.code if share.line else "",
        amount=share.amount,
        grant_currency=share.grant.currency,
        rate=share.rate,
        rate_day=share.rate_day,
        rate_source=share.rate_source,
        converted=share.converted,
        code=share.code,
    )


def _named(row: SupportEntry | None) -> tuple[str, str] | None:
    return (row.public_id, row.reference) if row else None
