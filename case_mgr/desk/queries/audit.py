"""Reads about people whose names were served: who they are, who follows their cases, whom to warn."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.models import User
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Case
from case_mgr.core.blocks import blocks
from case_mgr.detainees import policy
from case_mgr.detainees.models import Detainee, FamilyContact
from case_mgr.extensions import db


@dataclass(frozen=True, slots=True)
class Warned:
    """A person who may have to be warned: who follows their cases, and how many relatives can be reached."""

    number: int
    public_id: str
    reference: str
    name: str
    owners: tuple[str, ...]
    relatives: int


def list_survivors(numbers: Iterable[int]) -> dict[int, int]:
    """Return for each person the number of the record that theirs became part of; most are their own."""
    found: dict[int, int] = {}
    for block in blocks(sorted(set(numbers))):
        rows = select(Detainee.id, func.coalesce(Detainee.merged_into_id, Detainee.id)).where(Detainee.id.in_(block))
        found |= dict(db.session.execute(rows).all())
    return found


def list_numbers_by(public_ids: Collection[str]) -> set[int]:
    """Return the numbers of people in a file that was made: what was opened for it was asked when it was made."""
    found: set[int] = set()
    for block in blocks(sorted(public_ids)):
        found |= set(db.session.scalars(select(Detainee.id).where(Detainee.public_id.in_(block))))
    return found


def list_numbers_of(actor: Actor, public_id: str) -> set[int]:
    """Return the number of a person whom the actor may open, and those of the records that became part of theirs."""
    own = select(Detainee.id).where(policy.visible(actor), Detainee.public_id == public_id)
    number = db.session.scalar(own)
    if number is None:
        return set()
    return {number, *db.session.scalars(select(Detainee.id).where(Detainee.merged_into_id == number))}


def list_numbers_told(actor: Actor, public_ids: Iterable[str]) -> set[int]:
    """Return the numbers of people of whom something is told to somebody, for the note of it."""
    found: set[int] = set()
    for block in blocks(sorted(set(public_ids))):
        rows = select(Detainee.id).where(
            Detainee.organisation_id == actor.organisation_id, Detainee.public_id.in_(block)
        )
        found |= set(db.session.scalars(rows))
    return found


def list_cases_of(actor: Actor, public_ids: Collection[str]) -> set[str]:
    """Return the cases of some people, by public id, those that the actor may open."""
    of_person = select(Case.public_id).join(Case.detainee)
    wanted = (case_policy.visible(actor), Detainee.public_id.in_(sorted(public_ids)))
    return set(db.session.scalars(of_person.where(*wanted)))


def list_open(actor: Actor, numbers: Collection[int]) -> set[int]:
    """Return those of the people whom the actor may open."""
    found: set[int] = set()
    for block in blocks(sorted(numbers)) if actor.may(Permission.PERSON_READ) else ():
        found |= set(db.session.scalars(select(Detainee.id).where(policy.visible(actor), Detainee.id.in_(block))))
    return found


def list_not_withheld(numbers: Collection[int]) -> set[int]:
    """Return those of the people who are open to all of their organisation."""
    found: set[int] = set()
    for block in blocks(sorted(numbers)):
        found |= set(db.session.scalars(select(Detainee.id).where(~policy.withheld(), Detainee.id.in_(block))))
    return found


def list_warned(actor: Actor, numbers: Collection[int]) -> dict[int, Warned]:
    """Return whom to warn of some people, whom the actor may open; a page full of them."""
    wanted = sorted(numbers)
    shown = select(Detainee.id, Detainee.public_id, Detainee.reference, Detainee.name)
    people = db.session.execute(shown.where(policy.visible(actor), Detainee.id.in_(wanted))).all()
    owners: dict[int, dict[str, None]] = {}
    follow = (
        select(Case.detainee_id, User.name)
        .join(User, Case.owner_id == User.id)
        .where(case_policy.visible(actor), Case.detainee_id.in_(wanted))
        .order_by(Case.id)
    )
    for number, name in db.session.execute(follow):
        owners.setdefault(number, {})[name] = None
    relatives: dict[int, int] = {}
    if actor.may(Permission.FAMILY_READ):
        of_family = select(FamilyContact.detainee_id, func.count()).where(FamilyContact.detainee_id.in_(wanted))
        relatives = {row[0]: row[1] for row in db.session.execute(of_family.group_by(FamilyContact.detainee_id))}
    return {
        row.id: Warned(
            row.id, row.public_id, row.reference, row.name, tuple(owners.get(row.id, ())), relatives.get(row.id, 0)
        )
        for row in people
    }
