"""Shares for tests, made through the services: needs an application context; the test commits."""

from __future__ import annotations

from datetime import date, timedelta

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Compartment, Level
from case_mgr.accounts import queries as accounts
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.shares import queries, service
from case_mgr.shares.models import CaseShare
from case_mgr.shares.types import ShareDraft
from tests import cast


def partner_id(slug: str = cast.OTHER) -> str:
    """Return the public id of the other organisation."""
    found = accounts.find_organisation(slug)
    assert found is not None
    return found.public_id


def a_draft(
    *recipients: cast.Member,
    level: Level = Level.VIEW,
    until: date | None = None,
    compartments: frozenset[Compartment] = frozenset(),
    why: str = "Their lawyer is in the same town.",
    purpose: str = "Legal aid at the appeal",
) -> ShareDraft:
    """Return what is shared with the other organisation of the cast."""
    return ShareDraft(
        partner_id(),
        level,
        purpose,
        until or clock.today() + timedelta(days=30),
        tuple(member.email for member in recipients),
        compartments,
        why,
    )


def an_offer(case: Case, *recipients: cast.Member, by: Actor | None = None, **facts: object) -> CaseShare:
    """Offer a case to the other organisation."""
    return service.offer(by or cast.COORDINATOR.actor(), case.reference, a_draft(*recipients, **facts))  # type: ignore[arg-type]  # of a_draft


def a_share(case: Case, *recipients: cast.Member, by: Actor | None = None, **facts: object) -> CaseShare:
    """Share a case with the other organisation, which accepts."""
    row = an_offer(case, *recipients, by=by, **facts)
    return service.accept(cast.STRANGER.actor(), row.public_id)


def a_guest(row: CaseShare, member: cast.Member = cast.STRANGER) -> Actor:
    """Return somebody of the other organisation as a guest of a share."""
    found = queries.find_guest(member.actor(), row.public_id)
    assert found is not None
    return found


def address(row: CaseShare) -> str:
    """Return the start of the addresses of a shared case."""
    return f"/cases/{row.case.reference}~{row.public_id}"
