"""The work behind import and import-undo: what the pages do, in this process."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.cli.context import actor_named, working
from case_mgr.core.errors import DomainError, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.imports import conditions, queries, service
from case_mgr.imports.states import State, Undo
from case_mgr.jobs import queries as job_queries
from case_mgr.jobs import worker
from case_mgr.jobs.types import JobState
from case_mgr.rooms.handlers import HANDLERS

_WAIT = 0.2


class ListRefused(DomainError):
    """The file itself cannot be imported."""


def run(email: str, organisation: str, **asked: Any) -> dict[str, Any]:
    """Import a list for a member."""
    with working() as app:
        actor = actor_named(email, organisation)
        actor.require(Permission.IMPORT_STAGE)
        return _import(app, actor, **asked)


def read_mapping(email: str, organisation: str, name: str) -> dict[str, Any]:
    """Return what a mapping says that a member's organisation has saved: headings, order of dates, whether it parts."""
    with working():
        actor = actor_named(email, organisation)
        actor.require(Permission.IMPORT_STAGE)
        known = service.get_saved(actor, name)
        if known is None:
            return {}
        return {"headings": known.headings, "date_order": known.date_order, "splits": known.splits}


def _import(app: Flask, actor: Actor, *, file: Path, **asked: Any) -> dict[str, Any]:
    """Stage, map, check and start as the pages do, then do the work in this process."""
    try:
        with file.open("rb") as stream:
            row = service.stage(actor, stream, file.name)
        if any(asked[name] for name in ("encoding", "header_row", "sheet", "date_order")):
            service.read_again(
                actor,
                row.public_id,
                **{name: asked[name] for name in ("encoding", "header_row", "sheet", "date_order")},
            )
        service.map_as_asked(actor, row.public_id, dict(asked["fields"]), asked["mapping"], asked["on_match"])
        checking = service.begin_check(actor, row.public_id)
        if checking is not None:
            db.session.commit()
            _work(app, checking)
    except Refused as error:
        raise ListRefused(error.sentence, **error.params) from error
    public_id = row.public_id
    job = service.start(actor, public_id).job
    if job is None:
        counts = service.summary(row)
        return {"import": public_id, "status": str(State.AWAITING_REVIEW)} | counts
    db.session.commit()
    result = _work(app, job)
    status = State.AWAITING_DECISIONS if result["undecided"] else State.DONE
    return {"import": public_id, "status": str(status)} | {k: v for k, v in result.items() if k != "import"}


def _work(app: Flask, job: str) -> dict[str, Any]:
    """Run a job here, or wait for the worker that was first to take it."""
    while True:
        worker.run_next(app, HANDLERS, only=job)
        db.session.rollback()
        state, result, sentence, params = job_queries.get_result(job)
        db.session.rollback()
        if state is JobState.DONE:
            return result or {}
        if state in (JobState.FAILED, JobState.CANCELLED):
            raise Refused(sentence or N_("The work was cancelled."), **params)
        time.sleep(_WAIT)


def tell(result: Mapping[str, Any]) -> str:
    """Say in a sentence how an import ended."""
    return (
        f"{result['created']} created, {result['updated']} updated, {result['unchanged']} unchanged, "
        f"{result['undecided']} undecided, {result['failed']} failed. Import {result['import']}: {result['status']}."
    )


def undo(email: str, import_id: str) -> dict[str, Any]:
    """Take an import back."""
    with working() as app:
        actor = actor_named(email)
        job = service.undo(actor, import_id).job
        db.session.commit()
        result = _work(app, str(job))
        row = queries.get_row(actor, import_id)
        items = [
            {"row": line.number, "line": line.line, "outcome": line.undo, "message": line.undo_note or None}
            for line in queries.iterate(conditions.of_undo(row))
        ]
    return {str(bucket): result[str(bucket)] for bucket in Undo} | {"items": items}
