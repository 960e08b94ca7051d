"""Takes an act back: what still stands as it left it goes back, what somebody changed since stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm.exc import StaleDataError

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.bulk import queries
from case_mgr.bulk.models import BulkAct, BulkRow
from case_mgr.bulk.service.running import BLOCK, interrupted, lane_of
from case_mgr.bulk.types import UNDO_FOR, UNDOABLE, ActKind, ActState, Outcome, Told, Undo
from case_mgr.cases import queries as cases
from case_mgr.cases import service as verbs
from case_mgr.core import clock
from case_mgr.core.errors import DomainError, Refused, Stale, plain
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.flags import queries as flags
from case_mgr.flags import service as flagging
from case_mgr.jobs import service as jobs
from case_mgr.jobs.types import Handler, JobContext

KIND = "bulk.undo"
_TITLE = N_("Taking back an act on many cases")
_NOT_NOW = N_("This act cannot be taken back now: it runs, was taken back already, or is older than 30 days.")
_ASSIGNED = N_("Somebody else was given this case since.")
_LOWERED = N_("Somebody lowered this flag since.")
TAKEN_BACK = N_("Raised by an act on many cases that was taken back.")


class Kept(Refused):
    """Somebody worked with what the act did: it stays as they left it."""


def undo(actor: Actor, public_id: str) -> BulkAct:
    """Take an act back in the background."""
    actor.require(Permission.CASE_WRITE)
    act = queries.get_row(actor, public_id)
    late = act.finished_at is None or clock.now() >= act.finished_at + UNDO_FOR
    if act.state not in UNDOABLE or late:
        raise Refused(_NOT_NOW)
    total = queries.count_outcomes(act)[str(Outcome.DONE)]
    job = jobs.enqueue(
        actor,
        KIND,
        {"act": act.public_id},
        title=_TITLE,
        lane=lane_of(act),
        where=f"/bulk/{act.public_id}",
        total=total,
    )
    act.state, act.job = str(ActState.UNDOING), job.public_id
    audit.record(actor, Event.BULK_STARTED, act, label=act.reference, act=act.kind, rows=total, undo=True)
    db.session.flush()
    return act


def preview(actor: Actor, public_id: str) -> Counter[str]:
    """Say how many cases taking an act back would put back now, and how many it would keep."""
    act = queries.get_row(actor, public_id)
    rows = [row for row in queries.list_seen(actor, act) if row.outcome == Outcome.DONE and row.undo is None]
    raised = flags.list_open_of(row.case_id for row in rows) if act.kind == ActKind.FLAG else {}
    counts: Counter[str] = Counter()
    for row in rows:
        counts[str(Undo.REVERSED if _stands(act, row, {flag.public_id for flag in raised.get(row.case_id, ())})
                   else Undo.KEPT)] += 1  # fmt: skip
    return counts


def run(job: JobContext) -> Mapping[str, Any]:
    """Take back block by block; begun anew after a crash, it goes on where the last block ended."""
    public_id, actor = str(job.payload["act"]), job.actor
    actor.require(Permission.CASE_WRITE)
    act = queries.get_row(actor, public_id)
    done, total = sum(queries.count_undone(act).values()), queries.count_outcomes(act)[str(Outcome.DONE)]
    job.checkpoint(done, total)
    while settled := undo_block(actor, public_id):
        done += settled
        job.checkpoint(min(done, total), total)
    act = queries.get_row(actor, public_id)
    act.state, act.undone_at = str(ActState.UNDONE), clock.now()
    counts = queries.count_undone(act)
    result: dict[str, Any] = {str(bucket): counts[str(bucket)] for bucket in Undo}
    audit.record(actor, Event.BULK_UNDONE, act, label=act.reference, act=act.kind, **result)
    db.session.flush()
    return result


def undo_block(actor: Actor, public_id: str) -> int:
    """Take back the next rows that still stand; returns how many were settled."""
    act = queries.get_row(actor, public_id)
    rows = queries.list_standing(act, BLOCK)
    for row in rows:
        _take_back(actor, act, row)
    db.session.flush()
    return len(rows)


def _take_back(actor: Actor, act: BulkAct, row: BulkRow) -> None:
    try:
        with db.session.begin_nested():
            _reverse(actor, act, row)
            row.undo = str(Undo.REVERSED)
        return
    except (Kept, Stale, StaleDataError) as error:
        bucket, said = Undo.KEPT, _said(error if isinstance(error, DomainError) else Kept(_ASSIGNED))
    except DomainError as error:
        bucket, said = Undo.FAILED, _said(error)
    db.session.refresh(row)
    row.undo, row.undo_told = str(bucket), said


def _said(error: DomainError) -> dict[str, Any]:
    return Told(error.sentence, plain(error.params)).data()


def _reverse(actor: Actor, act: BulkAct, row: BulkRow) -> None:
    reference = row.case.reference
    if act.kind == ActKind.FLAG:
        flag = flags.get_row(actor, reference, row.made or "")
        if flag.lowered_at is not None:
            raise Kept(_LOWERED)
        flagging.lower(actor, reference, flag.public_id, TAKEN_BACK, bulk=act.reference)
        return
    case = cases.get_row(actor, reference)
    if not _stands(act, row, set()):
        raise Kept(_ASSIGNED)
    before = (row.before or {}).get("owner") or None
    verbs.assign_case(actor, case.reference, before, bulk=act.reference, undo="yes")


def _stands(act: BulkAct, row: BulkRow, open_flags: set[str]) -> bool:
    """Whether a case is still as the act left it."""
    if act.kind == ActKind.FLAG:
        return row.made in open_flags
    return row.case.owner is not None and row.case.owner.public_id == act.params["owner"]


HANDLER = Handler(run, interrupted)
