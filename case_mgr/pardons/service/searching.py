"""Candidates for a long list are looked for in the background, block by block, and the page says how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.blocks import blocks
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.jobs import service as jobs
from case_mgr.jobs.types import Handler, JobContext
from case_mgr.pardons import queries
from case_mgr.pardons.models import Batch, Place
from case_mgr.pardons.service.proposing import propose_for

KIND = "pardons.propose"
# So many names are compared while somebody waits for the page; more go to the worker.
AT_ONCE = 60
_BLOCK = 50


def search_later(actor: Actor, batch: Batch, made: Sequence[Place]) -> str:
    """Let the worker look for candidates for new places; returns the job."""
    first = min(place.number for place in made)
    payload = {"batch": batch.reference, "first": first, "last": max(place.number for place in made)}
    job = jobs.enqueue(
        actor,
        KIND,
        payload,
        title=N_("Looking for candidates"),
        lane=f"pardons:{batch.public_id}",
        where=f"/pardons/{batch.reference}/reconcile",
        total=len(made),
    )
    return job.public_id


def run(job: JobContext) -> Mapping[str, Any]:
    """Propose for block after block; begun anew after a crash it proposes the same once more."""
    actor, reference = job.actor, str(job.payload["batch"])
    actor.require(Permission.BATCH_WRITE)
    numbers = range(int(job.payload["first"]), int(job.payload["last"]) + 1)
    done = found = 0
    for block in blocks(numbers, _BLOCK):
        batch = queries.get_row(actor, reference)
        places = db.session.scalars(
            select(Place)
            .where(Place.batch_id == batch.id, Place.number.in_(block), Place.decided_at.is_(None))
            .options(selectinload(Place.mentions))
            .order_by(Place.number)
        ).all()
        found += propose_for(actor, places)
        done += len(block)
        audit.record(actor, Event.BATCH_AMENDED, batch, label=reference, proposed=found, places=done)
        job.checkpoint(done, len(numbers))
    return {"proposed": found, "places": done}


HANDLER = Handler(run)
