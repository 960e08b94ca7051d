"""Reads of interactions, bounded by who asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.advocacy.kinds import Direction, Discretion, Medium, Outcome
from case_mgr.advocacy.models import Contact, Interaction, InteractionCase, InteractionFile, InteractionReader
from case_mgr.advocacy.policy import keeps, visible_interactions
from case_mgr.advocacy.queries.readers import list_readers
from case_mgr.advocacy.types import Amendment, InteractionView, RaisedCase, TalkFile
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Case
from case_mgr.core.blocks import among, blocks
from case_mgr.core.db import earliest
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import withheld
from case_mgr.extensions import db

_HAPPENED = earliest(Interaction, "happened")
_MOST_PROMISES = 5000
_NEWEST = (_HAPPENED.desc().nulls_last(), Interaction.id.desc())


def get_interaction(actor: Actor, contact_id: str, public_id: str) -> InteractionView:
    """Return one interaction with the cases that the actor may open, also one that was taken back."""
    row = get_interaction_row(actor, public_id, ever=True)
    if row.contact.public_id != contact_id:
        raise NotFound(N_("There is no such interaction."))
    shown = _interaction(row, _raised(actor, [row.id]).get(row.id, ()))
    return replace(
        shown,
        files=tuple(_file(one) for one in row.files),
        reader_ids=tuple(reader.user.public_id for reader in row.readers),
        keeps=keeps(actor, row, [key for key, _name in list_readers(actor).values()]),
        reason=row.reason or "",
        former=tuple(_former(actor, row)),
    )


def get_interaction_row(actor: Actor, public_id: str, *, ever: bool = False) -> Interaction:
    """Return the record behind an interaction, for services; one that was taken back only on wish."""
    row = db.session.scalar(_interactions(actor, ever=ever).where(Interaction.public_id == public_id))
    if row is None:
        raise NotFound(N_("There is no such interaction."))
    return row


def get_talk_file(actor: Actor, interaction_id: str, public_id: str) -> InteractionFile:
    """Return a file of a talk that the actor may open, for services; nobody opens one that was taken back."""
    row = get_interaction_row(actor, interaction_id, ever=True)
    found = next((one for one in row.files if one.public_id == public_id and one.withdrawn_at is None), None)
    if found is None:
        raise NotFound(N_("There is no such file."))
    return found


def list_interactions(actor: Actor, contact_id: str, request: PageRequest) -> Page[InteractionView]:
    """List the interactions with one contact, newest first."""
    return page_of(actor, (Contact.public_id == contact_id,), request, _NEWEST)


def list_interactions_of_case(actor: Actor, case_reference: str, limit: int = 100) -> list[InteractionView]:
    """List the interactions that raised a case which the actor may open, newest first."""
    of_case = (
        select(InteractionCase.interaction_id)
        .join(Case, Case.id == InteractionCase.case_id)
        .where(case_policy.visible(actor), Case.reference == case_reference)
    )
    return _shown(actor, _interactions(actor).where(Interaction.id.in_(of_case)).order_by(*_NEWEST).limit(limit))


def list_interactions_of_batch(actor: Actor, batch_reference: str, limit: int = 100) -> list[InteractionView]:
    """List the interactions that raised a pardon batch, newest first."""
    return _shown(
        actor, _interactions(actor).where(Interaction.batch == batch_reference).order_by(*_NEWEST).limit(limit)
    )


def list_case_ids(actor: Actor, references: Sequence[str]) -> dict[str, int]:
    """Return the keys of those cases that the actor may open, by reference."""
    found: dict[str, int] = {}
    for block in blocks(references, 400):
        rows = db.session.execute(
            select(Case.reference, Case.id).where(case_policy.visible(actor), Case.reference.in_(block))
        )
        found |= {row.reference: row.id for row in rows}
    return found


def list_raised(actor: Actor, references: Collection[str]) -> set[str]:
    """Return those of a block of cases that an interaction raised."""
    statement = (
        select(Case.reference)
        .join(InteractionCase, InteractionCase.case_id == Case.id)
        .join(InteractionCase.interaction)
        .join(Interaction.contact)
        .where(visible_interactions(actor), case_policy.visible(actor), Case.reference.in_(references))
    )
    return set(db.session.scalars(statement))


def list_all_promised(organisation_id: int) -> list[Interaction]:
    """List the promises of an organisation that nobody settled, for rules that open tasks."""
    open_ = Interaction.follow_up_sealed.is_not(None), Interaction.follow_up_done_sealed.is_(None)
    standing = Interaction.organisation_id == organisation_id, Interaction.withdrawn_at.is_(None)
    found = select(Interaction).where(*standing, *open_)
    return list(db.session.scalars(found.order_by(Interaction.id).limit(_MOST_PROMISES)))


def is_about_withheld(interaction_id: int) -> bool:
    """Whether a talk raised somebody who is not open to all: then nobody else learns of it by its promise."""
    about = (
        select(InteractionCase.case_id)
        .join(Case, Case.id == InteractionCase.case_id)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(InteractionCase.interaction_id == interaction_id, withheld())
    )
    return db.session.scalar(about.limit(1)) is not None


def list_known_talks(actor: Actor, public_ids: Collection[str]) -> set[str]:
    """Return those of the interactions that the actor may open, also those taken back: the log tells of them."""
    statement = select(Interaction.public_id).join(Interaction.contact).where(visible_interactions(actor, ever=True))
    return among(db.session, statement, Interaction.public_id, public_ids)


def find_talk(actor: Actor, public_id: str) -> str:
    """Return the public id of the contact with whom a talk was, for its address."""
    return get_interaction_row(actor, public_id, ever=True).contact.public_id


def _interactions(actor: Actor, *, ever: bool = False) -> Select[Interaction]:
    return (
        select(Interaction)
        .join(Interaction.contact)
        .where(visible_interactions(actor, ever=ever))
        .options(
            contains_eager(Interaction.contact),
            joinedload(Interaction.author),
            selectinload(Interaction.readers).joinedload(InteractionReader.user),
        )
    )


def page_of(
    actor: Actor, conditions: Collection[ColumnElement[bool]], request: PageRequest, order: Collection[Any]
) -> Page[InteractionView]:
    """Return one page of the interactions that the actor may see, by further conditions and in an order."""
    statement = _interactions(actor).where(*conditions)
    total = db.session.scalar(select(func.count()).select_from(statement.with_only_columns(Interaction.id).subquery()))
    at = settle(request, total or 0)
    shown = _shown(actor, statement.order_by(*order).offset((at.number - 1) * at.size).limit(at.size))
    return Page(shown, total or 0, at.number, at.size)


def _shown(actor: Actor, statement: Select[Interaction]) -> list[InteractionView]:
    rows = db.session.scalars(statement).all()
    raised = _raised(actor, [row.id for row in rows]) if rows else {}
    return [_interaction(row, raised.get(row.id, ())) for row in rows]


def _raised(actor: Actor, ids: Sequence[int]) -> dict[int, tuple[RaisedCase, ...]]:
    """Find the raised cases that the actor may open; of others not even the number is told."""
    rows = db.session.execute(
        select(InteractionCase.interaction_id, Case.reference, Detainee.name)
        .join(Case, Case.id == InteractionCase.case_id)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(InteractionCase.interaction_id.in_(ids), case_policy.visible(actor))
    )
    found: dict[int, tuple[RaisedCase, ...]] = {}
    for key, reference, name in sorted(rows, key=lambda row: row.reference):
        found[key] = (*found.get(key, ()), RaisedCase(reference, name))
    return found


def _interaction(row: Interaction, cases: tuple[RaisedCase, ...]) -> InteractionView:
    return InteractionView(
        public_id=row.public_id,
        reference=row.reference,
        contact_id=row.contact.public_id,
        contact=row.contact.name,
        happened=row.happened,
        medium=Medium(row.medium),
        direction=Direction(row.direction),
        participants=row.participants or "",
        summary=row.summary or "",
        outcome=Outcome(row.outcome),
        follow_up=row.follow_up or "",
        follow_up_due=row.follow_up_due,
        follow_up_done=row.follow_up_done or "",
        cases=cases,
        batch=row.batch or "",
        author=row.author.name if row.author else "",
        recorded_at=row.created_at,
        level=Discretion(row.level),
        readers=tuple(sorted(reader.user.name for reader in row.readers)),
        version=row.version,
        withdrawn_at=row.withdrawn_at,
        do_not_contact=row.contact.do_not_contact,
    )


def _file(row: InteractionFile) -> TalkFile:
    gone = row.withdrawn_at is not None
    return TalkFile(
        row.public_id, row.title or "", row.format, row.file.size, row.added_by.name, gone, row.reason or ""
    )


def _former(actor: Actor, row: Interaction) -> list[Amendment]:
    """Return what stood in a talk before, the latest first, for whoever may open every case that it ever raised."""
    told = row.former or ()
    if not told:
        return []
    named = select(Case.reference).join(InteractionCase, InteractionCase.case_id == Case.id)
    stood = set(db.session.scalars(named.where(InteractionCase.interaction_id == row.id)))
    stood |= {case for one in told for case in one["before"].get("cases", "").split()}
    known = list_case_ids(actor, sorted(stood))
    if stood - known.keys():
        # An older text may name whoever was taken out of the talk.
        return []
    out = []
    for one in reversed(told):
        before = dict(one["before"])
        if "cases" in before:
            before["cases"] = ", ".join(before["cases"].split())
        out.append(Amendment(datetime.fromisoformat(one["at"]), one["by"], one["reason"], before))
    return out
