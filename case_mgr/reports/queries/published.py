"""Reads every number about people that the organisation ever published, for hiding to reckon with."""

from __future__ import annotations

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.extensions import db
from case_mgr.reports.models import Report
from case_mgr.reports.policy import visible
from case_mgr.reports.privacy import Published, parse
from case_mgr.reports.snapshot import load
from case_mgr.reports.types import State


def list_published(actor: Actor) -> tuple[Published, ...]:
    """List what was published in reports of any grant, the first first; what was taken back was read all the same."""
    rows = db.session.execute(
        select(Report.reference, Report.snapshot)
        .where(visible(actor), Report.state != State.DRAFT)
        .order_by(Report.approved_at, Report.id)
    )
    return tuple(one for reference, text in rows for one in parse(load(text)["data"], reference))


def list_references(actor: Actor) -> list[str]:
    """List the references of what was published, in order."""
    rows = db.session.scalars(
        select(Report.reference).where(visible(actor), Report.state != State.DRAFT).order_by(Report.reference)
    )
    return list(rows)
