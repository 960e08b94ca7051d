"""People come in, and go again when an import is taken back."""

from __future__ import annotations

from collections.abc import Sequence

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.service import next_numbers
from case_mgr.audit import service as audit
from case_mgr.audit.sheaf import Sheaf
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.noticing import noticed
from case_mgr.detainees.service.shared import (
    LONGEST,
    add_fresh_keys,
    append_name,
    append_nationality,
    drop_keys,
    read_groups,
    read_languages,
    require_order,
    sort_form,
    tidy,
)
from case_mgr.detainees.types import PersonDraft
from case_mgr.extensions import db


def register(actor: Actor, draft: PersonDraft) -> Detainee:
    """Register a person under a new reference."""
    actor.require(Permission.PERSON_WRITE)
    row = _make(actor, draft)
    _give_references(actor, [row])
    db.session.add(row)
    db.session.flush()
    audit.record(actor, Event.PERSON_REGISTERED, row, label=row.reference)
    _known(actor, [row])
    return row


def register_all(actor: Actor, sheaf: Sheaf, drafts: Sequence[PersonDraft]) -> list[Detainee]:
    """Register people together, as a block of a list does; they are written with the rest of the sheaf."""
    actor.require(Permission.PERSON_WRITE)
    rows = [_make(actor, draft) for draft in drafts]
    _give_references(actor, rows)
    for row in rows:
        sheaf.add(row, *row.names, *row.nationalities)
        sheaf.tell(actor, Event.PERSON_REGISTERED, row, label=row.reference)
    sheaf.then(lambda: _known(actor, rows))
    return rows


def withdraw(actor: Actor, public_id: str, reason: str) -> None:
    """Take a registration back, as the undo of an import does; the record stays, hidden, and the log keeps it."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    row.withdrawn_at = clock.now()
    drop_keys(row)
    audit.record(actor, Event.PERSON_WITHDRAWN, row, label=row.reference, reason=reason)
    db.session.flush()


def _give_references(actor: Actor, rows: Sequence[Detainee]) -> None:
    for row, number in zip(rows, next_numbers(actor.organisation_id, "P", len(rows)), strict=True):
        row.reference = f"P-{number:06d}"


def _known(actor: Actor, rows: Sequence[Detainee]) -> None:
    """Let people who were just written be found by their names, and be looked at."""
    add_fresh_keys(rows)
    noticed(actor, [row.id for row in rows])


def _make(actor: Actor, draft: PersonDraft) -> Detainee:
    names = [name for name in draft.names if name.full.strip()]
    if not names:
        raise Refused(N_("A person needs at least one name, as some source printed it."))
    primary = next((name for name in names if name.primary), names[0])
    require_order(draft.born, draft.died)
    row = Detainee(
        organisation_id=actor.organisation_id,
        name=tidy(primary.full),
        sort_name=sort_form(primary.full),
        sex=str(draft.sex),
        born=draft.born,
        died=draft.died,
        age=draft.age,
        age_as_of=draft.age_as_of,
        occupation=draft.occupation.strip()[:LONGEST],
        affiliation=draft.affiliation.strip()[:LONGEST],
        groups=read_groups(draft.groups),
        languages=read_languages(draft.languages),
        father=tidy(draft.father) or None,
        mother=tidy(draft.mother) or None,
        ethnicity=draft.ethnicity.strip()[:LONGEST] or None,
        religion=draft.religion.strip()[:LONGEST] or None,
        notes=draft.notes.strip() or None,
        sensitivity=str(draft.sensitivity),
        registered_by_id=actor.user_id,
    )
    for name in names:
        append_name(row, name, primary=name is primary)
    for nationality in dict.fromkeys(draft.nationalities):
        append_nationality(row, nationality)
    return row
