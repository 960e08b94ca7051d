"""Checks the log in the background, so that nobody waits for it and no lock is held while it reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jobs import service as jobs
from case_mgr.jobs.models import Job
from case_mgr.jobs.types import Handler, JobContext
from case_mgr.web.transaction import READS

KIND = "audit.verify"
_TITLE = N_("Checking the audit log")
# So many entries are read between two signs of progress.
_STEP = 20_000


def ask(actor: Actor) -> Job:
    """Ask for a check of the whole log; one runs at a time."""
    actor.require(Permission.AUDIT_READ)
    total, _head = log.get_head()
    return jobs.enqueue(actor, KIND, {}, title=_TITLE, lane="audit", where="/audit/integrity", total=total)


def run(job: JobContext) -> Mapping[str, Any]:
    """Seal what waits, read the whole log, compare it with the newest checkpoint, and write down what was found."""
    audit.seal_served(audit.OPERATOR)
    job.checkpoint(0, log.get_head()[0])
    _read_only()
    total, known, last = log.get_head()[0], log.find_checkpoint(), 0

    def told(seq: int) -> None:
        nonlocal last
        if seq - last >= _STEP:
            last = seq
            db.session.rollback()
            job.checkpoint(min(seq, total), total)
            _read_only()

    found, since = log.verify(known, told=told), 0
    if found.first_bad is not None and known is not None and audit.find_put_down(found.first_bad) is not None:
        # What somebody decided about stays told; behind it the log is read on, from the checkpoint of that decision.
        later = log.verify(known, resume=True, told=told)
        found, since = (found, 0) if later.ok else (later, known.seq)
    db.session.rollback()
    audit.note_check(job.actor, found, since, known)
    return {"ok": found.ok, "entries": found.entries}


def _read_only() -> None:
    """Read without the lock of SQLite: others write meanwhile."""
    db.session.connection(execution_options={READS: True})


def check_new() -> bool:
    """Check what came since the newest checkpoint, for the worker's round; only a fault is written down."""
    known = log.find_checkpoint()
    db.session.rollback()
    _read_only()
    found = log.verify(known, resume=known is not None)
    db.session.rollback()
    if not found.ok:
        audit.note_check(audit.OPERATOR, found, known.seq if known else 0, known)
    return found.ok


HANDLER = Handler(run)
