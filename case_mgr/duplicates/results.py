"""Merges made into what pages show: why, what moved, and what the other record said."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.moving import unpacked
from case_mgr.duplicates import comparing, queries
from case_mgr.duplicates.models import Merge
from case_mgr.duplicates.policy import sees_everything
from case_mgr.duplicates.types import CountLine, MergeView


def get_merge(actor: Actor, public_id: str) -> MergeView:
    """Return one merge with the names and values that the other record keeps."""
    row = queries.get_merge_row(actor, public_id)
    return _view(row, whole=sees_everything(actor))


def of(row: Merge) -> MergeView:
    """Return a merge that was just made."""
    return _view(row, whole=False)


def _view(row: Merge, *, whole: bool) -> MergeView:
    gone = row.absorbed
    whole = whole and row.undone_at is None
    said = [(name, getattr(gone, name)) for name in comparing.FIELDS if name != comparing.PHOTOGRAPH] if whole else []
    later = queries.find_last_standing(row) if row.undone_at is None else None
    return MergeView(
        public_id=row.public_id,
        survivor_id=row.survivor.public_id,
        survivor=row.survivor.reference,
        absorbed=gone.reference,
        absorbed_id=gone.public_id,
        reason=row.reason or "",
        author=row.author.name,
        at=row.created_at,
        counts=tuple(CountLine(*line) for line in row.counts),
        other_said=tuple((comparing.FIELDS[name], name, value) for name, value in said if value not in (None, "")),
        said_before=_before(row) if said else (),
        undone_at=row.undone_at,
        undone_by=row.undone_by.name if row.undone_by else "",
        blocked_by=later.absorbed.reference if later else "",
    )


def _before(row: Merge) -> tuple[tuple[str, str, Any], ...]:
    """Return what the surviving record said where the other one stands now."""
    return tuple(
        (comparing.FIELDS[change["field"]], change["field"], unpacked(change["before"]))
        for change in row.journal["changes"]
        if change["table"] == Detainee.__tablename__
        and change["field"] in comparing.FIELDS
        and change["before"] not in (None, "", "unknown")
    )
