"""Lists become mentions, mentions become places; the same page added again adds nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.pardons import lines, listing, queries
from case_mgr.pardons.models import Batch, Mention, NameList, Place
from case_mgr.pardons.service.proposing import propose_for
from case_mgr.pardons.types import Added, ListDraft

MOST_LINES = 5_000
MOST_ANONYMOUS = 500


def name(actor: Actor, reference: str, draft: ListDraft) -> Added:
    """Add a pasted list to a batch: its names become places, and candidates are proposed for the new ones."""
    return add_lines(actor, reference, lines.parse(draft.text), draft.label, draft.source)


def add_lines(actor: Actor, reference: str, read: Sequence[lines.Line], label: str, source: str = "") -> Added:
    """Add a list that was read already."""
    actor.require(Permission.BATCH_WRITE)
    batch = lock(queries.get_row(actor, reference))
    label = " ".join(label.split())[:200]
    if not label:
        raise Refused(N_("Say which list this is, for example who published it."))
    if len(read) > MOST_LINES:
        raise Refused(N_("A list has at most %(most)d lines. Add it in parts."), most=MOST_LINES)
    if not any(line.names for line in read):
        raise Refused(N_("No name was found. Put one person a line, the name first."))
    newest, digest = queries.find_list(batch, label), listing.digest(read)
    skipped = sum(line.skipped is not None for line in read)
    if newest is not None and newest.digest == digest:
        return Added(len(read), 0, sum(len(line.names) for line in read), skipped, 0, 0)
    page = NameList(
        batch=batch,
        label=label,
        source=source.strip()[:500],
        list_version=newest.list_version + 1 if newest else 1,
        digest=digest,
        author_id=actor.user_id,
    )
    db.session.add(page)
    made, known = _append_mentions(batch, page, read)
    db.session.flush()
    proposed = propose_for(actor, made)
    audit.record(
        actor, Event.PLACES_ADDED, batch, label=batch.reference, places=len(made), known=known, skipped=skipped
    )
    return Added(len(read), len(made), known, skipped, proposed, len(made) - proposed)


def add_anonymous(actor: Actor, reference: str, count: int, note: str) -> int:
    """Add people without a name: they count, and may get one later."""
    actor.require(Permission.BATCH_WRITE)
    batch = lock(queries.get_row(actor, reference))
    if not 1 <= count <= MOST_ANONYMOUS:
        raise Refused(N_("Add from 1 to %(most)d people at once."), most=MOST_ANONYMOUS)
    if not note.strip():
        raise Refused(N_("Say who saw or counted them, and when."))
    start = _last_number(batch)
    for number in range(start + 1, start + count + 1):
        db.session.add(Place(batch=batch, number=number, note=note.strip()[:500]))
    audit.record(actor, Event.PLACES_ADDED, batch, label=batch.reference, places=count, known=0, skipped=0)
    db.session.flush()
    return count


def lock(batch: Batch) -> Batch:
    """Keep others from numbering places of this batch until the transaction ends."""
    return db.session.scalars(select(Batch).where(Batch.id == batch.id).with_for_update()).one()


def _append_mentions(batch: Batch, page: NameList, read: Sequence[lines.Line]) -> tuple[list[Place], int]:
    """Write every line of a list; return the places that are new and how many names had one."""
    places = {place.number: place for place in db.session.scalars(select(Place).where(Place.batch_id == batch.id))}
    number, made, known = max(places, default=0), [], 0
    for planned in listing.plan(read, queries.list_known(batch)):
        place = places.get(planned.number) if planned.number else None
        if place is None:
            number += 1
            place = Place(batch=batch, number=number)
            db.session.add(place)
            made.append(place)
        else:
            known += 1
        named = planned.named
        page.mentions.append(
            Mention(
                place=place,
                line=planned.line.number,
                raw=planned.line.raw,
                printed=named.printed,
                spellings=list(named.spellings),
                birth=named.birth,
                note=named.note,
            )
        )
    page.mentions.extend(
        Mention(line=line.number, raw=line.raw, skipped=str(line.skipped)) for line in read if line.skipped
    )
    return made, known


def _last_number(batch: Batch) -> int:
    return db.session.scalar(select(func.max(Place.number)).where(Place.batch_id == batch.id)) or 0
