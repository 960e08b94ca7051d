"""Prepares a report step by step; what was chosen is kept until it is built."""

from __future__ import annotations

from collections.abc import Sequence

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.reports import queries
from case_mgr.reports.choice import Part
from case_mgr.reports.indicators import INDICATORS, By
from case_mgr.reports.models import Plan
from case_mgr.reports.service.building import find_grant, require_sense, usual_threshold
from case_mgr.reports.types import Period
from case_mgr.support.threshold import require_enough

_LONGEST, _MOST = 4000, 6


def plan(actor: Actor, period: Period, grant_code: str | None = None, replaces: str = "") -> Plan:
    """Begin a report with its period and grant; everything else has a sensible first answer."""
    actor.require(Permission.REPORT_BUILD)
    require_sense(period)
    grant = find_grant(actor, grant_code)
    row = Plan(
        organisation_id=actor.organisation_id,
        made_by_id=actor.user_id,
        grant=grant,
        replaces=queries.get_row(actor, replaces) if replaces else None,
        starts=period.starts,
        ends=period.ends,
        threshold=usual_threshold(actor, grant),
        indicators=[indicator.key for indicator in INDICATORS],
        by=[str(by) for by in By],
        across="",
        narrative=[],
    )
    db.session.add(row)
    audit.record(actor, Event.REPORT_PREPARED, row)
    db.session.flush()
    return row


def choose(
    actor: Actor,
    public_id: str,
    *,
    indicators: Sequence[str] | None = None,
    by: tuple[Sequence[str], str] | None = None,
    threshold: int | None = None,
    narrative: Sequence[Part] | None = None,
) -> Plan:
    """Keep what was chosen in one step."""
    actor.require(Permission.REPORT_BUILD)
    row = queries.get_plan_row(actor, public_id)
    if indicators is not None:
        row.indicators = _known_indicators(indicators)
    if by is not None:
        row.by, row.across = _known_dimensions(*by)
    if threshold is not None:
        row.threshold = require_enough(threshold, row.grant.threshold if row.grant else None)
    if narrative is not None:
        row.narrative = _words(narrative)
    if db.session.is_modified(row):
        audit.record(actor, Event.REPORT_PREPARED, row)
    db.session.flush()
    return row


def _known_indicators(wanted: Sequence[str]) -> list[str]:
    found = [indicator.key for indicator in INDICATORS if indicator.key in wanted]
    if not found:
        raise Refused(N_("Choose at least one figure."))
    return found


def _known_dimensions(wanted: Sequence[str], across: str) -> tuple[list[str], str]:
    found = [str(by) for by in By if by in wanted]
    if across and across not in found:
        raise Refused(N_("What every group is crossed with must be one of the groups that you chose."))
    return found, across


def _words(parts: Sequence[Part]) -> list[dict[str, str]]:
    kept = [part for part in parts if part.title.strip() or part.text.strip()]
    if any(not part.title.strip() or not part.text.strip() for part in kept):
        raise Refused(N_("Give each part both a heading and a text."))
    if len(kept) > _MOST or any(len(part.text) > _LONGEST for part in kept):
        raise Refused(N_("Up to six parts of up to 4000 characters each can be told."))
    return [{"title": part.title.strip(), "text": part.text.strip()} for part in kept]
