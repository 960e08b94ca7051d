"""What the pages of the log and its export show: bounded, discreet, and found by no question that tells too much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries as advocacy
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, EntryView
from case_mgr.cases import queries as cases
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import SIZES, Page, PageRequest
from case_mgr.core.text import N_
from case_mgr.desk.discretion import discreet
from case_mgr.desk.queries import audit as warning
from case_mgr.detainees import queries as people
from case_mgr.tasks import queries as tasks


def page_of(actor: Actor, wanted: EntryFilter, request: PageRequest) -> Page[EntryView]:
    """List entries of a filter as this reader may see them."""
    found = log.list_entries(actor, wanted, request, tasks.of_others(actor), advocacy.open_of_closed(actor))
    return Page(discreet(actor, found.items), found.total, found.number, found.size)


def records_of(actor: Actor, reference: str) -> frozenset[str]:
    """Return the records that belong to a person or a case which the actor may open, by public id."""
    said = reference.strip().upper()
    person = people.find_by_reference(actor, said) if actor.may(Permission.PERSON_READ) else None
    if person is not None:
        own = {person.public_id, *(gone.public_id for gone in people.list_absorbed_by(person))}
        return frozenset(own | warning.list_cases_of(actor, own))
    if not cases.list_known(actor, [said]):
        raise NotFound(N_("There is no such person and no such case."))
    return frozenset({cases.get_row(actor, said).public_id, *cases.list_seen_items(actor, said)})


def lines(actor: Actor, wanted: EntryFilter) -> Iterator[EntryView]:
    """Yield the entries of a filter, oldest first."""
    pages = page_of(actor, wanted, PageRequest(1, SIZES[-1])).pages
    for number in range(pages, 0, -1):
        yield from reversed(page_of(actor, wanted, PageRequest(number, SIZES[-1])).items)


def event_of(entry: EntryView) -> str:
    """Return what was done: of what kind something closed was must not stand in a file either."""
    return str(entry.event) if entry.subject_type != "-" or not entry.closed else "closed"


def told(entry: EntryView) -> dict[str, Any]:
    """Return an entry as a line of a file."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "event": event_of(entry),
        "actor": entry.actor_name,
        "subject_type": entry.subject_type,
        "subject": entry.subject_id,
        "label": entry.subject_label,
        "facts": entry.facts,
        "changes": entry.changes,
        "hash": entry.hash,
        "previous": entry.previous,
    }
