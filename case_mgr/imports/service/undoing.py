"""Takes an import back: what it wrote goes, what a person edited since stays, and each row says which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.blocks import blocks
from case_mgr.core.errors import DomainError, NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.imports import conditions, queries
from case_mgr.imports.models import Import, ImportRow
from case_mgr.imports.service.applying import writer_of
from case_mgr.imports.service.reversal import Reversal
from case_mgr.imports.service.running import interrupted, lane_of
from case_mgr.imports.service.ties import Ties
from case_mgr.imports.states import UNDOABLE, Outcome, State, Undo
from case_mgr.jobs import service as jobs
from case_mgr.jobs.types import Handler, JobContext
from case_mgr.sources import service as sources

KIND = "import.undo"
BLOCK = 100
_TITLE = N_("Taking an import back")
_NOT_NOW = N_("This import cannot be taken back now: it runs, was taken back already, or wrote nothing.")


def undo(actor: Actor, public_id: str) -> Import:
    """Take an import back in the background."""
    actor.require(Permission.IMPORT_APPLY)
    row = queries.get_row(actor, public_id)
    if row.state not in UNDOABLE:
        raise Refused(_NOT_NOW)
    job = jobs.enqueue(
        actor,
        KIND,
        {"import": row.public_id},
        title=_TITLE,
        lane=lane_of(row),
        where=f"/imports/{row.public_id}/result",
        total=queries.count_written(row),
    )
    row.state, row.job = str(State.UNDOING), job.public_id
    audit.record(actor, Event.IMPORT_STARTED, row, label=row.reference, undo=True)
    db.session.flush()
    return row


def preview(actor: Actor, public_id: str) -> dict[str, int]:
    """Say what taking an import back would do now: people and cases hidden, values restored, rows kept."""
    imported = queries.get_row(actor, public_id)
    counts = Counter(people=0, cases=0, values=0, kept=0)
    rows = list(queries.iterate(conditions.standing(imported)))
    for block in blocks(rows, BLOCK):
        reversal = _reversal(actor, imported, block)
        for row in block:
            if reversal.why_kept(row):
                counts["kept"] += 1
                continue
            opened = row.differences.get("case") is not None
            held = opened and bool(reversal.why_case_kept(row))
            counts["people"] += row.outcome == Outcome.CREATED
            counts["cases"] += opened and not held
            counts["kept"] += held
            counts["values"] += sum(len(row.differences.get(part, ())) for part in ("fields", "names", "nationalities"))
    return dict(counts)


def run(job: JobContext) -> Mapping[str, Any]:
    """Take back block by block, last row first; begun anew after a crash, it goes on where the last block ended."""
    public_id, actor = str(job.payload["import"]), job.actor
    actor.require(Permission.IMPORT_APPLY)
    done, total = 0, queries.count_written(queries.get_row(actor, public_id))
    while settled := undo_block(actor, public_id):
        done += settled
        job.checkpoint(min(done, total), total)
    row = queries.get_row(actor, public_id)
    _retract(actor, row, queries.list_unchanged_lines(row))
    counts = queries.count_undone(row)
    result: dict[str, Any] = {str(bucket): counts[bucket] for bucket in Undo}
    row.state, row.undone_at = str(State.UNDONE), clock.now()
    row.counts = row.counts | {"undone": result}
    audit.record(actor, Event.IMPORT_UNDONE, row, label=row.reference, **result)
    db.session.flush()
    return result


def undo_block(actor: Actor, public_id: str) -> int:
    """Take back the last rows that still stand; returns how many were settled."""
    imported = queries.get_row(actor, public_id)
    rows = queries.list_written(imported, BLOCK)
    if not rows:
        return 0
    reversal = _reversal(actor, imported, rows)
    for row in rows:
        _undo_row(reversal, row)
    _retract(actor, imported, [row.line for row in rows if row.undo == Undo.REVERSED])
    db.session.flush()
    return len(rows)


def _retract(actor: Actor, imported: Import, lines: Sequence[int]) -> None:
    """Drop what these lines said, but not of somebody of the same line who is kept or was not looked at yet."""
    for block in blocks(sorted(set(lines)), BLOCK):
        kept, gone = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
        for row in queries.list_on_lines(imported, block):
            stays = row.outcome in (Outcome.CREATED, Outcome.UPDATED) and row.undo != Undo.REVERSED
            (kept if stays else gone)[row.line].update(row.differences.get("entries", {}))
        sources.retract(actor, imported.public_id, [line for line in block if line not in kept])
        for line, subjects in kept.items():
            sources.retract(actor, imported.public_id, [line], of=gone[line] - subjects)


def _reversal(actor: Actor, imported: Import, rows: Sequence[ImportRow]) -> Reversal:
    return Reversal(writer_of(actor), imported.reference, _edited(actor, imported, rows), Ties(actor, rows))


def _edited(actor: Actor, imported: Import, rows: Sequence[ImportRow]) -> set[str]:
    """Return the records about which the log says more than this import wrote: somebody edited them since."""
    written: Counter[str] = Counter()
    for row in queries.list_of_people(imported, sorted({row.person for row in rows if row.person})):
        for part in ("entries", "undone"):
            written.update(row.differences.get(part, {}))
    return {subject for subject, number in log.count_by_subject(actor, written).items() if number > written[subject]}


def _undo_row(reversal: Reversal, row: ImportRow) -> None:
    try:
        with db.session.begin_nested():
            kept = reversal.take_back(row)
            db.session.flush()
    except NotFound:
        # Somebody took the record back already, or may no longer be seen.
        db.session.refresh(row)
        row.undo, row.undo_note = str(Undo.KEPT), N_("The record is not there any more.")
        return
    except DomainError as error:
        db.session.refresh(row)
        row.undo, row.undo_note = str(Undo.FAILED), str(error)[:300]
        return
    row.undo, row.undo_note = str(Undo.KEPT if kept else Undo.REVERSED), kept


HANDLER = Handler(run, interrupted)
