"""Who may see something inside a case, and under whose name the log keeps what is done to it."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import derive, queries
from case_mgr.cases.models import Case, Correspondence, CustodyPeriod, TimelineEvent
from case_mgr.cases.policy import in_team, sees
from case_mgr.cases.types import Level
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db

Item = TimelineEvent | Correspondence | CustodyPeriod


class WrongLevel(Refused):
    """What was chosen for who may see it is not possible; the sentence belongs to the level or to the deputy."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def guarded(actor: Actor, case: Case, level: Level, deputy: str, recorder: int | None = None) -> dict[str, Any]:
    """Return the columns that say who may see an item; nobody shuts themselves out, or leaves one keyholder."""
    recorded_by = actor.user_id if recorder is None else recorder
    columns: dict[str, Any] = {"level": str(level), "handler_id": recorded_by or None, "deputy_id": None}
    if actor.guest is not None and level is not Level.NORMAL:
        raise WrongLevel("level", N_("Who may see it is for the organisation to say that owns the case."))
    if level is Level.HANDLER and recorded_by != actor.user_id:
        # Else anybody could hide from the owner what somebody else wrote.
        raise WrongLevel("level", N_("Only whoever recorded it can keep it between two people."))
    if level is Level.TEAM and not in_team(actor, case):
        raise WrongLevel("level", N_("You are not in the team of this case: you would no longer see it yourself."))
    if level is not Level.HANDLER:
        return columns
    team = [*([case.owner] if case.owner else []), *(row.user for row in case.team)]
    chosen = next((user for user in team if user.public_id == deputy and user.id != actor.user_id), None)
    if chosen is None:
        raise WrongLevel(
            "deputy", N_("Choose a deputy from the team of the case: alone, nobody could read it when you are away.")
        )
    return columns | {"deputy_id": chosen.id}


def note(actor: Actor, what: Event, case: Case, item: Item, **facts: Any) -> None:
    """Write an entry of the log: of what only some may see, under its own name, outside the case’s history."""
    subject = case if item.level == Level.NORMAL else item
    audit.record(actor, what, subject, label=case.reference, **facts)


def guard_event(actor: Actor, reference: str, event_id: str, level: Level, deputy: str = "") -> None:
    """Change who may see an event, with everything that it corrects; the columns of lists are computed anew."""
    actor.require(Permission.CASE_WRITE)
    case = queries.get_row(actor, reference)
    chain = _chain(actor, case, event_id)
    if any(exit_.event in chain and exit_.withdrawn_at is None for exit_ in case.exits):
        raise WrongLevel(
            "level", N_("An exit from custody rests on this event, and exits are open to whoever opens the case.")
        )
    columns = guarded(actor, case, level, deputy, chain[0].author_id or 0)
    for row in chain:
        for name, value in columns.items():
            setattr(row, name, value)
    derive.refresh(case)
    audit.record(actor, Event.EVENT_GUARDED, chain[-1], label=case.reference, level=str(level))
    db.session.flush()


def _chain(actor: Actor, case: Case, event_id: str) -> list[TimelineEvent]:
    """Return an event with all rows that it corrects, the latest last."""
    rows = {id(row): row for row in case.events}
    for versions in derive.told(rows.values()):
        for version in versions:
            chain = [rows[key] for key in version.rows]
            if chain[-1].public_id == event_id and version.standing and sees(actor, case, chain[-1]):
                return chain
    raise NotFound(N_("There is no such event."))
