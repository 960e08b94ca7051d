"""What an entry of the log says of a record is shown to whoever may open that record, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries as advocacy
from case_mgr.audit.types import EntryView
from case_mgr.cases import queries as cases
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.documents import queries as documents
from case_mgr.pardons import queries as pardons
from case_mgr.pardons.types import Answer
from case_mgr.support import queries as support
from case_mgr.tasks import queries as tasks

# Records of the organisation itself: whoever may read the log may read these.
_OF_THE_HOUSE = frozenset(
    {"-", "organisation", "app_user", "invitation", "membership", "donor_report", "job", "list_export"}
)
_NEEDS: Mapping[str, Permission] = {
    "pardon_batch": Permission.BATCH_READ,
    "advocacy_contact": Permission.CONTACT_READ,
    "letter_template": Permission.CONTACT_READ,
    "questionnaire_version": Permission.CONTACT_READ,
    "support_grant": Permission.GRANT_READ,
    "support_sample": Permission.SUPPORT_SAMPLE,
    "support_import": Permission.SUPPORT_READ,
    "list_import": Permission.IMPORT_STAGE,
    "case_share": Permission.CASE_READ,
    "duplicate_pair": Permission.DUPLICATE_READ,
    "person_merge": Permission.DUPLICATE_READ,
    "sign_round": Permission.CASE_READ,
}
# What only some of those who may open a case may see stands in the log under its own name.
_INSIDE = ("timeline_event", "custody_period", "correspondence")
# Of these others do not even learn what they are.
_CLOSED = frozenset({"interaction", "submission", "submitted_list"})
CLOSED = N_("Something that only some may read was worked on")
UNSAID = "…"
# Whether a confirmation reached a case says whether there is one.
_OF_A_CASE = frozenset({"written"})
# Facts of entries about no record that may hold a name all the same.
_PERSONAL_FACTS = frozenset({"filter"})


def discreet(actor: Actor, entries: Iterable[EntryView]) -> list[EntryView]:
    """Return the entries, without facts and values where the actor may not open what they are about."""
    found = _covered(actor, list(entries))
    others = {str(entry.facts["other"]) for entry in found if "other" in entry.facts}
    known = {
        # What was said of a record that became part of another is shown to whoever may open that one.
        "detainee": people.list_readable(actor, _subjects(found, "detainee") | others),
        "prison_case": cases.list_known_ids(actor, _subjects(found, "prison_case")),
        "case_document": documents.list_known(actor, _subjects(found, "case_document")),
        "task": tasks.list_known(actor, _subjects(found, "task")),
        "interaction": advocacy.list_known_talks(actor, _subjects(found, "interaction")),
        "submission": advocacy.list_known_submissions(actor, _subjects(found, "submission")),
        "submitted_list": advocacy.list_known_lists(actor, _subjects(found, "submitted_list")),
        "support_entry": support.list_known(actor, _subjects(found, "support_entry")),
        "help_request": tasks.list_help_known(actor, _subjects(found, "help_request")),
    }
    inside = {kind: _subjects(found, kind) for kind in _INSIDE}
    hidden = cases.list_hidden_items(actor, set().union(*inside.values(), *(entry.touched for entry in found)))
    known |= {kind: ids - hidden for kind, ids in inside.items()}
    return [_shown(actor, entry, known, hidden) for entry in found]


def _covered(actor: Actor, entries: list[EntryView]) -> list[EntryView]:
    """Tell of places in batches what their page tells: a match with a withheld person reads as no match."""
    places = {entry.seq: (entry.subject_id, int(str(entry.facts["place"]))) for entry in entries if _is_of_place(entry)}
    covered = pardons.list_covered(actor, places.values())
    return [
        _of_place(entry, covered=places[entry.seq] in covered) if entry.seq in places else entry for entry in entries
    ]


def _of_place(entry: EntryView, *, covered: bool) -> EntryView:
    facts = {name: value for name, value in entry.facts.items() if name not in _OF_A_CASE}
    if covered and facts.get("decision") in (str(Answer.MATCHED), str(Answer.NEW_TO_US)):
        facts["decision"] = str(Answer.NONE)
    # The fields of a decision would tell what the facts do not.
    return replace(entry, facts=facts, changes=())


def _is_of_place(entry: EntryView) -> bool:
    return entry.subject_type == "pardon_batch" and str(entry.facts.get("place", "")).isdigit()


def _subjects(entries: list[EntryView], kind: str) -> set[str]:
    return {entry.subject_id for entry in entries if entry.subject_type == kind}


def _shown(actor: Actor, entry: EntryView, known: Mapping[str, set[str]], hidden: set[str]) -> EntryView:
    reads = actor.may(Permission.PERSON_READ)
    if entry.subject_type in known:
        # An entry about two people tells of both, so only to whoever may open both.
        both = "other" not in entry.facts or str(entry.facts["other"]) in known["detainee"]
        if entry.subject_id in known[entry.subject_type] and both:
            # Of a case that somebody may open, an event may still be closed to them.
            return _closed(entry, label="") if entry.touched & hidden else _without_cases(entry)
        if entry.subject_type in _CLOSED:
            return replace(_closed(entry, label=""), subject_type="-", sentence=CLOSED, changes=())
        # Whoever sees lists of people must not learn from a reference that somebody is missing in them.
        return _closed(entry, label="" if reads or entry.subject_type in _INSIDE else entry.subject_label)
    if entry.subject_type in _OF_THE_HOUSE:
        facts = {name: value for name, value in entry.facts.items() if reads or name not in _PERSONAL_FACTS}
        return replace(entry, facts=facts)
    needed = _NEEDS.get(entry.subject_type, Permission.PERSON_READ)
    return entry if actor.may(needed) else _closed(entry, label=entry.subject_label)


def _without_cases(entry: EntryView) -> EntryView:
    """Leave out whom a talk first raised, of entries that still say so: somebody may have been taken out of it."""
    if entry.subject_type != "interaction":
        return entry
    return replace(entry, facts={name: value for name, value in entry.facts.items() if name != "cases"})


def _closed(entry: EntryView, label: str) -> EntryView:
    """Leave which fields changed, and nothing of what stood in them."""
    changes = tuple(
        (field, UNSAID if before else "", UNSAID if after else "") for field, before, after in entry.changes
    )
    return replace(entry, subject_label=label, facts={}, changes=changes, closed=True)
