"""Reads of whose names were served to whom, bounded to the organisation of whoever asks."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit.models import NamesServed, ServedDay
from case_mgr.audit.readers import NoteView, Reader, Served, Times
from case_mgr.core.blocks import blocks
from case_mgr.extensions import db

_BLOCK = 1000


def list_served_to(actor: Actor, member: str, since: datetime, until: datetime) -> Served:
    """Say whose names were served to somebody in a period: by person and page, and how many answers were files."""
    actor.require(Permission.AUDIT_READ)
    found = Served()
    for row in _notes(actor, member, since, until):
        found.notes += 1
        found.pages[row.page] += 1
        found.files += bool(row.kept)
        if row.people is None:
            found.erased += row.number
        for person in json.loads(row.people or "[]"):
            times = found.people.get(person)
            if times is None:
                times = found.people[person] = Times(row.at, row.at)
            times.note(row.at, row.page)
    return found


def find_note(actor: Actor, number: str) -> NoteView | None:
    """Find the note whose number stands on a printed page or in the name of a file, or None."""
    actor.require(Permission.AUDIT_READ)
    wanted = (NamesServed.public_id == number, NamesServed.organisation == actor.organisation_public_id)
    row = db.session.scalar(select(NamesServed).where(*wanted))
    if row is None:
        return None
    people = tuple(json.loads(row.people or "[]"))
    return NoteView(row.public_id, row.at, row.actor, row.actor_name, row.page, row.kept, row.number, people, row.batch)


def list_readers(actor: Actor, people: Collection[int]) -> list[Reader]:
    """List to whom the names of a person were served, whoever was served last first: sealed days and younger notes."""
    actor.require(Permission.AUDIT_READ)
    found: dict[str, Reader] = {}
    days = select(
        ServedDay.actor,
        func.count(func.distinct(ServedDay.day)).label("days"),
        func.sum(ServedDay.pages).label("pages"),
        func.min(ServedDay.first).label("first"),
        func.max(ServedDay.last).label("last"),
    ).where(ServedDay.organisation == actor.organisation_public_id, ServedDay.person.in_(sorted(people)))
    for row in db.session.execute(days.group_by(ServedDay.actor).order_by(ServedDay.actor)):
        found[row.actor] = Reader(row.actor, "", int(row.pages), row.first, row.last)
    for note in _younger(actor):
        if note.people is not None and not set(people).isdisjoint(json.loads(note.people)):
            reader = found.setdefault(note.actor, Reader(note.actor, "", 0, note.at, note.at))
            reader.pages, reader.last = reader.pages + 1, max(reader.last, note.at)
    for block in blocks(sorted(found)):
        latest = select(func.max(NamesServed.id)).where(
            NamesServed.organisation == actor.organisation_public_id, NamesServed.actor.in_(block)
        )
        named = select(NamesServed.actor, NamesServed.actor_name)
        for who, name in db.session.execute(named.where(NamesServed.id.in_(latest.group_by(NamesServed.actor)))):
            found[who].name = name
    return sorted(found.values(), key=lambda reader: reader.last, reverse=True)


def _younger(actor: Actor) -> Iterator[Any]:
    """Yield the notes that no batch has sealed yet."""
    wanted = (NamesServed.batch.is_(None), NamesServed.organisation == actor.organisation_public_id)
    yield from db.session.execute(
        select(NamesServed.actor, NamesServed.at, NamesServed.people)
        .where(*wanted)
        .order_by(NamesServed.id)
        .execution_options(yield_per=_BLOCK)
    )


def _notes(actor: Actor, member: str, since: datetime, until: datetime) -> Iterator[Any]:
    columns = (NamesServed.at, NamesServed.page, NamesServed.kept, NamesServed.number, NamesServed.people)
    yield from db.session.execute(
        select(*columns)
        .where(
            NamesServed.organisation == actor.organisation_public_id,
            NamesServed.actor == member,
            NamesServed.at >= since.astimezone(UTC),
            NamesServed.at < until.astimezone(UTC),
        )
        .order_by(NamesServed.at)
        .execution_options(yield_per=_BLOCK)
    )
