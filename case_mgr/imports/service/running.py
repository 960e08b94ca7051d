"""Starting an import, and the job that runs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import DataError, IntegrityError

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import DomainError, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.imports import conditions, queries
from case_mgr.imports.models import Import
from case_mgr.imports.policy import must_be_reviewed
from case_mgr.imports.service.applying import apply_block
from case_mgr.imports.states import STARTABLE, WORKING, Outcome, State, Verdict
from case_mgr.jobs import service as jobs
from case_mgr.jobs.types import Handler, JobContext

KIND = "import.apply"
_TITLE = N_("Importing a list")
_RUNS = N_("This import is running already. Its page shows how far it is.")
_CHECK_FIRST = N_("Check the list before it is imported.")
_NOTHING = N_("No row can be written now: decide the rows that wait first.")


def start(actor: Actor, public_id: str) -> Import:
    """Start an import in the background; a data clerk's waits for somebody who may write it."""
    actor.require(Permission.IMPORT_STAGE)
    row = queries.get_row(actor, public_id)
    if row.state in WORKING:
        raise Refused(_RUNS)
    if row.state not in STARTABLE:
        raise Refused(_CHECK_FIRST)
    if must_be_reviewed(actor):
        row.state = str(State.AWAITING_REVIEW)
        audit.record(actor, Event.IMPORT_STARTED, row, label=row.reference, waits_for_review=True)
        db.session.flush()
        return row
    total = queries.count(conditions.ready(row))
    if not total and row.state != State.CHECKED:
        raise Refused(_NOTHING)
    job = jobs.enqueue(
        actor,
        KIND,
        {"import": row.public_id},
        title=_TITLE,
        lane=lane_of(row),
        where=f"/imports/{row.public_id}/result",
        total=total,
    )
    row.state, row.job = str(State.QUEUED), job.public_id
    audit.record(actor, Event.IMPORT_STARTED, row, label=row.reference, rows=total)
    db.session.flush()
    return row


def lane_of(row: Import) -> str:
    """Imports of one organisation run one after another, so that two of the same list cannot double anybody."""
    return f"imports:{row.organisation_id}"


def run(job: JobContext) -> Mapping[str, Any]:
    """Write an import block by block; begun anew after a crash, it goes on where the last block ended."""
    public_id, actor = str(job.payload["import"]), job.actor
    row = queries.get_row(actor, public_id)
    actor.require(Permission.IMPORT_APPLY)
    if row.state != State.RUNNING:
        row.state = str(State.RUNNING)
        audit.record(actor, Event.IMPORT_STARTED, row, label=row.reference, running=True)
    done = sum(queries.count_outcomes(row).values())
    total = done + queries.count(conditions.ready(row))
    job.checkpoint(done, total)
    while settled := _block(actor, public_id):
        done += settled
        job.checkpoint(min(done, total), total)
    return finish(actor, public_id)


def _block(actor: Actor, public_id: str) -> int:
    try:
        return apply_block(actor, public_id)
    except (DomainError, IntegrityError, DataError):
        db.session.rollback()
        return apply_block(actor, public_id, careful=True)


def finish(actor: Actor, public_id: str) -> Mapping[str, Any]:
    """End a run: done, or waiting for decisions; returns the counts that everybody is shown."""
    row = queries.get_row(actor, public_id)
    counts: dict[str, Any] = {**summary(row)}
    row.state = str(State.AWAITING_DECISIONS if counts["undecided"] else State.DONE)
    row.applied_at = clock.now()
    row.counts = row.counts | {"outcomes": counts}
    audit.record(actor, Event.IMPORT_APPLIED, row, label=row.reference, **counts)
    db.session.flush()
    return {"import": public_id, **counts}


def summary(row: Import) -> dict[str, int]:
    """Count what an import did: created, updated, unchanged, undecided, failed."""
    outcomes, verdicts = queries.count_outcomes(row), queries.count_verdicts(row)
    return {
        "created": outcomes[Outcome.CREATED],
        "updated": outcomes[Outcome.UPDATED],
        "unchanged": outcomes[Outcome.UNCHANGED] + outcomes[Outcome.SKIPPED],
        "undecided": queries.count(conditions.undecided(row)),
        "failed": outcomes[Outcome.FAILED] + verdicts[Verdict.BROKEN],
    }


def interrupted(actor: Actor, payload: Mapping[str, Any], error: DomainError) -> None:
    """Note that the job of an import ended before its time; what was written stays, and it can be started again."""
    row = queries.get_row(actor, str(payload["import"]))
    row.state = str(State.INTERRUPTED)
    row.counts = row.counts | {"outcomes": summary(row)}
    audit.record(actor, Event.IMPORT_INTERRUPTED, row, label=row.reference, why=str(error))
    db.session.flush()


HANDLER = Handler(run, interrupted)
