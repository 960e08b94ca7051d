"""What the worker does for the log by itself: seals notes of names served, and signs a checkpoint every day."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app

from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit import serving
from case_mgr.core import clock
from case_mgr.desk import audit_integrity as checking
from case_mgr.jobs.types import Round

DAILY = timedelta(days=1)
_ONE = [1]


def _is_sealing_due() -> list[int]:
    waits = serving.list_kept(current_app) or audit.is_sealing_due()
    return _ONE if waits else []


def _seal(key: int) -> None:
    serving.take_in(current_app)
    if audit.is_sealing_due():
        audit.seal_served(audit.OPERATOR)


def _is_checkpoint_due() -> list[int]:
    (count, _head), last, now = log.get_head(), log.find_checkpoint(), clock.now()
    # A log to which nothing came since the last one needs no other.
    grown = count > (last.seq + 1 if last else 0)
    failed = log.find_failed_at()
    rests = failed is not None and now - failed < DAILY
    return _ONE if grown and not rests and (last is None or now - last.at >= DAILY) else []


def _sign(key: int) -> None:
    # Nobody vouches for a chain that does not hold: a fault warns instead, and a day later it is looked at again.
    if checking.check_new() and _is_checkpoint_due():
        audit.checkpoint(audit.OPERATOR)


SEALING = Round("names served", _is_sealing_due, _seal)
CHECKPOINT = Round("checkpoint", _is_checkpoint_due, _sign)
