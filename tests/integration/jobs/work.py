"""Jobs for tests: kinds of work that note what they did in the database they run on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask
from sqlalchemy import select, update

from case_mgr.access.actor import Actor
from case_mgr.core import clock
from case_mgr.core.errors import DomainError, Refused
from case_mgr.extensions import db
from case_mgr.jobs import service, worker
from case_mgr.jobs.models import Job
from case_mgr.jobs.types import Handler, JobContext
from case_mgr.web.models import TakenForm


def note(key: str) -> None:
    """Leave a mark in the transaction of the block."""
    db.session.add(TakenForm(key=key, at=clock.now()))
    db.session.flush()


def notes() -> list[str]:
    """Return the marks that were committed."""
    return sorted(db.session.scalars(select(TakenForm.key)))


def count_to_three(job: JobContext) -> Mapping[str, Any]:
    """Work in three blocks, skipping those that were committed before."""
    for number in (1, 2, 3):
        if f"block {number}" not in notes():
            note(f"block {number}")
            if job.payload.get("breaks") == number:
                raise RuntimeError("a fault of the program")
            if job.payload.get("refuses") == number:
                raise Refused("The well is dry in %(place)s.", place="the yard")
            job.checkpoint(number, 3)
    return {"blocks": 3}


def room_heard(actor: Actor, payload: Mapping[str, Any], error: DomainError) -> None:
    """Note that the room was told of the end."""
    note(f"room heard: {error}"[:60])


HANDLERS = {"count": Handler(count_to_three, room_heard)}


def ask(actor: Actor, *, lane: str = "", **payload: Any) -> str:
    """Enqueue the work and commit."""
    job = service.enqueue(actor, "count", payload, title="Counting", lane=lane)
    public_id = job.public_id
    db.session.commit()
    return public_id


def job_row(public_id: str) -> Job:
    """Return a job as it stands now."""
    db.session.rollback()
    return db.session.scalars(select(Job).where(Job.public_id == public_id)).one()


def expire(public_id: str) -> None:
    """Let the lease of a job run out, as after the death of its worker."""
    db.session.execute(update(Job).where(Job.public_id == public_id).values(lease_until=clock.now().replace(year=2020)))
    db.session.commit()


def run(app: Flask, **kwargs: Any) -> bool:
    """Let a worker do one job."""
    db.session.commit()
    return worker.run_next(app, HANDLERS, **kwargs)
