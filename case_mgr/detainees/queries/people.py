"""Reads of people, bounded by who asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, not_, or_, select
from sqlalchemy.orm import selectinload

from case_mgr.access import fields
from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.db import earliest
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee, NameKey, Nationality
from case_mgr.detainees.policy import counted, near, visible
from case_mgr.detainees.queries.showing import row_of, view_of
from case_mgr.detainees.types import Candidate, PersonFilter, PersonRow, PersonView
from case_mgr.extensions import db
from case_mgr.names import types as name_types
from case_mgr.names.keys import keys, weight
from case_mgr.names.romanise import latin

_BLOCK = 400
_BORN = earliest(Detainee, "born")
_ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "name": (Detainee.sort_name.asc(), Detainee.id.asc()),
    "-name": (Detainee.sort_name.desc(), Detainee.id.desc()),
    "born": (_BORN.asc().nulls_last(), Detainee.id.asc()),
    "-born": (_BORN.desc().nulls_last(), Detainee.id.desc()),
    "registered": (Detainee.id.asc(),),
    "-registered": (Detainee.id.desc(),),
}


def get_row(actor: Actor, public_id: str) -> Detainee:
    """Return the record behind a person, for services."""
    row = db.session.scalar(select(Detainee).where(visible(actor), Detainee.public_id == public_id))
    if row is None:
        raise NotFound(N_("There is no such person."))
    return row


def find_row(actor: Actor, public_id: str) -> Detainee | None:
    """Find the record behind a person, or None."""
    return db.session.scalar(select(Detainee).where(visible(actor), Detainee.public_id == public_id))


def find_by_reference(actor: Actor, reference: str) -> Detainee | None:
    """Find the record that somebody names by its reference, or None."""
    return db.session.scalar(select(Detainee).where(visible(actor), Detainee.reference == reference))


def find_public_id(actor: Actor, reference: str) -> str | None:
    """Find by reference the person whom somebody names exactly."""
    return db.session.scalar(select(Detainee.public_id).where(visible(actor), Detainee.reference == reference))


def list_known(actor: Actor, public_ids: Iterable[str]) -> set[str]:
    """Return those of the people whom the actor may open."""
    wanted, known = sorted(set(public_ids)), set[str]()
    for start in range(0, len(wanted), _BLOCK):
        block = wanted[start : start + _BLOCK]
        known |= set(
            db.session.scalars(select(Detainee.public_id).where(visible(actor), Detainee.public_id.in_(block)))
        )
    return known


def count_people(actor: Actor) -> int:
    """Count the people whom the actor may open."""
    return db.session.scalar(select(func.count()).select_from(Detainee).where(visible(actor))) or 0


def count_withheld(actor: Actor) -> int:
    """Count the people of the organisation who are withheld from the actor: a total, never under a filter."""
    if not actor.may(Permission.PERSON_READ):
        return 0
    return db.session.scalar(select(func.count(Detainee.id)).where(counted(actor), not_(near(actor)))) or 0


def get_person(actor: Actor, public_id: str) -> PersonView:
    """Return a person with names and nationalities."""
    row = db.session.scalar(
        select(Detainee)
        .where(visible(actor), Detainee.public_id == public_id)
        .options(
            selectinload(Detainee.names), selectinload(Detainee.nationalities), selectinload(Detainee.vulnerabilities)
        )
    )
    if row is None:
        raise NotFound(N_("There is no such person."))
    return view_of(actor, row)


def list_people(actor: Actor, wanted: PersonFilter, request: PageRequest) -> Page[PersonRow]:
    """List people by name."""
    conditions = [visible(actor), *conditions_of(actor, wanted)]
    total = db.session.scalar(select(func.count()).select_from(Detainee).where(*conditions)) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        select(Detainee)
        .where(*conditions)
        .options(selectinload(Detainee.nationalities))
        .order_by(*_ORDERS.get(wanted.sort, _ORDERS["name"]))
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    )
    return Page([row_of(actor, row) for row in rows], total, at.number, at.size)


def conditions_of(actor: Actor, wanted: PersonFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter, for lists of higher rooms too."""
    out: list[ColumnElement[bool]] = []
    if wanted.words:
        out.append(_named(actor, wanted.words))
    if wanted.country:
        out.append(exists().where(Nationality.detainee_id == Detainee.id, Nationality.country == wanted.country))
    if wanted.sex:
        out.append(Detainee.sex == str(wanted.sex))
    if wanted.group and fields.sees(actor.permissions, "detainee.groups"):
        out.append(("," + Detainee.groups + ",").like(f"%,{wanted.group},%"))
    if wanted.only is not None:
        out.append(Detainee.public_id.in_(wanted.only))
    return out


