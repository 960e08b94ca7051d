"""What an entry of the log says of a record is shown to whoever may open that record, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit.types import EntryView
from case_mgr.cases import queries as cases
from case_mgr.detainees import queries as people

# Records of the organisation itself: whoever may read the log may read these.
_OF_THE_HOUSE = frozenset({"-", "organisation", "app_user", "invitation", "membership", "donor_report", "job"})
_NEEDS: Mapping[str, Permission] = {
    "pardon_batch": Permission.BATCH_READ,
    "advocacy_contact": Permission.CONTACT_READ,
    "interaction": Permission.CONTACT_READ,
    "support_grant": Permission.GRANT_READ,
    "list_import": Permission.IMPORT_STAGE,
    "sign_round": Permission.CASE_READ,
}
# What only some of those who may open a case may see stands in the log under its own name.
_INSIDE = ("timeline_event", "correspondence")
UNSAID = "…"
# Facts of entries about no record that may hold a name all the same.
_PERSONAL_FACTS = frozenset({"filter"})


def discreet(actor: Actor, entries: Iterable[EntryView]) -> list[EntryView]:
    """Return the entries, without facts and values where the actor may not open what they are about."""
    found = list(entries)
    known = {
        "detainee": people.list_known(actor, _subjects(found, "detainee")),
        "prison_case": cases.list_known_ids(actor, _subjects(found, "prison_case")),
    }
    inside = {kind: _subjects(found, kind) for kind in _INSIDE}
    hidden = cases.list_hidden_items(actor, set().union(*inside.values(), *(entry.touched for entry in found)))
    known |= {kind: ids - hidden for kind, ids in inside.items()}
    return [_shown(actor, entry, known, hidden) for entry in found]


def _subjects(entries: list[EntryView], kind: str) -> set[str]:
    return {entry.subject_id for entry in entries if entry.subject_type == kind}


def _shown(actor: Actor, entry: EntryView, known: Mapping[str, set[str]], hidden: set[str]) -> EntryView:
    reads = actor.may(Permission.PERSON_READ)
    if entry.subject_type in known:
        if entry.subject_id in known[entry.subject_type]:
            # Of a case that somebody may open, an event may still be closed to them.
            return _closed(entry, label="") if entry.touched & hidden else entry
        # Whoever sees lists of people must not learn from a reference that somebody is missing in them.
        return _closed(entry, label="" if reads or entry.subject_type in _INSIDE else entry.subject_label)
    if entry.subject_type in _OF_THE_HOUSE:
        facts = {name: value for name, value in entry.facts.items() if reads or name not in _PERSONAL_FACTS}
        return replace(entry, facts=facts)
    needed = _NEEDS.get(entry.subject_type, Permission.PERSON_READ)
    return entry if actor.may(needed) else _closed(entry, label=entry.subject_label)


def _closed(entry: EntryView, label: str) -> EntryView:
    """Leave which fields changed, and nothing of what stood in them."""
    changes = tuple(
        (field, UNSAID if before else "", UNSAID if after else "") for field, before, after in entry.changes
    )
    return replace(entry, subject_label=label, facts={}, changes=changes, closed=True)
