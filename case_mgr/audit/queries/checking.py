"""Reads of what is known of the log itself: checks, checkpoints, notes that wait to be sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import checkpoints, notes
from case_mgr.audit.models import ChainCheck, SignedCheckpoint
from case_mgr.audit.policy import decides
from case_mgr.audit.types import CheckView
from case_mgr.extensions import db


def find_checkpoint() -> checkpoints.Checkpoint | None:
    """Return the newest checkpoint that was signed here, or None."""
    line = db.session.scalar(select(SignedCheckpoint.line).order_by(SignedCheckpoint.id.desc()).limit(1))
    return None if line is None else checkpoints.read(line)


def find_checkpoint_at(actor: Actor, seq: int) -> checkpoints.Checkpoint | None:
    """Return the newest checkpoint that was signed at an entry, or None."""
    actor.require(Permission.AUDIT_READ)
    wanted = select(SignedCheckpoint.line).where(SignedCheckpoint.seq == seq)
    line = db.session.scalar(wanted.order_by(SignedCheckpoint.id.desc()).limit(1))
    return None if line is None else checkpoints.read(line)


def list_checkpoints(actor: Actor, limit: int = 30) -> list[checkpoints.Checkpoint]:
    """List the checkpoints that were signed here, newest first."""
    actor.require(Permission.AUDIT_READ)
    lines = db.session.scalars(select(SignedCheckpoint.line).order_by(SignedCheckpoint.id.desc()).limit(limit))
    return [checkpoints.read(line) for line in lines]


def find_last_check(actor: Actor) -> CheckView | None:
    """Return what the last check of the chain found, or None when it was never checked."""
    actor.require(Permission.AUDIT_READ)
    row = db.session.scalar(select(ChainCheck).order_by(ChainCheck.id.desc()).limit(1))
    return None if row is None else check_view(actor, row)


def find_failed_at() -> datetime | None:
    """Return when a check last found a fault, or None when none ever did."""
    return db.session.scalar(select(func.max(ChainCheck.at)).where(ChainCheck.ok.is_(False)))


def find_standing_fault(actor: Actor) -> CheckView | None:
    """Return the newest check that found a fault of which the warning still stands, for whoever may read the log."""
    if not actor.may(Permission.AUDIT_READ):
        return None
    row = db.session.execute(
        select(ChainCheck, decides(actor))
        .where(ChainCheck.ok.is_(False), ChainCheck.put_down_at.is_(None))
        .order_by(ChainCheck.id.desc())
        .limit(1)
    ).first()
    return None if row is None else replace(check_view(actor, row[0]), decides=bool(row[1]))


def list_put_down(actor: Actor, limit: int = 20) -> list[CheckView]:
    """List faults of which somebody put the warning down, newest first: the decision and its reason."""
    actor.require(Permission.AUDIT_READ)
    rows = db.session.scalars(
        select(ChainCheck).where(ChainCheck.put_down_at.is_not(None)).order_by(ChainCheck.id.desc()).limit(limit)
    )
    return [check_view(actor, row) for row in rows]


def count_unsealed() -> tuple[int, datetime | None]:
    """Return how many notes of names served are not in the chain yet, and since when the oldest waits."""
    return notes.waiting(db.session)


def check_view(actor: Actor, row: ChainCheck) -> CheckView:
    """Return a check as its page shows it: who of another organisation asked or decided, and why, is not told."""
    foreign = row.put_down_organisation not in {None, actor.organisation_public_id}
    return CheckView(
        number=row.id,
        at=row.at,
        by=row.actor_name if row.organisation in {None, actor.organisation_public_id} else "",
        ok=row.ok,
        entries=row.entries,
        since=row.since,
        head=row.head,
        checkpoint=row.checkpoint,
        checkpoint_at=row.checkpoint_at,
        seq=row.fault_seq,
        kind=row.fault_kind,
        reason=row.fault_reason,
        put_down_at=row.put_down_at,
        put_down_by="" if foreign else row.put_down_by,
        put_down_reason="" if foreign else row.put_down_reason,
    )
