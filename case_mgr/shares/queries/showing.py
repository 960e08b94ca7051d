"""Rows of shares made into what lists and pages show."""

from __future__ import annotations

from datetime import date

from case_mgr.access.shares import Compartment, Level
from case_mgr.core import clock
from case_mgr.shares.models import CaseShare
from case_mgr.shares.types import SOON, SharedRow, ShareView, State, state_of


def compartments_of(row: CaseShare) -> frozenset[Compartment]:
    """Return the compartments that a share names."""
    return frozenset(Compartment(name) for name in row.compartments.split(",") if name)


def row_of(row: CaseShare, other: str) -> SharedRow:
    """Return a share as lists show it, without a name; its case is loaded."""
    today = clock.today()
    return SharedRow(
        public_id=row.public_id,
        reference=row.case.reference,
        jurisdiction=row.case.jurisdiction,
        other=other,
        level=Level(row.level),
        purpose=row.purpose or "",
        expires_on=row.expires_on,
        state=_state(row, today),
        since=row.answered_at or row.created_at,
        soon=row.expires_on <= today + SOON,
    )


def view_of(row: CaseShare) -> ShareView:
    """Return a share as its owner reads it; everything is loaded."""
    return ShareView(
        public_id=row.public_id,
        partner=row.partner.name,
        level=Level(row.level),
        compartments=compartments_of(row),
        purpose=row.purpose or "",
        recipients=tuple(one.user.name for one in row.recipients),
        expires_on=row.expires_on,
        state=_state(row, clock.today()),
        given_by=row.giver.name,
        offered_at=row.created_at,
        answered_by=row.answerer.name if row.answerer else "",
        answered_at=row.answered_at,
        said=row.said or "",
        ended_by=row.ender.name if row.ender else "",
        ended_at=row.ended_at,
        reason=row.reason or "",
        why_without_consent=row.why or "",
        version=row.version,
    )


def _state(row: CaseShare, today: date) -> State:
    return state_of(row.answer, row.ending, row.expires_on, today)
