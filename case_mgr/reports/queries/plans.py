"""Reads of reports that are being prepared: their maker alone goes on with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jobs.models import Job
from case_mgr.jobs.types import ENDED
from case_mgr.reports.choice import Part
from case_mgr.reports.models import Plan, Report
from case_mgr.reports.policy import preparing
from case_mgr.reports.types import Period, State


@dataclass(frozen=True, slots=True)
class PlanView:
    """A report that is being prepared, as its pages show it."""

    public_id: str
    period: Period
    grant: str
    replaces: str
    draft: str
    threshold: int
    agreed: int | None
    indicators: tuple[str, ...]
    by: tuple[str, ...]
    across: str
    narrative: tuple[Part, ...]
    begun_at: datetime
    job: str
    counting: bool


def get_plan_row(actor: Actor, public_id: str, *, hold: bool = False) -> Plan:
    """Return the record of a report that is being prepared, for services; held until the end where two may meet."""
    wanted = select(Plan).where(preparing(actor), Plan.public_id == public_id)
    if hold:
        db.session.execute(select(Plan.id).where(preparing(actor), Plan.public_id == public_id).with_for_update())
        wanted = wanted.execution_options(populate_existing=True)
    row = db.session.scalar(wanted.options(joinedload(Plan.grant), joinedload(Plan.replaces), joinedload(Plan.report)))
    if row is None:
        raise NotFound(N_("There is no such report."))
    return row


def get_plan(actor: Actor, public_id: str) -> PlanView:
    """Return a report that is being prepared."""
    row = get_plan_row(actor, public_id)
    return _view(row, _counting([row]))


def list_plans(actor: Actor, limit: int = 20) -> list[PlanView]:
    """List the reports that somebody has begun and that are not published, the latest first."""
    found = db.session.scalars(
        select(Plan)
        .outerjoin(Report, Report.id == Plan.report_id)
        .where(preparing(actor), Report.id.is_(None) | (Report.state == State.DRAFT))
        .options(joinedload(Plan.grant), joinedload(Plan.replaces), joinedload(Plan.report))
        .order_by(Plan.id.desc())
        .limit(limit)
    )
    rows = list(found)
    counting = _counting(rows)
    return [_view(row, counting) for row in rows]


def find_plan_of(actor: Actor, reference: str) -> str:
    """Find the preparation of a draft that somebody may go on with; empty when there is none."""
    found = select(Plan.public_id).join(Report, Report.id == Plan.report_id)
    own = found.where(preparing(actor), Report.reference == reference, Report.state == State.DRAFT)
    return db.session.scalar(own.order_by(Plan.id.desc()).limit(1)) or ""


def _counting(rows: Sequence[Plan]) -> frozenset[str]:
    """Return the work that is not done yet."""
    wanted = [row.job for row in rows if row.job]
    going = select(Job.public_id).where(Job.public_id.in_(wanted), Job.state.not_in([str(state) for state in ENDED]))
    return frozenset(db.session.scalars(going)) if wanted else frozenset()


def _view(row: Plan, counting: frozenset[str]) -> PlanView:
    return PlanView(
        public_id=row.public_id,
        period=Period(row.starts, row.ends),
        grant=row.grant.code if row.grant else "",
        replaces=row.replaces.reference if row.replaces else "",
        draft=row.report.reference if row.report and row.report.state == State.DRAFT else "",
        threshold=row.threshold,
        agreed=row.grant.threshold if row.grant else None,
        indicators=tuple(row.indicators),
        by=tuple(row.by),
        across=row.across,
        narrative=tuple(Part(part["title"], part["text"]) for part in row.narrative),
        begun_at=row.created_at,
        job=row.job or "",
        counting=row.job in counting,
    )
