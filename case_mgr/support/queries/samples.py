"""Reads of samples: what an auditor may see of an entry is its code, its amount and what proves it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.support.models import Grant, SupportEntry, SupportReceipt, SupportSample, SupportShare
from case_mgr.support.policy import counted_entries
from case_mgr.support.queries.entries import list_known
from case_mgr.support.results import SampledView, SampleRow, SampleView
from case_mgr.support.types import BOOKED, Kind, State

_MOST = 50
_BOOKED = [str(state) for state in BOOKED]


def visible_samples(actor: Actor) -> ColumnElement[bool]:
    """Samples of the own organisation, for whoever draws them and for whoever opens the evidence."""
    draws, opens = actor.may(Permission.SUPPORT_SAMPLE), actor.may(Permission.SUPPORT_NAMES)
    if actor.guest is not None or not (draws or opens):
        return false()
    return SupportSample.organisation_id == actor.organisation_id


def list_population(actor: Actor, grant: Grant, since: date, until: date) -> list[str]:
    """List everything that a grant paid in a period, by the public ids of the shares: also what was reversed."""
    rows = (
        select(SupportShare.public_id)
        .join(SupportEntry, SupportEntry.id == SupportShare.entry_id)
        .where(counted_entries(actor), SupportShare.grant_id == grant.id, SupportEntry.state.in_(_BOOKED))
        .where(SupportEntry.booked >= since, SupportEntry.booked <= until)
        .order_by(SupportShare.id)
    )
    return list(db.session.scalars(rows))


def list_samples(actor: Actor) -> Page[SampleRow]:
    """List the last samples, the latest first."""
    rows = db.session.scalars(
        select(SupportSample)
        .where(visible_samples(actor))
        .options(joinedload(SupportSample.grant), joinedload(SupportSample.drawn_by))
        .order_by(SupportSample.id.desc())
        .limit(_MOST)
    )
    found = [_row(row) for row in rows]
    return Page(found, len(found), PageRequest().number, _MOST)


def get_sample(actor: Actor, public_id: str) -> SampleView:
    """Return a sample with what was drawn, in the order of the draw."""
    row = db.session.scalar(select(SupportSample).where(visible_samples(actor), SupportSample.public_id == public_id))
    if row is None:
        raise NotFound(N_("There is no such sample."))
    entry = joinedload(SupportShare.entry)
    shares = db.session.scalars(
        select(SupportShare)
        .join(SupportEntry, SupportEntry.id == SupportShare.entry_id)
        .where(counted_entries(actor), SupportShare.public_id.in_(row.chosen))
        .options(
            joinedload(SupportShare.line),
            entry.selectinload(SupportEntry.receipts).joinedload(SupportReceipt.file),
            entry.joinedload(SupportEntry.declaration),
            entry.options(selectinload(SupportEntry.shares)),
        )
    )
    found = {share.public_id: share for share in shares}
    opens = list_known(actor, {share.entry.public_id for share in found.values()})
    drawn = [found[one] for one in row.chosen if one in found]
    return SampleView(_row(row), tuple(_drawn(share, share.entry.public_id in opens) for share in drawn))


def _row(row: SupportSample) -> SampleRow:
    return SampleRow(
        public_id=row.public_id,
        grant=row.grant.code,
        currency=row.grant.currency,
        since=row.since,
        until=row.until,
        seed=row.seed,
        population=row.population,
        drawn=len(row.chosen),
        by=row.drawn_by.name,
        at=row.created_at,
    )


def _drawn(share: SupportShare, opens: bool) -> SampledView:
    entry = share.entry
    declaration = entry.declaration
    return SampledView(
        public_id=entry.public_id if opens else "",
        reference=entry.reference,
        code=share.code,
        kind=Kind(entry.kind),
        line=share.line.code if share.line else "",
        state=State(entry.state),
        booked=entry.booked,
        amount=share.amount,
        currency=entry.currency,
        converted=share.converted,
        receipts=tuple(one.file.sha256 for one in entry.receipts if one.withdrawn_at is None),
        declared=declaration is not None and declaration.signed_by_id is not None,
        by_two=entry.approved_by_id not in (None, entry.recorded_by_id),
    )
