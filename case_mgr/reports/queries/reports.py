"""Reads of reports, bounded by who asks."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.reports.models import Report
from case_mgr.reports.policy import visible
from case_mgr.reports.snapshot import Json, load
from case_mgr.reports.types import Period, ReportRow, State


def get_row(actor: Actor, reference: str) -> Report:
    """Return the record behind a report, for services."""
    row = db.session.scalar(_select().where(visible(actor), Report.reference == reference))
    if row is None:
        raise NotFound(N_("There is no such report."))
    return row


def get_report(actor: Actor, reference: str) -> tuple[ReportRow, Json]:
    """Return a report and its frozen content."""
    row = get_row(actor, reference)
    successor = find_successor(actor, row.id)
    return replace(_row(actor, row), replaced_by=successor.reference if successor else ""), load(row.snapshot)


def list_reports(actor: Actor, request: PageRequest) -> Page[ReportRow]:
    """List reports, the latest first."""
    total = db.session.scalar(select(func.count()).select_from(Report).where(visible(actor))) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        _select().where(visible(actor)).order_by(Report.id.desc()).offset((at.number - 1) * at.size).limit(at.size)
    )
    found = list(rows)
    later = select(Report.replaces_id, Report.reference).where(visible(actor), Report.state != State.DRAFT)
    later = later.where(Report.replaces_id.in_([row.id for row in found]))
    replaced = {row.replaces_id: row.reference for row in db.session.execute(later.order_by(Report.id.desc()))}
    shown = [replace(_row(actor, row), replaced_by=replaced.get(row.id, "")) for row in found]
    return Page(shown, total, at.number, at.size)


def find_reference(actor: Actor, reference: str) -> Report | None:
    """Find a report by reference, or None."""
    return db.session.scalar(_select().where(visible(actor), Report.reference == reference.strip().upper()))


def find_last(actor: Actor, grant_id: int | None) -> Report | None:
    """Find the latest published report of a grant, or of the organisation itself."""
    of_grant = Report.grant_id.is_(None) if grant_id is None else Report.grant_id == grant_id
    found = select(Report).where(visible(actor), of_grant, Report.state != State.DRAFT)
    return db.session.scalar(found.order_by(Report.approved_at.desc(), Report.id.desc()).limit(1))


def find_successor(actor: Actor, key: int) -> Report | None:
    """Find the published report that replaces another, or None."""
    found = select(Report).where(visible(actor), Report.replaces_id == key, Report.state != State.DRAFT)
    return db.session.scalar(found.order_by(Report.id).limit(1))


def _select() -> Select[Report]:
    return select(Report).options(
        joinedload(Report.grant),
        joinedload(Report.built_by),
        joinedload(Report.approved_by),
        joinedload(Report.replaces),
    )


def _row(actor: Actor, row: Report) -> ReportRow:
    return ReportRow(
        reference=row.reference,
        period=Period(row.starts, row.ends),
        grant=row.grant.code if row.grant else "",
        donor=row.grant.donor if row.grant else "",
        state=State(row.state),
        built_at=row.created_at,
        built_by=row.built_by.name,
        approved_at=row.approved_at,
        approved_by=row.approved_by.name if row.approved_by else "",
        sha256=row.sha256,
        own=row.built_by_id == actor.user_id,
        edition=row.edition,
        replaces=row.replaces.reference if row.replaces else "",
        revoked_at=row.revoked_at,
        revoked_reason=row.revoked_reason,
    )
