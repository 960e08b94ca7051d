"""Reads of links to reports."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.accounts.queries import token_digest
from case_mgr.core import clock
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.donors.models import ReportLink
from case_mgr.donors.policy import visible
from case_mgr.donors.types import MOST_LINKS, LinkView
from case_mgr.extensions import db
from case_mgr.reports.models import Report

NO_LINK = N_("There is no such link.")


def get_row(actor: Actor, public_id: str) -> ReportLink:
    """Return the record behind a link, for services."""
    row = db.session.scalar(select(ReportLink).where(visible(actor), ReportLink.public_id == public_id))
    if row is None:
        raise NotFound(NO_LINK)
    return row


def get_by_token(token: str, *, lock: bool = False) -> ReportLink:
    """Return the link whose secret somebody has, whether it still stands or not."""
    found = select(ReportLink).where(ReportLink.token_digest == token_digest(token))
    row = db.session.scalar(found.with_for_update() if lock else found)
    if row is None:
        raise NotFound(NO_LINK)
    return row


def list_links(actor: Actor, reference: str) -> list[LinkView]:
    """List the links to a report, the latest first."""
    rows = db.session.scalars(
        select(ReportLink)
        .join(ReportLink.report)
        .where(visible(actor), Report.reference == reference)
        .options(joinedload(ReportLink.made_by), joinedload(ReportLink.report))
        .order_by(ReportLink.id.desc())
        .limit(MOST_LINKS)
    )
    return [_view(row) for row in rows]


def count_standing(actor: Actor, reference: str) -> int:
    """Count the links to a report by which somebody may still read it."""
    found = select(func.count(ReportLink.id)).join(ReportLink.report)
    standing = (ReportLink.revoked_at.is_(None), ReportLink.expires_at > clock.now(), Report.revoked_at.is_(None))
    return db.session.scalar(found.where(visible(actor), Report.reference == reference, *standing)) or 0


def stands(row: ReportLink) -> bool:
    """Whether a link still opens its report: neither it nor the report was taken back, and its time is not over."""
    return row.revoked_at is None and row.report.revoked_at is None and row.expires_at > clock.now()


def _view(row: ReportLink) -> LinkView:
    return LinkView(
        public_id=row.public_id,
        whom=row.whom or "",
        made_by=row.made_by.name,
        made_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        opened=row.opened,
        opened_at=row.opened_at,
        stands=stands(row),
    )
