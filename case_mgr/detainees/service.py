"""Verbs about people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from babel import Locale
from sqlalchemy import delete, insert, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.service import next_numbers
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Conflict, ConflictRow, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Detainee, NameKey, Nationality, PersonName
from case_mgr.detainees.types import (
    AMENDABLE,
    FIELD_LABELS,
    STATELESS,
    UNKNOWN_COUNTRY,
    NameDraft,
    NationalityDraft,
    PersonDraft,
)
from case_mgr.extensions import db
from case_mgr.names.keys import keys
from case_mgr.names.romanise import latin
from case_mgr.names.script import detect

_LONGEST = 300
_COUNTRIES = frozenset(str(code) for code in Locale("en").territories if len(str(code)) == 2 and str(code).isalpha())


def register(actor: Actor, draft: PersonDraft) -> Detainee:
    """Register a person under a new reference."""
    return register_all(actor, [draft])[0]


def register_all(actor: Actor, drafts: Sequence[PersonDraft]) -> list[Detainee]:
    """Register people together, as a block of a list does: all of them or none."""
    actor.require(Permission.PERSON_WRITE)
    rows = [_make(actor, draft) for draft in drafts]
    for row, number in zip(rows, next_numbers(actor.organisation_id, "P", len(rows)), strict=True):
        row.reference = f"P-{number:06d}"
    db.session.add_all(rows)
    db.session.flush()
    _add_fresh_keys(rows)
    for row in rows:
        audit.record(actor, Event.PERSON_REGISTERED, row, label=row.reference)
    return rows


def _make(actor: Actor, draft: PersonDraft) -> Detainee:
    names = [name for name in draft.names if name.full.strip()]
    if not names:
        raise Refused(N_("A person needs at least one name, as some source printed it."))
    primary = next((name for name in names if name.primary), names[0])
    _require_order(draft.born, draft.died)
    row = Detainee(
        organisation_id=actor.organisation_id,
        name=_tidy(primary.full),
        sort_name=_sort_form(primary.full),
        sex=str(draft.sex),
        born=draft.born,
        died=draft.died,
        age=draft.age,
        age_as_of=draft.age_as_of,
        occupation=draft.occupation.strip()[:_LONGEST],
        notes=draft.notes.strip() or None,
        sensitivity=str(draft.sensitivity),
        registered_by_id=actor.user_id,
    )
    for name in names:
        _append_name(row, name, primary=name is primary)
    for nationality in dict.fromkeys(draft.nationalities):
        _append_nationality(row, nationality)
    return row


def amend(actor: Actor, public_id: str, changes: Mapping[str, Any], seen_version: int | None = None) -> Detainee:
    """Change single fields of a person; a stale edit is refused with both values."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    unknown = changes.keys() - AMENDABLE
    if unknown:
        raise ValueError(f"not amendable: {sorted(unknown)}")
    if seen_version is not None and seen_version != row.version:
        raise Stale(
            N_("Somebody else changed this person while you were editing. Nothing was written."),
            Conflict(rows=tuple(_conflicts(row, changes)), version=row.version),
        )
    for field, value in changes.items():
        text = value.strip() if isinstance(value, str) else value
        if getattr(row, field) != text:
            setattr(row, field, text)
    _require_order(row.born, row.died)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    db.session.flush()
    return row


def add_name(actor: Actor, public_id: str, draft: NameDraft) -> PersonName:
    """Add a further name, or the same one in another spelling; the printed form is kept."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    if not draft.full.strip():
        raise Refused(N_("Enter the name as it is printed."))
    if any(name.full == _tidy(draft.full) and name.kind == draft.kind for name in row.names):
        raise Refused(N_("This name is recorded already."))
    name = _append_name(row, draft, primary=False)
    db.session.flush()
    _add_keys(row, [draft.full])
    if draft.primary:
        _make_primary(row, name)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    return name


def choose_name(actor: Actor, public_id: str, name_id: str) -> PersonName:
    """Choose the name under which lists and pages show the person."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    name = next((name for name in row.names if name.public_id == name_id), None)
    if name is None:
        raise NotFound(N_("There is no such name."))
    _make_primary(row, name)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    return name


def remove_name(actor: Actor, public_id: str, name_id: str) -> None:
    """Remove a name that does not belong to the person; the last one stays, and the log keeps it."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    name = next((name for name in row.names if name.public_id == name_id), None)
    if name is None:
        raise NotFound(N_("There is no such name."))
    if len(row.names) == 1:
        raise Refused(N_("A person needs at least one name: add the right one first."))
    rest = [other for other in row.names if other is not name]
    db.session.delete(name)
    _forget(row, "names")
    if name.is_primary:
        _make_primary(row, rest[0])
    db.session.execute(delete(NameKey).where(NameKey.detainee_id == row.id))
    _add_keys(row, [other.full for other in rest], fresh=True)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)


def add_nationality(actor: Actor, public_id: str, draft: NationalityDraft) -> Nationality:
    """Add a nationality beside those recorded already."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    if any(n.country == draft.country and n.basis == draft.basis for n in row.nationalities):
        raise Refused(N_("This nationality is recorded already."))
    nationality = _append_nationality(row, draft)
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)
    db.session.flush()
    return nationality


