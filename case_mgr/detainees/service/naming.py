"""Names of a person: every spelling kept, one chosen for lists."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Detainee, PersonName
from case_mgr.detainees.noticing import noticed
from case_mgr.detainees.service.shared import (
    LONGEST,
    add_keys,
    append_name,
    drop_keys,
    forget,
    make_primary,
    parts_of,
    require_seen,
    tidy,
)
from case_mgr.detainees.types import NameDraft
from case_mgr.extensions import db


def add_name(actor: Actor, public_id: str, draft: NameDraft) -> PersonName:
    """Add a further name, or the same one in another spelling; the printed form is kept."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    if not draft.full.strip():
        raise Refused(N_("Enter the name as it is printed."))
    if any(name.full == tidy(draft.full) and name.kind == draft.kind for name in row.names):
        raise Refused(N_("This name is recorded already."))
    name = append_name(row, draft, primary=False)
    db.session.flush()
    add_keys(row, [draft.full])
    if draft.primary:
        make_primary(row, name)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    noticed(actor, [row.id])
    return name


def choose_name(actor: Actor, public_id: str, name_id: str) -> PersonName:
    """Choose the name under which lists and pages show the person."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    name = _one(row, name_id)
    make_primary(row, name)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    return name


def amend_name(
    actor: Actor, public_id: str, name_id: str, draft: NameDraft, seen_version: int | None = None
) -> PersonName:
    """Say more about a name; its printed form stays as it is."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    name = _one(row, name_id)
    require_seen(name, seen_version)
    language = draft.language or None
    if name.language != language:
        name.language = language
        name.for_language = language is not None and not any(n.for_language for n in _others(row, name, language))
    name.kind, name.source = str(draft.kind), draft.source.strip()[:LONGEST]
    for part, value in parts_of(draft).items():
        if getattr(name, part) != value:
            setattr(name, part, value)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    db.session.flush()
    return name


def choose_for_language(actor: Actor, public_id: str, name_id: str) -> PersonName:
    """Choose the form that texts in the language of this name use."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    name = _one(row, name_id)
    if not name.language:
        raise Refused(N_("Say first in which language this name is."))
    for other in _others(row, name, name.language):
        other.for_language = False
    name.for_language = True
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    return name


def remove_name(actor: Actor, public_id: str, name_id: str) -> None:
    """Remove a name that does not belong to the person; the last one stays, and the log keeps it."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    name = _one(row, name_id)
    if len(row.names) == 1:
        raise Refused(N_("A person needs at least one name: add the right one first."))
    rest = [other for other in row.names if other is not name]
    db.session.delete(name)
    forget(row, "names")
    if name.is_primary:
        make_primary(row, rest[0])
    heir = next((other for other in rest if other.language and other.language == name.language), None)
    if name.for_language and heir is not None:
        heir.for_language = True
    drop_keys(row)
    add_keys(row, [other.full for other in rest], fresh=True)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    noticed(actor, [row.id])


def _one(row: Detainee, name_id: str) -> PersonName:
    found = next((name for name in row.names if name.public_id == name_id), None)
    if found is None:
        raise NotFound(N_("There is no such name."))
    return found


def _others(row: Detainee, name: PersonName, language: str) -> list[PersonName]:
    return [other for other in row.names if other is not name and other.language == language]
