"""Who of a list came out after it was handed over: told by the exits of their cases, and by nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.advocacy.models import SubmittedName
from case_mgr.advocacy.types import Freed, Overlap
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Case, Exit
from case_mgr.cases.types import FREEING
from case_mgr.core.blocks import blocks
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import earliest
from case_mgr.extensions import db

_NEVER = "9999"


Exits = dict[int, list[tuple[str, Exit]]]


def list_freed(actor: Actor, names: Sequence[SubmittedName], handed: PartialDate) -> dict[int, Freed]:
    """Return of each name the first exit to freedom of that person, in any of their cases, since the list was handed.

    An exit of which no day is known, or that may lie before, is not told as having come after.
    """
    return freed_since(names, exits_of(actor, {name.case.detainee_id for name in names}), handed)


def exits_of(actor: Actor, people: Collection[int]) -> Exits:
    """Return the exits to freedom of some people in the cases that the actor may open, the first of each first."""
    found: Exits = {}
    for block in blocks(sorted(people), 400):
        rows = db.session.execute(
            select(Case.detainee_id, Case.reference, Exit)
            .join(Exit, Exit.case_id == Case.id)
            .where(
                case_policy.visible(actor),
                Case.detainee_id.in_(block),
                Exit.withdrawn_at.is_(None),
                Exit.link.in_([str(link) for link in FREEING]),
            )
            .order_by(earliest(Exit, "happened"), Exit.id)
        )
        for person, case, exit_ in rows:
            found.setdefault(person, []).append((case, exit_))
    return found


def freed_since(names: Sequence[SubmittedName], exits: Exits, handed: PartialDate) -> dict[int, Freed]:
    """Return of each name the first of these exits that certainly did not come before a day."""
    freed: dict[int, Freed] = {}
    for name in names:
        for case, exit_ in exits.get(name.case.detainee_id, ()):
            if _came_after(exit_.happened, handed):
                freed[name.id] = Freed(exit_.happened, exit_.batch or "", case)
                break
    return freed


def overlaps_of(freed: Iterable[Freed]) -> tuple[Overlap, ...]:
    """Count the names by the batch in which they came out, the earliest batch first."""
    counted: dict[str, list[Freed]] = {}
    for one in freed:
        counted.setdefault(one.batch, []).append(one)
    made = (
        Overlap(batch, len(rows), min((row.happened for row in rows), key=_first)) for batch, rows in counted.items()
    )
    return tuple(sorted(made, key=lambda one: (_first(one.first), one.batch)))


def _came_after(happened: PartialDate | None, handed: PartialDate) -> bool:
    """Whether an exit certainly did not come before the list: its first day is no earlier than the list's last."""
    if happened is None or happened.earliest is None or handed.latest is None:
        return False
    return happened.earliest >= handed.latest


def _first(when: PartialDate | None) -> str:
    return when.earliest.isoformat() if when and when.earliest else _NEVER
