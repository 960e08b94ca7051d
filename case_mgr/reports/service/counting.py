"""Counts a prepared report in the background: it reads one moment, says how far it is, and writes at the end alone."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jobs import queries as known_jobs
from case_mgr.jobs import service as jobs
from case_mgr.jobs.types import Handler, JobContext
from case_mgr.reports import queries
from case_mgr.reports.choice import Choice, Part
from case_mgr.reports.indicators import By
from case_mgr.reports.layout import Layout
from case_mgr.reports.models import Plan, Report
from case_mgr.reports.queries import Reading
from case_mgr.reports.service.building import Frozen, freeze, keep, renew, require_buildable, require_draft
from case_mgr.reports.types import Period, State

KIND = "reports.build"
_TITLE = N_("Counting a donor report")
STEPS = (
    N_("Step 1 of 4: people and cases. Rows read so far: %(rows)d."),
    N_("Step 2 of 4: what happened. Rows read so far: %(rows)d."),
    N_("Step 3 of 4: what was done and spent. Rows read so far: %(rows)d."),
    N_("Step 4 of 4: counting, hiding small numbers, checking the log. Rows read: %(rows)d."),
)
_CHANGED = N_(
    "What was chosen changed while the report was counted. Build it again: everything that you chose is kept."
)
# Seconds between two signs of progress: often enough to be believed, and to hold the work.
_EVERY = 1.0


def ask(actor: Actor, public_id: str) -> str:
    """Have a prepared report counted, and return the work that does it; whoever asks twice gets the same."""
    actor.require(Permission.REPORT_BUILD)
    row = queries.get_plan_row(actor, public_id, hold=True)
    _require(actor, row)
    going_on = known_jobs.find_job(actor, row.job) if row.job else None
    if going_on is not None and not going_on.ended:
        return going_on.public_id
    job = jobs.enqueue(
        actor,
        KIND,
        {"plan": row.public_id},
        title=_TITLE,
        # Two at once would only take each other's memory.
        lane=f"reports:{actor.organisation_id}",
        where=f"/reports/plans/{row.public_id}/draft",
        total=len(STEPS),
        own=True,
    )
    row.job = job.public_id
    db.session.flush()
    return job.public_id


def draft(actor: Actor, public_id: str) -> Report:
    """Count a prepared report at once, for whoever has nobody waiting."""
    row = queries.get_plan_row(actor, public_id)
    return _keep(actor, row, _freeze(actor, row, Reading()))


def run(job: JobContext) -> Mapping[str, Any]:
    """Read, count and hide as of one moment; then write the draft, its entry in the log and the end of the job as one.

    A worker that dies leaves nothing behind: the next one begins anew, and counts what is known then.
    """
    actor, public_id = job.actor, str(job.payload["plan"])
    job.look()
    row = queries.get_plan_row(actor, public_id)
    seen, reading = row.version, Reading(_Teller(job))
    found = _freeze(actor, row, reading)
    db.session.rollback()
    row = queries.get_plan_row(actor, public_id, hold=True)
    if row.version != seen:
        raise Refused(_CHANGED)
    return {"report": _keep(actor, row, found).reference, "rows": reading.rows}


HANDLER = Handler(run)


@dataclass
class _Teller:
    """Tells the page how far it is, at every step and once in a while."""

    job: JobContext
    step: int = 0
    last: float = 0.0

    def __call__(self, step: int, rows: int) -> None:
        now = time.monotonic()
        if step != self.step or now - self.last >= _EVERY:
            self.step, self.last = step, now
            self.job.tell(step - 1, len(STEPS), STEPS[step - 1], rows=rows)


def _require(actor: Actor, row: Plan) -> None:
    if _has_draft(row):
        assert row.report is not None
        require_draft(actor, row.report.reference)
    require_buildable(actor, *_of(row))


def _freeze(actor: Actor, row: Plan, reading: Reading) -> Frozen:
    period, grant, _replaces = _of(row)
    return freeze(actor, period, grant, _choice(row), reading)


def _keep(actor: Actor, row: Plan, found: Frozen) -> Report:
    if row.report is not None and _has_draft(row):
        return renew(actor, row.report.reference, found)
    period, grant, _replaces = _of(row)
    row.report = built = keep(actor, period, grant, _choice(row), found)
    audit.record(actor, Event.REPORT_PREPARED, row)
    db.session.flush()
    return built


def _has_draft(row: Plan) -> bool:
    return row.report is not None and row.report.state == State.DRAFT


def _of(row: Plan) -> tuple[Period, str | None, str]:
    replaces = row.replaces.reference if row.replaces else ""
    return Period(row.starts, row.ends), row.grant.code if row.grant else None, replaces


def _choice(row: Plan) -> Choice:
    layout = Layout(
        frozenset(row.indicators), frozenset(By(by) for by in row.by), By(row.across) if row.across else None
    )
    narrative = tuple(Part(part["title"], part["text"]) for part in row.narrative)
    return Choice(layout, row.threshold, narrative, row.replaces.reference if row.replaces else "")
