"""Reads of contacts, bounded by who asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.advocacy.kinds import ContactKind
from case_mgr.advocacy.models import Contact, Interaction
from case_mgr.advocacy.policy import told, visible
from case_mgr.advocacy.types import (
    ContactFilter,
    ContactRow,
    ContactView,
    PastPost,
)
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import earliest
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.names.romanise import latin

_MOST_MEMBERS = 200
_HAPPENED = earliest(Interaction, "happened")
_NEWEST = (_HAPPENED.desc().nulls_last(), Interaction.id.desc())


def sort_form(name: str) -> str:
    """Return a name as lists sort and search it: Latin letters, without case."""
    return latin(name).casefold().strip()[:300]


def get_row(actor: Actor, public_id: str, *, lock: bool = False) -> Contact:
    """Return the record behind a contact; a service that ties something to it locks it first, or a merge loses that."""
    wanted = (
        select(Contact)
        .where(visible(actor), Contact.public_id == public_id)
        .options(joinedload(Contact.owner), joinedload(Contact.body))
    )
    if lock:
        wanted = wanted.with_for_update(of=Contact)
    row = db.session.scalar(wanted, execution_options={"populate_existing": lock})
    if row is None:
        raise NotFound(N_("There is no such contact."))
    return row


def get_contact(actor: Actor, public_id: str) -> ContactView:
    """Return a contact; of its channels only how many there are."""
    row = get_row(actor, public_id)
    latest = _latest(actor, [row.id]).get(row.id)
    return ContactView(
        row=_row(row, latest),
        languages=tuple(filter(None, row.languages.split(","))),
        took_post=row.took_post,
        left_post=row.left_post,
        owner_id=row.owner.public_id if row.owner else None,
        reason=row.reason,
        notes=row.notes or "",
        channels=len(row.channels or ()),
        version=row.version,
        body_id=row.body.public_id if row.body and _is_open(row.body) else "",
        posts=tuple(
            PastPost(post.title, post.body.name if post.body else "", post.took, post.left) for post in row.posts
        ),
        members=tuple(_members(actor, row)) if row.is_body else (),
        also=tuple(filter(None, row.also.split("\n"))),
    )


def list_contacts(actor: Actor, wanted: ContactFilter, request: PageRequest) -> Page[ContactRow]:
    """List contacts by name, with how often and when last we spoke."""
    conditions = [visible(actor), *_conditions(wanted)]
    total = db.session.scalar(select(func.count()).select_from(Contact).where(*conditions)) or 0
    if not total:
        return Page([], 0, 1, request.size)
    at = settle(request, total)
    order: tuple[ColumnElement[Any], ...] = (Contact.sort_name.asc(), Contact.id.asc())
    if wanted.sort == "-name":
        order = (Contact.sort_name.desc(), Contact.id.desc())
    rows = db.session.scalars(
        select(Contact)
        .where(*conditions)
        .options(joinedload(Contact.owner), joinedload(Contact.body))
        .order_by(*order)
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    ).all()
    return Page(rows_of(actor, rows), total, at.number, at.size)


def rows_of(actor: Actor, rows: Sequence[Contact]) -> list[ContactRow]:
    """Return contacts as lists show them, with how often and when last we spoke."""
    latest = _latest(actor, [row.id for row in rows])
    return [_row(row, latest.get(row.id)) for row in rows]


def list_called(actor: Actor, words: str, limit: int = 5) -> list[ContactRow]:
    """List the contact of a reference, or those of exactly this name in any script."""
    rows = db.session.scalars(
        select(Contact)
        .where(visible(actor), or_(Contact.reference == words.strip().upper(), *_called(words)))
        .options(joinedload(Contact.owner), joinedload(Contact.body))
        .order_by(Contact.id)
        .limit(limit)
    )
    return [_row(row, None) for row in rows]


def _called(words: str) -> list[ColumnElement[bool]]:
    """Whoever has exactly this name, or was recorded under it before they were merged."""
    name = sort_form(words)
    also = [Contact.sort_also.contains(f"\n{name}\n", autoescape=True)] if name else []
    return [Contact.sort_name == name, *also]


def list_names(actor: Actor, limit: int = 300) -> list[str]:
    """List names of contacts by alphabet, to choose from while typing."""
    return list(
        db.session.scalars(
            select(Contact.name).where(visible(actor)).order_by(Contact.sort_name, Contact.id).limit(limit)
        )
    )


def list_bodies(actor: Actor, limit: int = 500) -> list[tuple[str, str]]:
    """List the bodies among the contacts by name, for whoever belongs to one."""
    rows = db.session.execute(
        select(Contact.public_id, Contact.name)
        .where(visible(actor), Contact.is_body)
        .order_by(Contact.sort_name, Contact.id)
        .limit(limit)
    )
    return [(row.public_id, row.name) for row in rows]


def _members(actor: Actor, body: Contact) -> list[ContactRow]:
    rows = db.session.scalars(
        select(Contact)
        .where(visible(actor), Contact.body_id == body.id)
        .options(joinedload(Contact.owner), joinedload(Contact.body))
        .order_by(Contact.sort_name, Contact.id)
        .limit(_MOST_MEMBERS)
    )
    return [_row(row, None) for row in rows]


def _is_open(body: Contact) -> bool:
    return body.withdrawn_at is None


def _latest(actor: Actor, ids: Sequence[int]) -> dict[int, tuple[PartialDate | None, int]]:
    """Return of each contact when we last spoke, and how often."""
    ranked = (
        select(
            Interaction.contact_id,
            Interaction.id,
            func.row_number().over(partition_by=Interaction.contact_id, order_by=_NEWEST).label("place"),
            func.count().over(partition_by=Interaction.contact_id).label("count"),
        )
        .where(Interaction.contact_id.in_(ids), Interaction.organisation_id == actor.organisation_id, told(actor))
        .subquery()
    )
    rows = db.session.execute(
        select(Interaction, ranked.c.count).join(ranked, ranked.c.id == Interaction.id).where(ranked.c.place == 1)
    )
    return {row.contact_id: (row.happened, count) for row, count in rows}


def _conditions(wanted: ContactFilter) -> list[ColumnElement[bool]]:
    out: list[ColumnElement[bool]] = []
    if wanted.words:
        out.append(or_(Contact.reference == wanted.words.strip().upper(), *_named(wanted.words)))
    if wanted.kind:
        out.append(Contact.kind == str(wanted.kind))
    if wanted.country:
        out.append(Contact.country == wanted.country)
    return out


def _row(row: Contact, latest: tuple[PartialDate | None, int] | None) -> ContactRow:
    last, count = latest or (None, 0)
    return ContactRow(
        public_id=row.public_id,
        reference=row.reference,
        name=row.name,
        is_body=row.is_body,
        kind=ContactKind(row.kind),
        country=row.country,
        post=row.post,
        owner=row.owner.name if row.owner else "",
        do_not_contact=row.do_not_contact,
        body=row.body.name if row.body and _is_open(row.body) else "",
        last=last,
        interactions=count,
    )


def _named(words: str) -> list[ColumnElement[bool]]:
    # One word alone may be romanised otherwise than within its whole name, so the name as written is searched too.
    spellings = {words.strip(), words.strip().lower(), words.strip().title()}
    known = (Contact.sort_name, Contact.sort_also)
    return [column.contains(sort_form(words), autoescape=True) for column in known] + [
        Contact.name.contains(spelling, autoescape=True) for spelling in sorted(spellings)
    ]