def remove_nationality(actor: Actor, public_id: str, nationality_id: str) -> None:
    """Remove a nationality that does not belong to the person."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    found = next((n for n in row.nationalities if n.public_id == nationality_id), None)
    if found is None:
        raise NotFound(N_("There is no such nationality."))
    db.session.delete(found)
    _forget(row, "nationalities")
    audit.record(actor, Event.PERSON_AMENDED, row, label=row.reference)


def withdraw(actor: Actor, public_id: str, reason: str) -> None:
    """Take a registration back, as the undo of an import does; the record stays, hidden, and the log keeps it."""
    actor.require(Permission.PERSON_WRITE)
    row = queries.get_row(actor, public_id)
    row.withdrawn_at = clock.now()
    db.session.execute(delete(NameKey).where(NameKey.detainee_id == row.id))
    audit.record(actor, Event.PERSON_WITHDRAWN, row, label=row.reference, reason=reason)
    db.session.flush()


def _append_name(row: Detainee, draft: NameDraft, *, primary: bool) -> PersonName:
    full = _tidy(draft.full)
    name = PersonName(
        organisation_id=row.organisation_id,
        full=full,
        language=draft.language or None,
        script=str(detect(full)),
        kind=str(draft.kind),
        source=draft.source.strip()[:_LONGEST],
        is_primary=primary,
    )
    row.names.append(name)
    return name


def _make_primary(row: Detainee, name: PersonName) -> None:
    for other in row.names:
        other.is_primary = other is name
    row.name, row.sort_name = name.full, _sort_form(name.full)


def _forget(row: Detainee, children: str) -> None:
    # The deletion is written while the child still knows its person: the log finds the record by it.
    db.session.flush()
    db.session.expire(row, [children])


def _append_nationality(row: Detainee, draft: NationalityDraft) -> Nationality:
    country = draft.country.strip().upper()
    if country not in _COUNTRIES and country not in (STATELESS, UNKNOWN_COUNTRY):
        raise Refused(N_("%(code)s is not the code of a country."), code=draft.country)
    nationality = Nationality(country=country, basis=str(draft.basis), source=draft.source.strip()[:_LONGEST])
    row.nationalities.append(nationality)
    return nationality


def _add_fresh_keys(rows: Iterable[Detainee]) -> None:
    values = [
        {"organisation_id": row.organisation_id, "detainee_id": row.id, "key": key}
        for row in rows
        for key in sorted({str(key)[:64] for name in row.names for key in keys(name.full)})
    ]
    if values:
        db.session.execute(insert(NameKey), values)


def _add_keys(row: Detainee, names: Iterable[str], *, fresh: bool = False) -> None:
    known = set() if fresh else set(db.session.scalars(select(NameKey.key).where(NameKey.detainee_id == row.id)))
    new = {str(key)[:64] for name in names for key in keys(name)} - known
    if new:
        values = [{"organisation_id": row.organisation_id, "detainee_id": row.id, "key": key} for key in sorted(new)]
        db.session.execute(insert(NameKey), values)


def _conflicts(row: Detainee, changes: Mapping[str, Any]) -> Iterable[ConflictRow]:
    for field, value in changes.items():
        now = getattr(row, field)
        if now != value and (now or value):
            yield ConflictRow(FIELD_LABELS[field], "", _said(now), _said(value))


def _said(value: object) -> str:
    return "" if value is None else value.edtf if isinstance(value, PartialDate) else str(value)


def _require_order(born: PartialDate | None, died: PartialDate | None) -> None:
    if born is not None and born.earliest is not None and born.earliest > clock.today():
        raise Refused(N_("The date of birth lies in the future. Correct the year."))
    if died is not None and died.earliest is not None and died.earliest > clock.today():
        raise Refused(N_("The date of death lies in the future. Correct the year."))
    if born is not None and died is not None and died.before(born):
        raise Refused(N_("The date of death lies before the date of birth. Correct one of them."))


def _tidy(full: str) -> str:
    full = " ".join(full.split())
    if len(full) > _LONGEST:
        raise Refused(N_("A name has at most %(n)d characters."), n=_LONGEST)
    return full


def _sort_form(full: str) -> str:
    return latin(full).casefold().strip()[:_LONGEST]
