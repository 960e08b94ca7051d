"""Counts tries in the database, before the work that they cost, so that no process can be played against another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar, cast

from flask import request
from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from case_mgr.core import clock
from case_mgr.core.errors import DomainError
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.web.hooks import hooks
from case_mgr.web.models import Tries
from case_mgr.web.transaction import afterwards, beforehand

View = TypeVar("View", bound=Callable[..., Any])


class TooMany(DomainError):
    """Too many tries: wait."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries in how long, counted per what."""

    name: str
    per: Callable[[], str]
    count: int
    window: timedelta


def address() -> str:
    """Count per network address; behind a proxy the server is told which header to trust, a client cannot choose."""
    return request.remote_addr or ""


def field(name: str) -> Callable[[], str]:
    """Count per value of a form field, whatever its case."""
    return lambda: request.form.get(name, "").strip().lower()[:254]


def throttled(*limits: Limit, reads: bool = False) -> Callable[[View], View]:
    """Bound how often the POST of a route may be tried, and with `reads` also how often its page may be asked for."""

    def mark(view: View) -> View:
        marked = cast(Any, view)
        marked.limits, marked.limits_reads = limits, reads
        return view

    return mark


def stop_if_too_many(view: Any) -> None:
    """Count this try in a transaction of its own; stop it when there were too many."""
    limits: tuple[Limit, ...] = getattr(view, "limits", ())
    if not limits or (request.method != "POST" and not getattr(view, "limits_reads", False)):
        return
    # The count is committed before the work: a crash or a parallel try cannot take it back.
    waits = beforehand(lambda: [wait for limit in limits if (wait := _count(limit)) is not None])
    if waits:
        tell = hooks().throttled
        if tell is not None:
            name = limits[0].name
            afterwards(lambda: tell(name))
        minutes = -(-int(max(waits).total_seconds()) // 60)
        raise TooMany(N_("Too many tries. Wait %(minutes)d minutes and try again."), minutes=max(1, minutes))


def give_back(*limits: Limit) -> None:
    """Take this try off the count after a success; those of others stay: an own account resets nothing."""
    buckets = [_bucket(limit, limit.per()) for limit in limits]
    db.session.execute(update(Tries).where(Tries.bucket.in_(buckets), Tries.count > 0).values(count=Tries.count - 1))


def forgive(*limits: Limit) -> None:
    """Forget the tries after a success."""
    db.session.execute(delete(Tries).where(Tries.bucket.in_([_bucket(limit, limit.per()) for limit in limits])))


def forgive_value(name: str, value: str) -> None:
    """Forget the tries counted per one value, as an administrator unlocks an account."""
    db.session.execute(delete(Tries).where(Tries.bucket == _digest(name, value)))


def _count(limit: Limit) -> timedelta | None:
    now, bucket = clock.now(), _bucket(limit, limit.per())
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    # Two first tries at once meet in the same row, whichever inserts it.
    db.session.execute(dialect.insert(Tries).values(bucket=bucket, count=0, since=now).on_conflict_do_nothing())
    row = db.session.scalars(select(Tries).where(Tries.bucket == bucket).with_for_update()).one()
    # Clocks of processes differ a little: a count begun a moment ahead of ours goes on, or two at once would reset it.
    if abs(now - row.since) >= limit.window:
        row.count, row.since = 0, now
    row.count += 1
    return limit.window - (now - row.since) if row.count > limit.count else None


def _bucket(limit: Limit, value: str) -> str:
    return _digest(limit.name, value)


def _digest(name: str, value: str) -> str:
    # Addresses of people and networks are not kept in the clear for this.
    return hashlib.sha256(f"{name}|{value}".encode()).hexdigest()
