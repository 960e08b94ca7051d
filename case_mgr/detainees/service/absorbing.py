"""One record becomes part of another: everything of the person moves, and what cannot stand twice is folded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, exists, insert, select, update

from case_mgr.access.actor import Actor
from case_mgr.core import clock
from case_mgr.detainees.models import (
    Biography,
    BiographyVersion,
    Consent,
    Detainee,
    FamilyContact,
    IdentityDocument,
    Keeper,
    Nationality,
    PersonName,
    Photograph,
    Relation,
    Vulnerability,
)
from case_mgr.detainees.moving import Change, Mover, table_of
from case_mgr.detainees.service.shared import LONGEST, add_keys, append_name, drop_keys, sort_form
from case_mgr.detainees.types import NameDraft
from case_mgr.extensions import db

RELATED = "related"
TWICE = "twice"
FOLDED = "folded"


def move_person(actor: Actor, mover: Mover) -> None:
    """Move what this room knows of a person to another; sealed rows move unseen, as they are bound to themselves."""
    _settle_names(mover)
    mover.repoint(PersonName)
    mover.repoint(Nationality)
    mover.repoint(IdentityDocument)
    mover.repoint(FamilyContact)
    mover.repoint(Vulnerability, but=_fold_vulnerabilities(mover))
    mover.repoint(Biography, but=_fold_biographies(mover))
    mover.repoint(Photograph, but=_second_photograph(mover))
    _move_consents(mover)
    stays = _relations_that_stay(mover)
    mover.repoint(Relation, "first_id", but=stays)
    mover.repoint(Relation, "second_id", but=stays)
    mover.repoint(Keeper)


def take_over(mover: Mover, values: Mapping[str, Any], shown: str = "", *, photograph: bool = False) -> None:
    """Give the surviving record the values that were chosen, and close the other one, which keeps its own."""
    person, gone = mover.taking, mover.giving
    mover.change(person, values)
    if shown:
        show_under(mover, shown)
    if photograph:
        _exchange_photographs(mover)
    gone.withdrawn_at, gone.merged_into_id = clock.now(), person.id
    db.session.flush()
    let_registrar_in(person, gone)
    refresh(person)
    drop_keys(gone)


def give_back(gone: Detainee, person: Detainee) -> None:
    """Open the other record again, after its rows went back to it."""
    gone.withdrawn_at = gone.merged_into_id = None
    if not _of(PersonName, gone):
        # Every name that came from it was removed since: it keeps the one under which it was known.
        append_name(gone, NameDraft(gone.name), primary=True)
    db.session.flush()
    db.session.execute(delete(Keeper).where(Keeper.detainee_id == person.id, Keeper.because == gone.reference))
    refresh(person)
    refresh(gone)


def refresh(row: Detainee) -> None:
    """Compute anew what is kept of a person for lists and searches."""
    names = db.session.scalars(select(PersonName).where(PersonName.detainee_id == row.id).order_by(PersonName.id)).all()
    shown = [name for name in names if name.is_primary] or names[:1]
    primary = next((name for name in shown if name.full == row.name), shown[0])
    for name in names:
        if name.is_primary != (name is primary):
            name.is_primary = name is primary
    if (row.name, row.sort_name) != (primary.full, sort_form(primary.full)):
        row.name, row.sort_name = primary.full, sort_form(primary.full)
    drop_keys(row)
    add_keys(row, [name.full for name in names], fresh=True)
    db.session.flush()


def let_registrar_in(person: Detainee, gone: Detainee) -> None:
    """Whoever registered the other record stays close to the person."""
    keeper = {"detainee_id": person.id, "user_id": gone.registered_by_id, "because": gone.reference}
    if gone.registered_by_id is not None:
        db.session.execute(insert(Keeper).values(keeper))


def show_under(mover: Mover, name_id: str) -> None:
    """Show the person under one of all their names."""
    names = db.session.scalars(select(PersonName).where(PersonName.detainee_id == mover.taking.id)).all()
    for name in names:
        mover.change(name, {"is_primary": name.public_id == name_id})
    db.session.flush()


def _settle_names(mover: Mover) -> None:
    """One name is shown, and one for each language: those of the other record stand beside them."""
    rows = db.session.scalars(select(PersonName).where(PersonName.detainee_id == mover.taking.id))
    taken = {name.language for name in rows if name.for_language}
    for name in db.session.scalars(select(PersonName).where(PersonName.detainee_id == mover.giving.id)).all():
        mover.change(name, {"is_primary": False, "for_language": name.for_language and name.language not in taken})


def _move_consents(mover: Mover) -> None:
    now = clock.now()
    for consent in db.session.scalars(select(Consent).where(Consent.detainee_id == mover.giving.id)).all():
        if consent.joined_at is None:
            mover.change(consent, {"joined_at": now})
    mover.repoint(Consent)


def _fold_vulnerabilities(mover: Mover) -> dict[int, str]:
    """Of one kind a person has one record: what the other one says is written under it, and stays where it is."""
    own = {row.kind: row for row in _of(Vulnerability, mover.taking)}
    stays = {}
    for other in _of(Vulnerability, mover.giving):
        row = own.get(other.kind)
        if row is None:
            continue
        stays[other.id] = FOLDED
        details = list(dict.fromkeys(text for text in (row.detail, other.detail) if text))
        sources = list(dict.fromkeys(text for text in (row.source, other.source) if text))
        values = {
            "since": row.since or other.since,
            "source": "; ".join(sources)[:LONGEST],
            "detail": "\n\n".join(details) or None,
        }
        mover.change(row, values, f"vulnerability-{row.id}")
    return stays


def _fold_biographies(mover: Mover) -> dict[int, str]:
    """In one language a person has one biography: the other text becomes a version of it, below the one that stands."""
    own = {row.language: row for row in _of(Biography, mover.taking)}
    stays = {}
    for other in _of(Biography, mover.giving):
        row = own.get(other.language)
        if row is None:
            continue
        stays[other.id] = FOLDED
        if other.text == row.text:
            continue
        db.session.flush()
        last, group = row.versions[0], f"biography-{row.id}"
        told = other.versions[0]
        for number, version in enumerate((told, last), start=last.number + 1):
            copy = BiographyVersion(
                organisation_id=row.organisation_id,
                biography_id=row.id,
                number=number,
                is_ready=version.is_ready,
                text=version.text,
                author_id=version.author_id,
                created_at=version.created_at,
            )
            db.session.add(copy)
            mover.add(copy, group)
        _count_versions(mover, row, last.number + 2, group)
    return stays


def _count_versions(mover: Mover, row: Biography, number: int, group: str) -> None:
    """Let the counter of a biography be the number of its last version, by which a stale edit is noticed."""
    mover.changes.append(Change(row.__tablename__, row.id, "version", row.version, number, group))
    # Past the ORM, which counts by itself.
    table = table_of(Biography.__tablename__)
    db.session.execute(update(table).where(table.c.id == row.id).values(version=number))
    db.session.expire(row)


def _second_photograph(mover: Mover) -> dict[int, str]:
    if not _of(Photograph, mover.taking):
        return {}
    return {row.id: TWICE for row in _of(Photograph, mover.giving)}


def _exchange_photographs(mover: Mover) -> None:
    """Show the photograph of the other record, and keep the own one there."""
    own, other = _of(Photograph, mover.taking), _of(Photograph, mover.giving)
    if not (own and other):
        return
    names = ("file_id", "width", "height", "source", "created_at")
    one = {name: getattr(own[0], name) for name in names}
    two = {name: getattr(other[0], name) for name in names}
    mover.change(own[0], two, "photograph")
    mover.change(other[0], one, "photograph")


def _relations_that_stay(mover: Mover) -> dict[int, str]:
    """A person is no relative of themselves, and the same relation is recorded once."""
    stays: dict[int, str] = {}
    giving, taking = mover.giving.id, mover.taking.id
    between = Relation.first_id.in_([giving, taking]) & Relation.second_id.in_([giving, taking])
    stays |= dict.fromkeys(db.session.scalars(select(Relation.id).where(between)), RELATED)
    for row in db.session.scalars(
        select(Relation).where((Relation.first_id == giving) | (Relation.second_id == giving))
    ):
        if row.id in stays:
            continue
        ends = (
            (Relation.first_id == taking, Relation.second_id == row.second_id)
            if row.first_id == giving
            else (Relation.first_id == row.first_id, Relation.second_id == taking)
        )
        if db.session.scalar(select(exists().where(*ends, Relation.kind == row.kind))):
            stays[row.id] = TWICE
    return stays


def _of(model: Any, person: Detainee) -> list[Any]:
    return list(db.session.scalars(select(model).where(model.detainee_id == person.id).order_by(model.id)))
