"""Running an act in the background, block by block: each block is one transaction, and a row is done once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm.exc import StaleDataError

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.bulk import queries
from case_mgr.bulk.models import BulkAct, BulkRow
from case_mgr.bulk.service.planning import CHANGED, flag_draft, refusals
from case_mgr.bulk.types import ActKind, ActState, Outcome, Told
from case_mgr.cases import queries as cases
from case_mgr.cases import service as verbs
from case_mgr.core import clock
from case_mgr.core.errors import DomainError, NotFound, Refused, Stale, plain
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.flags import service as flags
from case_mgr.jobs import service as jobs
from case_mgr.jobs.types import Handler, JobContext

KIND = "bulk.run"
BLOCK = 50
_TITLE = N_("Changing many cases")
_NOT_READY = N_("Check the cases before they are changed.")


def start(actor: Actor, public_id: str) -> BulkAct:
    """Run an act that was checked, or go on with one that was interrupted."""
    actor.require(Permission.CASE_WRITE)
    act = queries.get_row(actor, public_id)
    if act.user_id != actor.user_id:
        raise NotFound(N_("There is no such act."))
    if act.state not in {ActState.READY, ActState.INTERRUPTED}:
        raise Refused(_NOT_READY)
    total = len(queries.list_rows(act))
    job = jobs.enqueue(
        actor,
        KIND,
        {"act": act.public_id},
        title=_TITLE,
        lane=lane_of(act),
        where=f"/bulk/{act.public_id}",
        total=total,
    )
    act.state, act.job, act.finished_at = str(ActState.RUNNING), job.public_id, None
    audit.record(actor, Event.BULK_STARTED, act, label=act.reference, act=act.kind, rows=total)
    db.session.flush()
    return act


def lane_of(act: BulkAct) -> str:
    """Acts of one organisation run one after another."""
    return f"bulk:{act.organisation_id}"


def run(job: JobContext) -> Mapping[str, Any]:
    """Do row after row; begun anew after a crash, it goes on where the last block ended."""
    public_id, actor = str(job.payload["act"]), job.actor
    actor.require(Permission.CASE_WRITE)
    act = queries.get_row(actor, public_id)
    done, total = count_settled(act), len(queries.list_rows(act))
    job.checkpoint(done, total)
    while settled := run_block(actor, public_id):
        done += settled
        job.checkpoint(min(done, total), total)
    act = queries.get_row(actor, public_id)
    act.state, act.finished_at = str(ActState.DONE), clock.now()
    counts = outcome_facts(act)
    audit.record(actor, Event.BULK_FINISHED, act, label=act.reference, act=act.kind, **counts)
    db.session.flush()
    return counts


def run_block(actor: Actor, public_id: str) -> int:
    """Do the next rows; returns how many were settled, 0 when none is left."""
    act = queries.get_row(actor, public_id)
    rows = queries.list_pending(act, BLOCK)
    for row, refused in zip(rows, refusals(actor, act, rows).values(), strict=True):
        _settle(actor, act, row, refused)
    db.session.flush()
    return len(rows)


def count_settled(act: BulkAct) -> int:
    """Count the rows of which something became already."""
    return sum(queries.count_outcomes(act).values())


def outcome_facts(act: BulkAct) -> dict[str, Any]:
    """Count what became of the rows, as the log keeps it."""
    counts = queries.count_outcomes(act)
    return {str(outcome): counts[str(outcome)] for outcome in Outcome}


def _settle(actor: Actor, act: BulkAct, row: BulkRow, refused: Told | None) -> None:
    reference = row.case.reference
    if refused is None:
        try:
            with db.session.begin_nested():
                row.made = _do(actor, act, row, reference)
                row.outcome = str(Outcome.DONE)
            return
        except (Stale, StaleDataError):
            refused = Told(CHANGED)
        except DomainError as error:
            refused = Told(error.sentence, plain(error.params))
        db.session.refresh(row)
    else:
        # Of a case that the asker may no longer open, nothing is said, not even who follows it.
        refused = refused if cases.list_known(actor, [reference]) else Told(N_("There is no such case."))
    row.outcome = str(Outcome.CHANGED if refused.sentence == CHANGED else Outcome.REFUSED)
    row.told = refused.data()


def _do(actor: Actor, act: BulkAct, row: BulkRow, reference: str) -> str | None:
    """Call the same verb that the page of one case calls; returns the flag that was raised."""
    if act.kind == ActKind.FLAG:
        return flags.raise_flag(actor, reference, flag_draft(act)).public_id
    case = cases.get_row(actor, reference)
    if case.version != row.seen:
        raise Stale(CHANGED)
    verbs.assign_case(actor, reference, act.params["owner"], bulk=act.reference)
    return None


def interrupted(actor: Actor, payload: Mapping[str, Any], error: DomainError) -> None:
    """Note that the job of an act ended before its time: what was done stays, and it can be gone on with."""
    act = queries.get_row(actor, str(payload["act"]))
    act.state, act.finished_at = str(ActState.INTERRUPTED), act.finished_at or clock.now()
    audit.record(actor, Event.BULK_INTERRUPTED, act, label=act.reference, act=act.kind, why=str(error))
    db.session.flush()


HANDLER = Handler(run, interrupted)
