"""Verbs about background work: asking for it and cancelling it. Running it is the worker's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jobs.models import Job
from case_mgr.jobs.policy import visible
from case_mgr.jobs.types import ENDED, JobState


def enqueue(
    actor: Actor,
    kind: str,
    payload: Mapping[str, Any],
    *,
    title: str,
    lane: str = "",
    where: str = "",
    total: int = 0,
    own: bool = False,
) -> Job:
    """Ask for work in the transaction of the change that wants it: both are there or neither.

    `payload` and `title` hold identifiers, never a name. Jobs of one `lane` run one after another; of an `own` one
    colleagues see nothing.
    """
    job = Job(
        organisation_id=actor.organisation_id,
        user_id=actor.user_id,
        kind=kind,
        title=title,
        lane=lane,
        payload=dict(payload),
        where=where,
        total=total,
        own=own,
    )
    db.session.add(job)
    db.session.flush()
    return job


def cancel(actor: Actor, public_id: str) -> None:
    """Stop a job: at once while it waits, after the current block when it runs."""
    job = db.session.scalar(select(Job).where(visible(actor), Job.public_id == public_id).with_for_update())
    if job is None:
        raise NotFound(N_("There is no such job."))
    if job.state in ENDED:
        raise Refused(N_("This job has ended already; there is nothing to cancel."))
    # A waiting job is ended by the worker too, so that its room hears of it in one place.
    job.cancelling = True
    if job.state == JobState.QUEUED:
        job.not_before = clock.now()
