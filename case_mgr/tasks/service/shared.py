"""What verbs about tasks share: whom a task may be given to, and a look at whether it changed meanwhile."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.models import User
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.tasks import queries
from case_mgr.tasks.models import Task
from case_mgr.tasks.types import CLOSED

_CHANGED = N_("Somebody else changed this task while you were writing. Nothing was written.")


class Misfilled(Refused):
    """One thing of a draft cannot be so; the field that it stands in is named."""

    def __init__(self, field: str, sentence: str, **params: object) -> None:
        super().__init__(sentence, **params)
        self.field = field


def taker(actor: Actor, public_id: str, person: Detainee | None) -> User | None:
    """Return the member whom a task is to be given to; nobody is a choice too."""
    if not public_id:
        return None
    found = next((user for user in queries.list_takers(actor, person) if user.public_id == public_id), None)
    if found is None:
        # The same words for whoever is no member and whoever may not know of the person.
        raise Misfilled("assignee", N_("Choose a member who works on tasks and may open this case."))
    return found


def person_of(row: Task) -> Detainee | None:
    """Return the person whom a task is about."""
    return row.detainee or (row.case.detainee if row.case else None)


def to_change(actor: Actor, public_id: str, seen: int | None) -> Task:
    """Return a task that is to be changed and not closed; what was changed since it was opened is a conflict."""
    row = current(actor, public_id, seen)
    if row.state in CLOSED:
        raise Refused(N_("This task is closed already. Reopen it first."))
    return row


def current(actor: Actor, public_id: str, seen: int | None) -> Task:
    """Return a task as the editor saw it."""
    actor.require(Permission.TASK_WRITE)
    row = queries.get_row(actor, public_id)
    if seen is not None and seen != row.version:
        raise Stale(_CHANGED, Conflict(version=row.version))
    return row


def label(row: Task) -> str:
    """Return how the log calls a task: by its case, never by what stands in it."""
    return row.case.reference if row.case else ""
