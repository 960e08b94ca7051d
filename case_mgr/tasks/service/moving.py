"""Tasks about a record that turned out to be another person's."""

from __future__ import annotations

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.detainees.moving import Mover
from case_mgr.extensions import db
from case_mgr.tasks.models import Task


def move_person(actor: Actor, mover: Mover) -> None:
    """Move the tasks about a person; what somebody answered to a rule stays answered for the other record too."""
    mover.repoint(Task)
    old, new = f"person:{mover.giving.id}", f"person:{mover.taking.id}"
    known = {(row.rule, row.base) for row in _of_rules(new)}
    for row in _of_rules(old):
        # Both records had the same question of the same day: the answer about the surviving one counts.
        if (row.rule, row.base) not in known:
            mover.change(row, {"basis": new})


def _of_rules(basis: str) -> list[Task]:
    return list(db.session.scalars(select(Task).where(Task.basis == basis).order_by(Task.id)))
