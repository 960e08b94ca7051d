"""Who came out, for a chain: by the cases that were raised, or by a batch."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, SelectBase, select

from case_mgr.access.actor import Actor
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Case, Exit
from case_mgr.cases.types import FREEING
from case_mgr.core.dates import PartialDate
from case_mgr.extensions import db
from case_mgr.pardons import policy as batch_policy
from case_mgr.pardons.models import Batch


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


def list_releases_of(actor: Actor, cases: SelectBase) -> list[Release]:
    """List who came out of the people of some cases, which a statement selects, in whichever of their cases."""
    people = select(Case.detainee_id).where(case_policy.visible(actor), Case.id.in_(cases))
    return _releases(actor, Case.detainee_id.in_(people))


def list_releases_in(actor: Actor, batch: str) -> list[Release]:
    """List who came out in a batch."""
    return _releases(actor, Exit.batch == batch)


def cases_freed_in(actor: Actor, batch: str) -> Select[int]:
    """Select by number every case of the people who came out in a batch."""
    people = _freed(actor).with_only_columns(Case.detainee_id).where(Exit.batch == batch)
    return select(Case.id).where(case_policy.visible(actor), Case.detainee_id.in_(people))


def list_batches_of(actor: Actor, references: Collection[str]) -> dict[str, BatchDay]:
    """Return the batches that the actor may see, by reference."""
    rows = select(Batch).where(batch_policy.visible(actor), Batch.reference.in_(sorted(references)))
    return {row.reference: BatchDay(row.reference, row.title, row.announced) for row in db.session.scalars(rows)}


def _releases(actor: Actor, wanted: ColumnElement[bool]) -> list[Release]:
    # As many as came out: a chain counts them, and four columns of each take little.
    rows = db.session.execute(_freed(actor).where(wanted).order_by(Exit.id))
    return [Release(row[0], row[1], row[2], row[3] or "") for row in rows]


def _freed(actor: Actor) -> Select[Any]:
    columns: tuple[Any, ...] = (Case.reference, Case.detainee_id, Exit.happened, Exit.batch)
    freeing = Exit.link.in_([str(link) for link in FREEING])
    return (
        select(*columns)
        .join(Exit, Exit.case_id == Case.id)
        .where(case_policy.visible(actor), Exit.withdrawn_at.is_(None), freeing)
    )
