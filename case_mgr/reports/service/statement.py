"""What an auditor asks first: what was done in the period, what was corrected, and whether the log is whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.audit import checkpoints
from case_mgr.audit import queries as log
from case_mgr.audit.types import SENTENCES, Event
from case_mgr.core import clock
from case_mgr.reports.types import Period

# What says that something recorded before was not so.
_CORRECTIONS = frozenset(
    {
        Event.PERSON_WITHDRAWN,
        Event.CASE_WITHDRAWN,
        Event.EVENT_CORRECTED,
        Event.CUSTODY_CORRECTED,
        Event.CUSTODY_WITHDRAWN,
        Event.EXIT_AMENDED,
        Event.EXIT_WITHDRAWN,
        Event.HEARING_AMENDED,
        Event.LEGAL_RECORD_WITHDRAWN,
        Event.CLAIM_WITHDRAWN,
        Event.RELEASE_REFUTED,
        Event.PROOF_WITHDRAWN,
    }
)


def statement(actor: Actor, period: Period, since: datetime | None, integrity: dict[str, Any]) -> dict[str, Any]:
    """Return the audit statement of a report; `since` is when the report before was built."""
    return {
        "entries": _lines(actor, period.since, period.until, frozenset(Event)),
        "corrections": {
            "since": since.isoformat(timespec="seconds") if since else None,
            "entries": _lines(actor, since, clock.now(), _CORRECTIONS) if since else [],
        },
        "built_by": sorted(str(role) for role in actor.roles),
        "integrity": integrity,
    }


def integrity(told: Callable[[int], None] | None = None) -> dict[str, Any]:
    """Check the log, and sign where it stands: nothing before that can be changed unnoticed."""
    found, now = log.verify(told=told), clock.now()
    return {
        "ok": found.ok,
        "entries": found.entries,
        "head": found.head,
        "first_bad": found.first_bad.seq if found.first_bad else None,
        "erased": found.erased,
        "checked_at": now.isoformat(timespec="seconds"),
        "checkpoint": checkpoints.sign(found.entries, found.head, now).line if found.ok else None,
    }


def _lines(actor: Actor, since: datetime, until: datetime, wanted: frozenset[Event]) -> list[dict[str, Any]]:
    counted = log.count_by_event(actor, since, until)
    return [{"event": str(e), "sentence": SENTENCES[e], "count": counted[e]} for e in sorted(counted) if e in wanted]
