"""Reads of people, bounded by who asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, not_, select
from sqlalchemy.orm import selectinload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.blocks import among
from case_mgr.core.db import earliest
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import BOUND, Page, PageRequest
from case_mgr.core.seek import Listing, Order, in_order, turned
from case_mgr.core.statements import kept
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee, Nationality
from case_mgr.detainees.policy import counted, near, visible, withheld
from case_mgr.detainees.queries.finding import conditions_of
from case_mgr.detainees.queries.pool import get_candidates
from case_mgr.detainees.queries.showing import row_of, view_of
from case_mgr.detainees.types import Candidate, PersonFilter, PersonRow, PersonView
from case_mgr.extensions import db
from case_mgr.names import types as name_types

_BLOCK = 400
_ORDERS: dict[str, Order] = {
    "name": Order(Detainee.id, Detainee.sort_name),
    "born": Order(Detainee.id, earliest(Detainee, "born"), gaps=True),
    "registered": Order(Detainee.id),
}


def get_row(actor: Actor, public_id: str) -> Detainee:
    """Return the record behind a person, for services."""
    row = db.session.scalar(select(Detainee).where(visible(actor), Detainee.public_id == public_id))
    if row is None:
        raise NotFound(N_("There is no such person."))
    return row


def get_id(actor: Actor, public_id: str) -> int:
    """Return the number of a person, for reads of what hangs on them."""
    found = db.session.scalar(select(Detainee.id).where(visible(actor), Detainee.public_id == public_id))
    if found is None:
        raise NotFound(N_("There is no such person."))
    return found


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
    return among(db.session, select(Detainee.public_id).where(visible(actor)), Detainee.public_id, public_ids)


def count_some(actor: Actor) -> int:
    """Count the people whom the actor may open as far as a list counts them."""
    return db.session.scalar(_some(actor)) or 0


@kept
def _some(actor: Actor) -> Select[int]:
    some = select(Detainee.id).where(visible(actor)).limit(BOUND + 1).subquery()
    return select(func.count()).select_from(some)


def count_people(actor: Actor, wanted: PersonFilter | None = None) -> int:
    """Count the people whom the actor may open, or those of a filter: all of them, however many."""
    asked = conditions_of(actor, wanted) if wanted else ()
    return db.session.scalar(select(func.count()).select_from(Detainee).where(visible(actor), *asked)) or 0


def list_numbers(actor: Actor, wanted: PersonFilter, after: int, most: int) -> list[tuple[int, str]]:
    """List number and public id of the people of a filter, by number, from one on: for whoever only counts them."""
    found = select(Detainee.id, Detainee.public_id).where(visible(actor), *conditions_of(actor, wanted))
    rows = db.session.execute(found.where(Detainee.id > after).order_by(Detainee.id).limit(most))
    return [(number, public_id) for number, public_id in rows]


def count_withheld(actor: Actor) -> int:
    """Count the people of the organisation who are withheld from the actor: a total, never under a filter."""
    if not actor.may(Permission.PERSON_READ):
        return 0
    hidden = select(func.count(Detainee.id)).where(counted(actor), withheld(), not_(near(actor)))
    return db.session.scalar(hidden) or 0


def get_person(actor: Actor, public_id: str) -> PersonView:
    """Return a person with names and nationalities."""
    row = db.session.scalar(_whole(actor), {"person": public_id})
    if row is None:
        raise NotFound(N_("There is no such person."))
    return view_of(actor, row)


@kept
def _whole(actor: Actor) -> Select[Detainee]:
    parts = (Detainee.names, Detainee.nationalities, Detainee.vulnerabilities)
    named = Detainee.public_id == bindparam("person")
    return select(Detainee).where(visible(actor), named).options(*(selectinload(part) for part in parts))


def list_people(actor: Actor, wanted: PersonFilter, request: PageRequest) -> Page[PersonRow]:
    """List people by name."""
    order = turned(_ORDERS, wanted.sort, "name")
    rows = select(Detainee.id).where(visible(actor), *conditions_of(actor, wanted))

    def find(mark: str) -> Select[Any]:
        return select(*order.columns).where(visible(actor), Detainee.public_id == mark)

    def load(ids: list[int]) -> list[PersonRow]:
        return list_rows(actor, ids)

    return Listing(rows, order, find).page(db.session, request, load, lambda row: row.public_id)


def list_rows(actor: Actor, ids: Sequence[int]) -> list[PersonRow]:
    """Return people as lists show them, in the order of their numbers: two statements, no records."""
    countries: dict[int, list[str]] = {}
    for number, country in db.session.execute(_held(), {"people": ids}):
        countries.setdefault(number, []).append(country)
    found = db.session.execute(_numbered(actor), {"people": ids})
    return in_order(ids, {row.id: row_of(actor, row, countries.get(row.id, ())) for row in found})


@kept
def _held() -> Select[int, str]:
    wanted = Nationality.detainee_id.in_(bindparam("people", expanding=True))
    return select(Nationality.detainee_id, Nationality.country).where(wanted).order_by(Nationality.id)


@kept
def _numbered(actor: Actor) -> Select[*tuple[Any, ...]]:
    shown = (Detainee.public_id, Detainee.reference, Detainee.name, Detainee.sex, Detainee.occupation)
    more = (Detainee.born, Detainee.groups, Detainee.languages)
    wanted = Detainee.id.in_(bindparam("people", expanding=True))
    return select(Detainee.id, *shown, *more).where(visible(actor), wanted)


def newest() -> int:
    """Return a mark that grows with every person registered; for noticing that somebody came."""
    return db.session.scalar(select(func.max(Detainee.id))) or 0


def get_candidate(actor: Actor, public_id: str) -> Candidate:
    """Return one person as a candidate, for a comparison that somebody asked for."""
    row = get_row(actor, public_id)
    return get_candidates(actor, [row.id])[row.id]


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
