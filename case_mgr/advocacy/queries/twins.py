"""Reads of contacts that may be one person or body, of those told apart, and of merges."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import likeness
from case_mgr.advocacy.models import Contact, ContactApart, ContactMerge
from case_mgr.advocacy.policy import visible
from case_mgr.advocacy.queries.contacts import rows_of, sort_form
from case_mgr.advocacy.types import ContactRow
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db

_MOST_COMPARED = 5000


@dataclass(frozen=True, slots=True)
class Twins:
    """Two contacts that may be one."""

    first: ContactRow
    second: ContactRow


@dataclass(frozen=True, slots=True)
class MergeView:
    """A merge of two contacts, as its page shows it."""

    public_id: str
    kept: ContactRow
    other: ContactRow
    reason: str
    author: str
    made_at: datetime
    undone_at: datetime | None
    undone_by: str


def list_alike(actor: Actor, name: str, but: str = "", limit: int = 5) -> list[ContactRow]:
    """List contacts that may be the same person or body as one, but for those that somebody told apart from it."""
    wanted = sort_form(name)
    if not wanted:
        return []
    known = db.session.execute(
        select(Contact.id, Contact.sort_name).where(visible(actor), Contact.public_id != but).limit(_MOST_COMPARED)
    )
    apart = _apart_from(but) if but else set()
    names = {row.id: row.sort_name for row in known if row.id not in apart}
    scores = likeness.alike(wanted, names, limit)
    return sorted_by(actor, sorted(scores, key=lambda key: (-scores[key], key)))


def list_twins(actor: Actor, request: PageRequest) -> Page[Twins]:
    """List every two contacts that may be one, the likest first; bodies are compared with bodies."""
    known: dict[bool, dict[int, str]] = {False: {}, True: {}}
    rows = db.session.execute(
        select(Contact.id, Contact.sort_name, Contact.is_body)
        .where(visible(actor))
        .order_by(Contact.id)
        .limit(_MOST_COMPARED)
    )
    for row in rows:
        known[row.is_body][row.id] = row.sort_name
    apart = _told_apart(actor)
    found = [pair for of_kind in known.values() for pair in likeness.pairs(of_kind) if pair[:2] not in apart]
    found.sort(key=lambda pair: (-pair[2], pair[0], pair[1]))
    at = settle(request, len(found))
    shown = found[(at.number - 1) * at.size :][: at.size]
    ids = {key for one, two, _score in shown for key in (one, two)}
    by_id = dict(zip(sorted(ids), sorted_by(actor, sorted(ids)), strict=True))
    return Page([Twins(by_id[one], by_id[two]) for one, two, _ in shown], len(found), at.number, at.size)


def list_apart(actor: Actor, public_id: str) -> list[ContactRow]:
    """List the contacts that somebody told apart from one."""
    return sorted_by(actor, sorted(_apart_from(public_id)))


def find_apart(first: Contact, second: Contact) -> ContactApart | None:
    """Find that two contacts were told apart."""
    one, two = sorted((first.id, second.id))
    return db.session.scalar(select(ContactApart).where(ContactApart.first_id == one, ContactApart.second_id == two))


def find_merged_into(actor: Actor, public_id: str) -> str:
    """Return the public id of the contact that one became part of, and that one of another, or nothing."""
    actor.require(Permission.CONTACT_READ)
    row = db.session.scalar(
        select(Contact).where(Contact.organisation_id == actor.organisation_id, Contact.public_id == public_id)
    )
    while row is not None and row.merged_into is not None:
        row = row.merged_into
    return row.public_id if row is not None and row.public_id != public_id and row.withdrawn_at is None else ""


def list_merges_of(actor: Actor, public_id: str) -> list[MergeView]:
    """List the merges into a contact that stand, the latest first."""
    kept = ContactMerge.kept.has(and_(visible(actor), Contact.public_id == public_id))
    rows = db.session.scalars(
        _merges().where(kept, ContactMerge.undone_at.is_(None)).order_by(ContactMerge.id.desc()).limit(50)
    )
    return [_merge(actor, row) for row in rows]


def get_merge_row(actor: Actor, public_id: str) -> ContactMerge:
    """Return the record behind a merge, for services."""
    actor.require(Permission.CONTACT_READ)
    row = db.session.scalar(
        _merges().where(ContactMerge.organisation_id == actor.organisation_id, ContactMerge.public_id == public_id)
    )
    if row is None:
        raise NotFound(N_("There is no such merge."))
    return row


def get_merge(actor: Actor, public_id: str) -> MergeView:
    """Return a merge."""
    return _merge(actor, get_merge_row(actor, public_id))


def sorted_by(actor: Actor, ids: Collection[int]) -> list[ContactRow]:
    """Return visible contacts in the order of their keys, as lists show them."""
    rows = db.session.scalars(
        select(Contact)
        .where(visible(actor), Contact.id.in_(ids))
        .options(joinedload(Contact.owner), joinedload(Contact.body))
    ).all()
    by_id = {row.id: row for row in rows}
    return rows_of(actor, [by_id[key] for key in ids if key in by_id])


def _merges() -> Select[ContactMerge]:
    return select(ContactMerge).options(
        joinedload(ContactMerge.kept), joinedload(ContactMerge.other), joinedload(ContactMerge.author)
    )


def _merge(actor: Actor, row: ContactMerge) -> MergeView:
    kept, other = rows_of(actor, [row.kept, row.other])
    return MergeView(
        public_id=row.public_id,
        kept=kept,
        other=other,
        reason=row.reason or "",
        author=row.author.name,
        made_at=row.created_at,
        undone_at=row.undone_at,
        undone_by=row.undone_by.name if row.undone_by else "",
    )


def _apart_from(public_id: str) -> set[int]:
    own = select(Contact.id).where(Contact.public_id == public_id).scalar_subquery()
    rows = db.session.execute(
        select(ContactApart.first_id, ContactApart.second_id, own.label("own")).where(
            or_(ContactApart.first_id == own, ContactApart.second_id == own)
        )
    )
    return {row.second_id if row.first_id == row.own else row.first_id for row in rows}


def _told_apart(actor: Actor) -> set[tuple[int, int]]:
    rows = db.session.execute(
        select(ContactApart.first_id, ContactApart.second_id).where(
            ContactApart.organisation_id == actor.organisation_id
        )
    )
    return {(row.first_id, row.second_id) for row in rows}
