"""What a member put into cases, taken back together: each by the verb of its room, with an entry of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit.readers import Change, Done
from case_mgr.audit.types import Event
from case_mgr.cases import queries as cases
from case_mgr.cases import service as verbs
from case_mgr.cases.types import CaseView
from case_mgr.core.errors import DomainError
from case_mgr.core.text import N_
from case_mgr.extensions import db

Verb = Callable[[Actor, str, str, str], object]
# In the order in which they go: what rests on something else goes before it.
ADDED: Mapping[str, Verb] = {
    "custody_exit": verbs.withdraw_exit,
    "correspondence": verbs.withdraw_letter,
    "custody_period": verbs.withdraw_custody,
    "timeline_event": verbs.withdraw_event,
}
# Entries by which something new stands, that corrects nothing.
RECORDED = frozenset({Event.EVENT_RECORDED, Event.EXIT_RECORDED, Event.CUSTODY_RECORDED, Event.CORRESPONDENCE_RECORDED})
LABELS: Mapping[str, str] = {
    "custody_exit": N_("An exit from custody that they recorded"),
    "correspondence": N_("A letter, parcel, visit or call that they recorded"),
    "custody_period": N_("A period of custody that they recorded"),
    "timeline_event": N_("An event that they recorded"),
}


@dataclass(frozen=True, slots=True)
class Put:
    """One thing that a member put into a case: `touched` says that somebody else worked on it since."""

    table: str
    case: str
    row: str
    touched: bool


def list_added(actor: Actor, done: Iterable[Done], later: Iterable[Change], member: str) -> list[Put]:
    """List what a member put into cases that the actor may open, as far as it stands."""
    if not actor.may(Permission.CASE_WRITE):
        return []
    added = [
        (one, change) for one in done for change in one.changes if change.what == "added" and change.table in ADDED
    ]
    # What corrects a record of somebody else is no planted fact: taking it back would take theirs away too.
    told = {(change.table, change.row): one.label for one, change in added if one.event in RECORDED}
    own = {change.row for _one, change in added}
    others = {change.row for change in later if change.actor != member}
    found = []
    for reference in cases.list_known(actor, sorted(set(told.values()))):
        standing = _standing(cases.get_case(actor, reference), own)
        found += [
            Put(table, reference, row, row in others)
            for (table, first), label in told.items()
            if label == reference and (row := standing[table].get(first))
        ]
    order = list(ADDED)
    return sorted(found, key=lambda one: (one.case, order.index(one.table), one.row))


def take_back(actor: Actor, one: Put, reason: str) -> str | None:
    """Take one thing back; returns why its rules refuse it, or None when it is gone."""
    if one.row not in _standing(cases.get_case(actor, one.case))[one.table].values():
        # It went with what rested on it.
        return None
    try:
        with db.session.begin_nested():
            ADDED[one.table](actor, one.case, one.row, reason)
    except DomainError as error:
        return str(error)
    return None


def _standing(case: CaseView, own: set[str] | None = None) -> dict[str, dict[str, str]]:
    """Return what stands of a case, by every row of it that was told; of events those that only `own` rows tell."""
    events: dict[str, str] = {}
    for event in case.events:
        chain = {event.public_id, *(row.public_id for row in event.corrections)}
        if not event.withdrawn and (own is None or chain <= own):
            events |= dict.fromkeys(chain, event.public_id)
    return {
        "custody_exit": {row.public_id: row.public_id for row in case.exits},
        "correspondence": {row.public_id: row.public_id for row in case.letters if not row.withdrawn},
        "custody_period": {row.public_id: row.public_id for row in case.held},
        "timeline_event": events,
    }
