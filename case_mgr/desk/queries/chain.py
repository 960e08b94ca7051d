"""Who came out, for a chain: by the cases that were raised, or by a batch."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from case_mgr.access.actor import Actor
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Case, Exit
from case_mgr.cases.types import FREEING
from case_mgr.core.blocks import blocks
from case_mgr.core.dates import PartialDate
from case_mgr.extensions import db
from case_mgr.pardons import policy as batch_policy
from case_mgr.pardons.models import Batch

_MOST = 2000


@dataclass(frozen=True, slots=True)
class Release:
    """That somebody came out: in which case, when, and in which batch."""

    case: str
    person: int
    happened: PartialDate | None
    batch: str


@dataclass(frozen=True, slots=True)
class BatchDay:
    """A batch as a chain names it."""

    reference: str
    title: str
    announced: PartialDate | None


def list_releases_of(actor: Actor, references: Collection[str]) -> list[Release]:
    """List who came out of the people of these cases, in whichever of their cases."""
    found: list[Release] = []
    for block in blocks(sorted(set(references)), 400):
        people = select(Case.detainee_id).where(case_policy.visible(actor), Case.reference.in_(block))
        found += _releases(actor, Case.detainee_id.in_(people))
    return list(dict.fromkeys(found))


def list_releases_in(actor: Actor, batch: str) -> list[Release]:
    """List who came out in a batch."""
    return _releases(actor, Exit.batch == batch)


def list_cases_of(actor: Actor, people: Collection[int]) -> dict[int, str]:
    """Return the cases, by number, of some people."""
    found: dict[int, str] = {}
    for block in blocks(sorted(people), 400):
        rows = select(Case.id, Case.reference).where(case_policy.visible(actor), Case.detainee_id.in_(block))
        found |= {row.id: row.reference for row in db.session.execute(rows)}
    return found


def list_batches_of(actor: Actor, references: Collection[str]) -> dict[str, BatchDay]:
    """Return the batches that the actor may see, by reference."""
    rows = select(Batch).where(batch_policy.visible(actor), Batch.reference.in_(sorted(references)))
    return {row.reference: BatchDay(row.reference, row.title, row.announced) for row in db.session.scalars(rows)}


def _releases(actor: Actor, wanted: ColumnElement[bool]) -> list[Release]:
    columns: tuple[Any, ...] = (Case.reference, Case.detainee_id, Exit.happened, Exit.batch)
    rows = db.session.execute(
        select(*columns)
        .join(Exit, Exit.case_id == Case.id)
        .where(
            case_policy.visible(actor),
            wanted,
            Exit.withdrawn_at.is_(None),
            Exit.link.in_([str(link) for link in FREEING]),
        )
        .order_by(Exit.id)
        .limit(_MOST)
    )
    return [Release(row[0], row[1], row[2], row[3] or "") for row in rows]
