"""Keeps what a source said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import delete, select, true, update

from case_mgr.access.actor import Actor
from case_mgr.core import clock, ids
from case_mgr.core.blocks import blocks
from case_mgr.core.rows import table_of, write_rows
from case_mgr.core.sealed import seal_values
from case_mgr.extensions import db
from case_mgr.sources.models import ValueClaim
from case_mgr.sources.types import ClaimDraft, Origin

_BLOCK = 400


def claim(actor: Actor, subject: str, origin: Origin, drafts: Iterable[ClaimDraft]) -> int:
    """Keep the values that one line of a list gave about one record; returns how many."""
    return claim_all(actor, [(subject, origin, draft) for draft in drafts])


def claim_all(actor: Actor, rows: Iterable[tuple[str, Origin, ClaimDraft]]) -> int:
    """Keep the values of a whole block of lines in one statement."""
    now = clock.now()
    values = [
        seal_values(
            ValueClaim,
            {
                "public_id": ids.new_public_id(),
                "organisation_id": actor.organisation_id,
                "subject": subject,
                "field": draft.field,
                "said": [draft.value, draft.raw],
                "origin": origin.import_id,
                "digest": origin.digest,
                "line": origin.line,
                "created_at": now,
            },
        )
        for subject, origin, draft in rows
    ]
    if values:
        db.session.flush()
        write_rows(db.session.connection(), table_of(ValueClaim), values)
    return len(values)


def retract(actor: Actor, import_id: str, lines: Sequence[int], of: Collection[str] | None = None) -> None:
    """Drop the claims of lines of an import that was taken back: the list never spoke, or not `of` these records."""
    only = true() if of is None else ValueClaim.subject.in_(of)
    for block in blocks(lines, _BLOCK):
        db.session.execute(
            delete(ValueClaim).where(
                ValueClaim.organisation_id == actor.organisation_id,
                ValueClaim.origin == import_id,
                ValueClaim.line.in_(block),
                only,
            )
        )


def repoint(actor: Actor, before: str, after: str, only: Sequence[int] | None = None) -> list[int]:
    """Say of another record what was said of one, since both are one person; returns the claims that went over."""
    wanted = [ValueClaim.organisation_id == actor.organisation_id, ValueClaim.subject == before]
    found = list(db.session.scalars(select(ValueClaim.id).where(*wanted).order_by(ValueClaim.id)))
    moved = [number for number in found if only is None or number in only]
    for start in range(0, len(moved), _BLOCK):
        block = ValueClaim.id.in_(moved[start : start + _BLOCK])
        db.session.execute(update(ValueClaim).where(*wanted, block).values(subject=after))
    return moved