def match_pool(actor: Actor, names: Iterable[str], per_name: int = 20) -> dict[str, tuple[Candidate, ...]]:
    """Find for each name the people who may be meant, best keys first: two statements a block of names."""
    wanted = {name: {str(key) for key in keys(name)} for name in dict.fromkeys(names)}
    found: dict[str, set[int]] = {}
    everything = sorted(set().union(*wanted.values()) if wanted else ())
    for start in range(0, len(everything), _BLOCK):
        rows = db.session.execute(
            select(NameKey.key, NameKey.detainee_id).where(
                NameKey.organisation_id == actor.organisation_id, NameKey.key.in_(everything[start : start + _BLOCK])
            )
        )
        for key, person in rows:
            found.setdefault(key, set()).add(person)
    chosen: dict[str, list[tuple[int, int]]] = {}
    for name, own in wanted.items():
        shared: Counter[int] = Counter()
        for key in own:
            for person in found.get(key, ()):
                shared[person] += weight(key)
        chosen[name] = shared.most_common(per_name)
    people = _candidates(actor, {person for picked in chosen.values() for person, _ in picked})
    return {name: tuple(people[person] for person, _ in picked if person in people) for name, picked in chosen.items()}


def newest() -> int:
    """Return a mark that grows with every person registered; for noticing that somebody came."""
    return db.session.scalar(select(func.max(Detainee.id))) or 0


def get_candidate(actor: Actor, public_id: str) -> Candidate:
    """Return one person as a candidate, for a comparison that somebody asked for."""
    row = get_row(actor, public_id)
    return _candidates(actor, {row.id})[row.id]


def _candidates(actor: Actor, ids: set[int]) -> dict[int, Candidate]:
    out: dict[int, Candidate] = {}
    ordered = sorted(ids)
    for start in range(0, len(ordered), _BLOCK):
        rows = db.session.scalars(
            select(Detainee)
            .where(visible(actor), Detainee.id.in_(ordered[start : start + _BLOCK]))
            .options(selectinload(Detainee.names), selectinload(Detainee.nationalities))
        )
        out |= {row.id: Candidate(row.public_id, row.reference, row.name, evidence_of(row)) for row in rows}
    return out


def evidence_of(row: Detainee) -> name_types.Evidence:
    """Return what is known of a person in the form that names are compared in."""
    sex = name_types.Sex(row.sex) if row.sex in ("male", "female") else name_types.Sex.UNKNOWN
    return name_types.Evidence(
        name=row.name,
        birth=row.born,
        nationality=frozenset(nationality.country for nationality in row.nationalities),
        sex=sex,
        other_names=tuple(name.full for name in row.names if name.full != row.name),
        death=row.died,
    )


def _named(actor: Actor, words: str) -> ColumnElement[bool]:
    """Match a name in any script by its keys, the start of its Latin form, or a reference."""
    tried = [str(key) for key in keys(words)]
    folded = latin(words).casefold().strip()
    pattern = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    options: list[ColumnElement[bool]] = [Detainee.reference == words.strip().upper()]
    if tried:
        options.append(Detainee.id.in_(_with_keys(actor, tried)))
    if folded:
        options.append(Detainee.sort_name.like(f"%{pattern}%", escape="\\"))
    return or_(*options)


def _with_keys(actor: Actor, tried: Sequence[str]) -> Select[int]:
    return select(NameKey.detainee_id).where(
        NameKey.organisation_id == actor.organisation_id, NameKey.key.in_(tried[:_BLOCK])
    )
