"""Reads of background work."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.core import clock
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jobs.models import Job
from case_mgr.jobs.policy import visible
from case_mgr.jobs.types import JobState, JobView


def get_job(actor: Actor, public_id: str) -> JobView:
    """Return a job as its page shows it."""
    found = find_job(actor, public_id)
    if found is None:
        raise NotFound(N_("There is no such job."))
    return found


def find_job(actor: Actor, public_id: str) -> JobView | None:
    """Find a job, or None."""
    row = db.session.scalar(select(Job).where(visible(actor), Job.public_id == public_id))
    return None if row is None else _view(row)


def get_result(public_id: str) -> tuple[JobState, dict[str, Any] | None, str, dict[str, Any]]:
    """Return how a job ended, for the command that ran it itself: state, result, sentence and its parameters."""
    row = db.session.scalars(select(Job).where(Job.public_id == public_id)).one()
    return JobState(row.state), row.result, row.message, row.params


def _view(row: Job) -> JobView:
    state = JobState(row.state)
    ended = row.lease_until is not None and row.lease_until < clock.now()
    return JobView(
        public_id=row.public_id,
        kind=row.kind,
        title=row.title,
        state=state,
        interrupted=state is JobState.RUNNING and ended,
        done=row.done,
        total=row.total,
        message=row.message,
        params=row.params,
        where=row.where,
        attempts=row.attempts,
        cancelling=row.cancelling,
        queued_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )
