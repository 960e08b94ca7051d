"""Reads of what somebody changed, field by field, with the values as the log holds them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit.models import AuditDetail, AuditEntry
from case_mgr.audit.policy import Closed, Unsaid, answers, visible
from case_mgr.audit.queries.showing import detail_of
from case_mgr.audit.readers import Change, Done
from case_mgr.audit.types import LOOKS, Event
from case_mgr.core.blocks import blocks
from case_mgr.extensions import db

MOST = 5000


def list_done_by(
    actor: Actor,
    member: str,
    since: datetime,
    until: datetime,
    unsaid: Unsaid = None,
    closed: Closed = None,
    most: int = MOST,
) -> list[Done]:
    """List what somebody did in a period in the own organisation, oldest first, at most so many entries.

    Those about records that are `unsaid`, and those about closed records of others, are not among them.
    """
    actor.require(Permission.AUDIT_READ)
    rows = db.session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .where(
            visible(actor, unsaid),
            *answers(closed),
            AuditEntry.organisation == actor.organisation_public_id,
            AuditEntry.actor == member,
            AuditEntry.at >= since.astimezone(UTC),
            AuditEntry.at < until.astimezone(UTC),
        )
        .order_by(AuditEntry.seq)
        .limit(most)
    )
    return [_done(entry, detail) for entry, detail in rows]


def list_changes_of(actor: Actor, subjects: Iterable[str], after: int = 0) -> list[Change]:
    """List every change of single fields of some records from an entry on, whoever made it, oldest first."""
    actor.require(Permission.AUDIT_READ)
    found: list[Change] = []
    for block in blocks(sorted(set(subjects))):
        rows = db.session.execute(
            select(AuditEntry, AuditDetail)
            .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
            .where(
                AuditEntry.organisation == actor.organisation_public_id,
                AuditEntry.subject.in_(block),
                AuditEntry.seq >= after,
                AuditEntry.event.not_in([str(look) for look in LOOKS]),
            )
            .order_by(AuditEntry.seq)
        )
        for entry, detail in rows:
            found.extend(_done(entry, detail).changes)
    return found


def _done(entry: AuditEntry, detail: AuditDetail | None) -> Done:
    kept, event = detail_of(detail), Event(entry.event)
    changes = tuple(
        _change(entry, event, change, name, *values)
        for change in kept["changes"]
        for name, values in change["fields"].items()
    )
    return Done(
        seq=entry.seq,
        at=entry.at,
        event=event,
        subject_type=entry.subject_type,
        subject=entry.subject,
        label=str(kept["label"]),
        facts=kept["facts"],
        changes=changes,
    )


def _change(entry: AuditEntry, event: Event, change: dict[str, Any], name: str, before: Any, after: Any) -> Change:
    return Change(
        seq=entry.seq,
        at=entry.at,
        event=event,
        actor=entry.actor,
        subject_type=entry.subject_type,
        subject=entry.subject,
        table=str(change["table"]),
        row=str(change.get("id") or ""),
        what=str(change["what"]),
        field=name,
        before=before,
        after=after,
    )
