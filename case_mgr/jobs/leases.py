"""Takes, keeps and ends jobs, so that each is held by one worker at a time, whatever dies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from case_mgr.core import clock
from case_mgr.core.errors import plain
from case_mgr.extensions import db
from case_mgr.jobs.models import Job
from case_mgr.jobs.types import JobState, LeaseLost

LEASE = timedelta(seconds=30)
TRIES = 5


def waiting(only: str | None = None) -> bool:
    """Return whether there is anything to take; reads, and locks nothing."""
    return db.session.scalar(_next(only).limit(1)) is not None


def claim(holder: str, only: str | None = None) -> Job | None:
    """Take the oldest job that waits, or whose worker has gone; None when there is none or another was first."""
    picked = _next(only).limit(1).with_for_update(skip_locked=True).scalar_subquery()
    now = clock.now()
    try:
        with db.session.begin_nested():
            taken = db.session.scalar(
                update(Job)
                .where(Job.id == picked)
                .values(
                    state=str(JobState.RUNNING),
                    holder=holder,
                    lease_until=now + LEASE,
                    attempts=Job.attempts + 1,
                    started_at=func.coalesce(Job.started_at, now),
                )
                .returning(Job.id)
                .execution_options(synchronize_session=False)
            )
    except IntegrityError:
        # Another worker has just begun a job of the same lane.
        return None
    return None if taken is None else db.session.get(Job, taken, populate_existing=True)


def _next(only: str | None) -> Any:
    # Aliases on purpose: inside the UPDATE the table itself would be taken for the row that is updated.
    now, mine, other = clock.now(), aliased(Job), aliased(Job)
    free = and_(mine.state == JobState.QUEUED, or_(mine.not_before.is_(None), mine.not_before <= now))
    left = and_(mine.state == JobState.RUNNING, mine.lease_until < now)
    busy = (
        select(other.id).where(other.lane == mine.lane, other.state == JobState.RUNNING, other.id != mine.id).exists()
    )
    wanted = select(mine.id).where(or_(free, left), or_(mine.lane == "", ~busy)).order_by(mine.id)
    return wanted if only is None else wanted.where(mine.public_id == only)


def renew(job_id: int, holder: str, **values: Any) -> bool:
    """Hold a job longer and note its progress; returns whether somebody wants it cancelled."""
    return _set(job_id, holder, lease_until=clock.now() + LEASE, **values)


def release(job_id: int, holder: str, *, seconds: int = 0) -> None:
    """Give a job back, for another worker to go on with."""
    later = clock.now() + timedelta(seconds=seconds)
    _set(job_id, holder, state=str(JobState.QUEUED), holder_is=None, lease_until=None, not_before=later)


def finish(
    job_id: int,
    holder: str,
    state: JobState,
    *,
    result: Mapping[str, Any] | None = None,
    message: str = "",
    params: Mapping[str, Any] | None = None,
) -> None:
    """End a job."""
    values: dict[str, Any] = {"result": dict(result) if result is not None else None}
    if message:
        values |= {"message": message[:500], "params": plain(params or {})}
    _set(job_id, holder, state=str(state), holder_is=None, lease_until=None, ended_at=clock.now(), **values)


def _set(job_id: int, holder: str, **values: Any) -> bool:
    if "holder_is" in values:
        values["holder"] = values.pop("holder_is")
    cancelling = db.session.scalar(
        update(Job)
        .where(Job.id == job_id, Job.holder == holder, Job.state == JobState.RUNNING)
        .values(**values)
        .returning(Job.cancelling)
        .execution_options(synchronize_session=False)
    )
    if cancelling is None:
        raise LeaseLost
    return bool(cancelling)
