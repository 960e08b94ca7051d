"""Runs jobs, one at a time, until told to stop."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from flask import Flask
from sqlalchemy.exc import OperationalError

from case_mgr.access.actor import Actor
from case_mgr.accounts import queries as accounts
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import DomainError, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jobs import leases
from case_mgr.jobs.calm import calm
from case_mgr.jobs.counting import Statistics
from case_mgr.jobs.models import Job
from case_mgr.jobs.types import Cancelled, Handler, JobState, LeaseLost, Round, Stopped
from case_mgr.web.transaction import READS, apart, is_busy, open_snapshot

log = structlog.get_logger()
PAUSE = 1.0
LOOK_SECONDS = 60.0
BUSY_SECONDS = 5
BROKEN = N_("The job failed by a fault of the program. Tell your administrator the number of the job: %(job)s.")
TOO_OFTEN = N_("The job was interrupted %(n)d times and was given up. What was finished before is kept.")
NO_MEMBER = N_("The person who started this job is no longer a member. A colleague can start it again.")
CANCELLED = N_("The job was cancelled. What was finished before is kept.")
NO_HANDLER = N_("This version does not know how to do this job. Start it again.")

Handlers = Mapping[str, Handler]


class Context:
    """A running job as its handler sees it."""

    def __init__(self, app: Flask, job: Job, actor: Actor, holder: str, stop: threading.Event) -> None:
        self.public_id, self.actor, self.payload = job.public_id, actor, dict(job.payload)
        self._app, self._id, self._holder, self._stop = app, job.id, holder, stop

    def checkpoint(self, done: int, total: int, message: str = "", **params: Any) -> None:
        """Commit what was done, if this worker still holds the job, and look whether to go on."""
        values: dict[str, Any] = {"done": done, "total": total, "message": message, "params": params}
        cancelling = leases.renew(self._id, self._holder, **values)
        db.session.commit()
        self._go_on(cancelling=cancelling)

    def look(self) -> None:
        """Begin a transaction that only reads and sees one moment; progress is told beside it."""
        open_snapshot()

    def tell(self, done: int, total: int, message: str = "", **params: Any) -> None:
        """Note progress in a short transaction of its own, so that the one of the work keeps its view of the data."""
        values: dict[str, Any] = {"done": done, "total": total, "message": message, "params": params}
        cancelling = False

        def note() -> None:
            nonlocal cancelling
            cancelling = leases.renew(self._id, self._holder, **values)

        try:
            apart(self._app, note)
        except OperationalError as error:
            # Somebody writes just now: the work is worth more than one sign of it.
            if not is_busy(error):
                raise
        self._go_on(cancelling=cancelling)

    def _go_on(self, *, cancelling: bool) -> None:
        if cancelling:
            raise Cancelled
        if self._stop.is_set():
            raise Stopped


def work(
    app: Flask,
    handlers: Handlers,
    stop: threading.Event,
    *,
    parent: int | None = None,
    rounds: Iterable[Round] = (),
) -> None:
    """Run jobs and rounds until `stop` is set, or until the process that started this one has gone."""
    looked, statistics = 0.0, Statistics()
    while not stop.is_set() and (parent is None or os.getppid() == parent):
        try:
            if time.monotonic() - looked >= LOOK_SECONDS or not looked:
                looked = time.monotonic()
                run_rounds(app, rounds, stop)
            worked = run_next(app, handlers, stop)
        except OperationalError:
            log.warning("the database cannot be reached or written; trying again")
            worked = False
        except Exception:
            log.exception("the worker goes on after a fault")
            worked = False
        if worked:
            statistics.note()
        else:
            statistics.count(app)
            stop.wait(PAUSE)


def run_next(app: Flask, handlers: Handlers, stop: threading.Event | None = None, only: str | None = None) -> bool:
    """Run one job to its end; returns whether there was one. `only` names the job that is meant."""
    with app.app_context():
        db.session.connection(execution_options={READS: True})
        waits = leases.waiting(only)
        db.session.rollback()
        if not waits:
            return False
        holder = secrets.token_hex(16)
        job = leases.claim(holder, only)
        db.session.commit()
        if job is None:
            return False
        _run(app, job, handlers, holder, stop or threading.Event())
        return True


def run_rounds(app: Flask, rounds: Iterable[Round], stop: threading.Event | None = None) -> None:
    """Do what has come around; what fails is tried again the next time, and keeps nothing else from its turn."""
    for one in rounds:
        with app.app_context():
            db.session.connection(execution_options={READS: True})
            keys = one.due()
            db.session.rollback()
            for key in keys:
                if stop is not None and stop.is_set():
                    return
                try:
                    one.run(key)
                    db.session.commit()
                except Exception:
                    db.session.rollback()
                    log.exception("a round failed", round=one.name, key=key)


def _run(app: Flask, job: Job, handlers: Handlers, holder: str, stop: threading.Event) -> None:
    job_id, public_id = job.id, job.public_id
    try:
        actor = _actor_of(job)
        handler = handlers.get(job.kind)
        if handler is None:
            raise Refused(NO_HANDLER)
        if job.attempts > leases.TRIES:
            raise Refused(TOO_OFTEN, n=job.attempts - 1)
        if job.cancelling:
            raise Cancelled
        with calm():
            result = handler.run(Context(app, job, actor, holder, stop))
        leases.finish(job_id, holder, JobState.DONE, result=result or {})
        db.session.commit()
    except Stopped:
        db.session.rollback()
        leases.release(job_id, holder)
        db.session.commit()
    except LeaseLost:
        db.session.rollback()
        log.warning("another worker took the job over", job=public_id)
    except Cancelled:
        _end(job_id, handlers, holder, JobState.CANCELLED, Refused(CANCELLED))
    except OperationalError:
        # A full disk or a long lock passes: the block was rolled back, the job is tried again.
        db.session.rollback()
        log.exception("the database refused; the job waits", job=public_id)
        leases.release(job_id, holder, seconds=BUSY_SECONDS)
        db.session.commit()
    except DomainError as error:
        _end(job_id, handlers, holder, JobState.FAILED, error)
    except Exception:
        log.exception("job failed", job=public_id)
        _end(job_id, handlers, holder, JobState.FAILED, Refused(BROKEN, job=public_id))


def _actor_of(job: Job) -> Actor:
    """Return the person who asked for the work, with the roles that they have now."""
    actor = accounts.find_actor_by_ids(job.user_id, job.organisation_id)
    if actor is None:
        raise Refused(NO_MEMBER)
    return actor


def _end(job_id: int, handlers: Handlers, holder: str, state: JobState, error: DomainError) -> None:
    """End a job that did not finish: its room hears of it, the log too."""
    db.session.rollback()
    job = db.session.get(Job, job_id)
    if job is None:
        return
    handler, actor = handlers.get(job.kind), accounts.find_actor_by_ids(job.user_id, job.organisation_id)
    try:
        leases.finish(job_id, holder, state, message=error.sentence, params=error.params)
    except LeaseLost:
        db.session.rollback()
        return
    if actor is not None:
        if handler is not None and handler.failed is not None:
            with db.session.begin_nested():
                handler.failed(actor, job.payload, error)
        if state is JobState.FAILED:
            audit.record(actor, Event.JOB_FAILED, job, label=job.kind, why=str(error))
    db.session.commit()
