"""Reads of claims."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, bindparam, func, select

from case_mgr.access.actor import Actor
from case_mgr.core.statements import kept
from case_mgr.extensions import db
from case_mgr.sources.models import ValueClaim
from case_mgr.sources.types import ClaimView


def list_claims(actor: Actor, subject: str, limit: int = 500) -> list[ClaimView]:
    """List what sources said of a record that the caller has already been shown, newest first."""
    rows = db.session.scalars(
        select(ValueClaim)
        .where(ValueClaim.organisation_id == actor.organisation_id, ValueClaim.subject == subject)
        .order_by(ValueClaim.id.desc())
        .limit(limit)
    )
    return [_view(row) for row in rows]


def count_claims(actor: Actor, subjects: Iterable[str]) -> int:
    """Count what lists said of records that the caller has already been shown."""
    asked = {"organisation": actor.organisation_id, "subjects": list(subjects)}
    return db.session.scalar(_counted(), asked) or 0


@kept
def _counted() -> Select[int]:
    subject = ValueClaim.subject.in_(bindparam("subjects", expanding=True))
    own = ValueClaim.organisation_id == bindparam("organisation")
    return select(func.count()).select_from(ValueClaim).where(own, subject)


def find_subjects(actor: Actor, digest: str, lines: list[int]) -> dict[int, set[str]]:
    """Find which records came from these lines of a file with the same bytes, whoever imported it."""
    rows = db.session.execute(
        select(ValueClaim.line, ValueClaim.subject)
        .where(
            ValueClaim.organisation_id == actor.organisation_id,
            ValueClaim.digest == digest,
            ValueClaim.line.in_(lines),
        )
        .distinct()
        .order_by(ValueClaim.line, ValueClaim.subject)
    )
    found: dict[int, set[str]] = {}
    for line, subject in rows:
        found.setdefault(line, set()).add(subject)
    return found


def _view(row: ValueClaim) -> ClaimView:
    value, raw = row.said
    return ClaimView(row.field, value, raw, row.origin, row.line, row.created_at)
