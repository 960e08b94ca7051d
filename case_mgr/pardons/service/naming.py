"""Lists become mentions, mentions become places; the same page added again adds nothing."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.pardons import lines, listing, queries, reading
from case_mgr.pardons.models import Batch, Mention, NameList, Place
from case_mgr.pardons.service.proposing import propose_for
from case_mgr.pardons.service.searching import AT_ONCE, search_later
from case_mgr.pardons.types import Added, ListAnswers, ListDraft
from case_mgr.tables.types import Rejected

MOST_LINES = 5_000
MOST_ANONYMOUS = 500


def name(actor: Actor, reference: str, draft: ListDraft, answers: ListAnswers | None = None) -> Added:
    """Add a pasted list to a batch: its names become places, and candidates are proposed for the new ones."""
    try:
        read = reading.read(draft.text, draft.layout)
    except Rejected as error:
        raise Refused(error.sentence, **error.params) from error
    return add_lines(actor, reference, read, draft.label, draft.source, answers, at_once=answers is None)


def add_lines(
    actor: Actor,
    reference: str,
    read: Sequence[lines.Line],
    label: str,
    source: str = "",
    answers: ListAnswers | None = None,
    *,
    at_once: bool = True,
) -> Added:
    """Add a list that was read already; with answers, everything that its version before leaves open is answered."""
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
    compared = queries.compare_with(batch, read, label)
    planned = listing.settle(compared, _answered(compared, answers))
    page = new_page(actor, batch, label, source, digest, newest)
    left = answers.left_out if answers else compared.left_out
    made, known = append_mentions(batch, page, planned, left)
    page.mentions.extend(
        Mention(line=line.number, raw=line.raw, skipped=str(line.skipped)) for line in read if line.skipped
    )
    db.session.flush()
    later = not at_once and len(made) > AT_ONCE
    proposed = 0 if later else propose_for(actor, made)
    job = search_later(actor, batch, made) if later else ""
    skipped += len(left)
    audit.record(
        actor, Event.PLACES_ADDED, batch, label=batch.reference, places=len(made), known=known, skipped=skipped
    )
    return Added(len(read), len(made), known, skipped, proposed, len(made) - proposed, job)


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


def new_page(
    actor: Actor, batch: Batch, label: str, source: str, digest: str, newest: NameList | None, kind: str = "page"
) -> NameList:
    """Begin a further version of a list."""
    page = NameList(
        batch=batch,
        label=label,
        kind=kind,
        source=source.strip()[:500],
        list_version=newest.list_version + 1 if newest else 1,
        digest=digest,
        author_id=actor.user_id,
    )
    db.session.add(page)
    return page


def append_mentions(
    batch: Batch, page: NameList, planned: Sequence[listing.Planned], left: Container[int] = ()
) -> tuple[list[Place], int]:
    """Write every name of a list; return the places that are new and how many names had one."""
    places = {place.number: place for place in db.session.scalars(select(Place).where(Place.batch_id == batch.id))}
    number, made, known = max(places, default=0), [], 0
    for at, one in enumerate(planned):
        named, row = one.named, Mention(line=one.line.number, raw=one.line.raw, printed=one.named.printed)
        row.spellings, row.birth, row.note = list(named.spellings), named.birth, named.note
        page.mentions.append(row)
        if at in left:
            row.skipped = str(lines.Skip.LEFT_OUT)
            continue
        place = places.get(one.number) if one.number else None
        if place is None:
            number += 1
            place = Place(batch=batch, number=number)
            db.session.add(place)
            made.append(place)
        else:
            known += 1
        row.place = place
    return made, known


def _answered(compared: listing.Compared, answers: ListAnswers | None) -> Mapping[int, int]:
    """Return the answers about changed prints; whoever is asked answers all, a program that is not asks for none."""
    if answers is None:
        return {}
    for one in compared.changed:
        if one.at not in answers.was and one.at not in answers.left_out:
            raise Refused(
                N_("Say of line %(line)d whether it is the changed line of place %(number)d or somebody new."),
                line=one.planned.line.number,
                number=one.was.number,
            )
    return answers.was


def _last_number(batch: Batch) -> int:
    return db.session.scalar(select(func.max(Place.number)).where(Place.batch_id == batch.id)) or 0
