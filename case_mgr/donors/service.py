"""Verbs about links to reports: make one, take it back, open it; each is written down."""

from __future__ import annotations

from datetime import timedelta

from case_mgr.access.actor import Actor, Operator
from case_mgr.access.permissions import Permission
from case_mgr.accounts.queries import token_digest
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock, ids
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.donors import queries
from case_mgr.donors.models import ReportLink
from case_mgr.donors.types import MOST_DAYS, MOST_LINKS
from case_mgr.extensions import db
from case_mgr.reports import queries as reports
from case_mgr.reports.snapshot import Json, load
from case_mgr.reports.types import State

PAGE = "page"


def make_link(actor: Actor, reference: str, whom: str, days: int) -> str:
    """Make a link to a published report and return its secret, once."""
    actor.require(Permission.REPORT_BUILD)
    report = reports.get_row(actor, reference)
    if report.state != State.PUBLISHED:
        raise Refused(N_("Only a published report can be read by a link. Let another person approve it first."))
    if report.revoked_at is not None:
        raise Refused(N_("This report was taken back: nobody may be given a link to it."))
    if not whom.strip():
        raise Refused(N_("Say for whom the link is."))
    if not 1 <= days <= MOST_DAYS:
        raise Refused(N_("A link holds for 1 to %(most)d days."), most=MOST_DAYS)
    if queries.count_standing(actor, reference) >= MOST_LINKS:
        raise Refused(N_("There are %(most)d links to this report already. Take some back first."), most=MOST_LINKS)
    token = ids.new_token()
    row = ReportLink(
        public_id=ids.new_public_id(),
        organisation_id=actor.organisation_id,
        report_id=report.id,
        made_by_id=actor.user_id,
        token_digest=token_digest(token),
        expires_at=clock.now() + timedelta(days=days),
    )
    row.whom = whom.strip()[:200]
    db.session.add(row)
    db.session.flush()
    audit.record(actor, Event.REPORT_LINK_MADE, report, label=report.reference, link=row.public_id, days=days)
    return token


def revoke_link(actor: Actor, public_id: str) -> ReportLink:
    """Take a link back: whoever opens it from now on reads that it was withdrawn."""
    actor.require(Permission.REPORT_BUILD)
    row = queries.get_row(actor, public_id)
    if row.revoked_at is not None:
        raise Refused(N_("This link was taken back already."))
    row.revoked_at = clock.now()
    label = row.report.reference
    audit.record(actor, Event.REPORT_LINK_REVOKED, row.report, label=label, link=row.public_id, opened=row.opened)
    db.session.flush()
    return row


def open_link(token: str, kind: str = PAGE) -> tuple[ReportLink, Json | None]:
    """Count an opening and return the report; of a link that stands no more, nothing but that it was tried."""
    row = queries.get_by_token(token, lock=True)
    reader = Operator(row.organisation_id, row.organisation.public_id, public_id=row.public_id, name="link")
    facts = {"link": row.public_id, "format": kind}
    if not queries.stands(row):
        audit.record(reader, Event.REPORT_LINK_REFUSED, row.report, label=row.report.reference, **facts)
        return row, None
    row.opened, row.opened_at = row.opened + 1, clock.now()
    audit.record(reader, Event.REPORT_LINK_OPENED, row.report, label=row.report.reference, time=row.opened, **facts)
    db.session.flush()
    return row, load(row.report.snapshot)
