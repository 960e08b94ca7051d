"""Seconds and memory to verify a long log, whole and from a checkpoint, and what recording adds to a write."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from unittest import mock

from benchmarks.installation import coordinator, installation, names
from case_mgr.access.actor import Actor
from case_mgr.audit import ledger
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.checkpoints import Checkpoint
from case_mgr.audit.types import Event
from case_mgr.core.blocks import blocks
from case_mgr.detainees import service as people
from case_mgr.detainees.types import NameDraft, PersonDraft
from case_mgr.extensions import db

_BLOCK, _WRITES = 10_000, 200


def run(count: int, postgres: str | None) -> Iterator[str]:
    """Measure on SQLite, and on PostgreSQL when an address is given."""
    for name, url in (("SQLite", None), ("PostgreSQL", postgres)):
        if url or name == "SQLite":
            with installation(url) as app, app.app_context():
                actor = coordinator()
                yield _recording(name, actor)
                kept = _fill(actor, count)
                yield _verifying(name, "whole", None)
                yield _verifying(name, "from a checkpoint at nine tenths", kept)


def _fill(actor: Actor, count: int) -> Checkpoint:
    """Write that many entries, and sign a checkpoint on the way."""
    kept = None
    for block in blocks(range(count), _BLOCK):
        ledger.of(db.session).entries.extend(
            audit.entry_of(actor, Event.PROFILE_CHANGED, None, label=f"entry {n}", facts={"number": n}) for n in block
        )
        db.session.commit()
        if kept is None and block[-1] + 1 >= count * 0.9:
            kept = audit.checkpoint(actor)
            db.session.commit()
    return kept or audit.checkpoint(actor)


def _verifying(name: str, how: str, kept: Checkpoint | None) -> str:
    wall, processor = time.perf_counter(), time.process_time()
    found = log.verify(kept, resume=kept is not None)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    db.session.rollback()
    if not found.ok:
        raise RuntimeError(f"the log of the benchmark does not verify: {found.first_bad}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"Verifying {found.entries} entries on {name}, {how}: {wall:.1f} s ({processor:.1f} s of processor), "
        f"{peak:.0f} MB at most for the whole process"
    )


def _recording(name: str, actor: Actor) -> str:
    """Compare registering a person, in turn with the log and as if there were none."""
    took: dict[bool, list[float]] = {True: [], False: []}
    for number, who in enumerate(names(_WRITES, 7)):
        logged = number % 2 == 0
        with nullcontext() if logged else _unlogged():
            start = time.process_time()
            people.register(actor, PersonDraft(names=(NameDraft(who, primary=True),)))
            db.session.commit()
            took[logged].append(time.process_time() - start)
    with_log, without = statistics.median(took[True]), statistics.median(took[False])
    return (
        f"Recording adds {with_log / without - 1:.0%} to registering a person on {name} "
        f"({without * 1000:.1f} ms of processor without, {with_log * 1000:.1f} ms with, medians of {_WRITES // 2})"
    )


@contextmanager
def _unlogged() -> Iterator[None]:
    """Let nothing be compared, recorded or chained."""
    nothing = {"fields": {}, "what": "changed"}
    with (
        mock.patch.object(audit, "record"),
        mock.patch.object(audit, "seal"),
        mock.patch.object(ledger, "difference", return_value=nothing),
    ):
        yield
