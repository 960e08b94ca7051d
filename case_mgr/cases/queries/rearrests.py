"""Reads of releases and of the arrests that undid them; every case in them is one that the reader may open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, exists, not_, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case, Exit
from case_mgr.cases.policy import visible
from case_mgr.cases.types import FREEING, OUT, Rearrest, Release
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db

_MOST = 100


def list_releases(actor: Actor, person: str) -> list[Release]:
    """List the releases of a person that an arrest can have undone, latest recorded first."""
    rows = db.session.execute(
        _releases(actor)
        .join(Case.detainee)
        .where(
            Detainee.public_id == person,
            Exit.withdrawn_at.is_(None),
            Exit.link.in_([str(link) for link in FREEING]),
            Case.stage.in_([str(stage) for stage in OUT]),
        )
        .order_by(Exit.id.desc())
        .limit(_MOST)
    )
    return [_release(row) for row in rows]


def list_unexited(actor: Actor, person: str) -> list[str]:
    """List the cases of a person that ended in freedom and of which no exit that frees is recorded."""
    freed = exists().where(
        Exit.case_id == Case.id, Exit.withdrawn_at.is_(None), Exit.link.in_([str(link) for link in FREEING])
    )
    rows = select(Case.reference).join(Case.detainee).where(visible(actor), Detainee.public_id == person)
    out = rows.where(Case.stage.in_([str(stage) for stage in OUT]), not_(freed))
    return list(db.session.scalars(out.order_by(Case.id).limit(_MOST)))


def get_release_row(actor: Actor, exit_id: str) -> Exit:
    """Return the record of an exit in a case that the actor may open."""
    row = db.session.scalar(
        select(Exit).join(Exit.case).where(visible(actor), Exit.public_id == exit_id).options(joinedload(Exit.case))
    )
    if row is None:
        raise NotFound(N_("There is no such exit."))
    return row


def rearrest_of(actor: Actor, case: Case) -> Rearrest:
    """Return which release the arrest of a case undid, and which arrests undid the releases of the case."""
    if not case.exits and case.reverses_exit_id is None:
        return Rearrest()
    # Records of two people may have been joined and told apart again: what is another person's is not shown.
    same = Case.detainee_id == case.detainee_id
    again = db.session.execute(
        select(Case.reference, Exit.withdrawn_at)
        .join(Exit, Case.reverses_exit_id == Exit.id)
        .where(visible(actor), Exit.case_id == case.id, same)
        .order_by(Case.id)
        .limit(_MOST)
    ).all()
    after = None
    if case.reverses_exit_id is not None:
        found = db.session.execute(_releases(actor).where(Exit.id == case.reverses_exit_id, same)).one_or_none()
        after = _release(found) if found is not None else None
    return Rearrest(
        after=after,
        again=tuple(row.reference for row in again if row.withdrawn_at is None),
        once=tuple(row.reference for row in again if row.withdrawn_at is not None),
        contradicts=bool(after and after.happened and case.arrested and case.arrested.before(after.happened)),
    )


def list_undone(actor: Actor, exits: Iterable[int | None]) -> set[int]:
    """Return those of the exits, by number, that an arrest undid in a case that the actor may open."""
    wanted = sorted({exit_ for exit_ in exits if exit_ is not None})
    found = select(Case.reverses_exit_id).where(visible(actor), Case.reverses_exit_id.in_(wanted))
    return {exit_ for exit_ in db.session.scalars(found) if exit_ is not None} if wanted else set()


def _releases(actor: Actor) -> Select[Any]:
    own = (Exit.public_id, Exit.kind, Exit.link, Exit.happened, Exit.withdrawn_at)
    columns: tuple[Any, ...] = (*own, Case.reference, Case.jurisdiction)
    return select(*columns).join(Exit.case).where(visible(actor))


def _release(row: Any) -> Release:
    return Release(
        exit_id=row.public_id,
        case=row.reference,
        kind=row.kind,
        jurisdiction=row.jurisdiction,
        link=row.link,
        happened=row.happened,
        withdrawn=row.withdrawn_at is not None,
    )
