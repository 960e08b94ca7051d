"""Reads of the log as a whole: its list, one entry, its head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import verify as verification
from case_mgr.audit.checkpoints import Checkpoint
from case_mgr.audit.models import HEAD_ID, AuditDetail, AuditEntry, AuditHead
from case_mgr.audit.policy import Closed, Unsaid, answers, visible
from case_mgr.audit.queries.showing import detail_of, entry_view
from case_mgr.audit.types import LOOKS, AroundView, EntryFilter, EntryView, Event, Verification
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db

_BLOCK = 2000


def list_entries(
    actor: Actor, wanted: EntryFilter, request: PageRequest, unsaid: Unsaid = None, closed: Closed = None
) -> Page[EntryView]:
    """List entries, newest first; those about records that are `unsaid` are neither listed nor counted.

    `closed` selects for each kind of record that has no kind to others what the actor may open of it: an entry about
    another is found by no question that its kind answers.
    """
    conditions = [visible(actor, unsaid), *_conditions(wanted, closed)]
    total = db.session.scalar(select(func.count()).select_from(AuditEntry).where(*conditions)) or 0
    at = settle(request, total)
    rows = db.session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .where(*conditions)
        .order_by(AuditEntry.seq.desc())
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    ).all()
    return Page([entry_view(entry, detail) for entry, detail in rows], total, at.number, at.size)


def list_own(actor: Actor, without: Iterable[Event] = (), limit: int = 10) -> list[EntryView]:
    """List what somebody did last themselves: they may read that, also without reading the log."""
    rows = db.session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .where(
            AuditEntry.organisation == actor.organisation_public_id,
            AuditEntry.actor == actor.public_id,
            AuditEntry.event.not_in([str(event) for event in without]),
        )
        .order_by(AuditEntry.seq.desc())
        .limit(limit)
    ).all()
    return [entry_view(entry, detail) for entry, detail in rows]


def get_entry(actor: Actor, seq: int, unsaid: Unsaid = None) -> EntryView:
    """Return one entry with its changes."""
    row = db.session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .where(visible(actor, unsaid), AuditEntry.seq == seq)
    ).first()
    if row is None:
        raise NotFound(N_("There is no such entry."))
    return entry_view(row[0], row[1])


def list_related(actor: Actor, entry: EntryView, unsaid: Unsaid = None, limit: int = 50) -> list[EntryView]:
    """List the other entries of the same act."""
    rows = db.session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .where(visible(actor, unsaid), AuditEntry.act == entry.act, AuditEntry.seq != entry.seq)
        .order_by(AuditEntry.seq)
        .limit(limit)
    ).all()
    return [entry_view(found, detail) for found, detail in rows]


def count_by_event(actor: Actor, since: datetime, until: datetime) -> Counter[Event]:
    """Count the own organisation's entries of a period by kind; used by the audit statement of a report."""
    if not (actor.may(Permission.AUDIT_READ) or actor.may(Permission.REPORT_BUILD)):
        return Counter()
    rows = db.session.execute(
        select(AuditEntry.event, func.count())
        .where(AuditEntry.organisation == actor.organisation_public_id, AuditEntry.at >= since, AuditEntry.at < until)
        .group_by(AuditEntry.event)
        .order_by(AuditEntry.event)
    )
    return Counter({Event(event): count for event, count in rows})


def get_head() -> tuple[int, str]:
    """Return how many entries the chain has, and the hash of the last."""
    row = db.session.execute(select(AuditHead.seq, AuditHead.hash).where(AuditHead.id == HEAD_ID)).one()
    return row.seq, row.hash


def verify(
    checkpoint: Checkpoint | None = None, *, resume: bool = False, told: verification.Told | None = None
) -> Verification:
    """Recompute the whole chain, of all organisations, or what came after a checkpoint; `told` hears how far it is."""
    return verification.verify(db.session, checkpoint, resume=resume, told=told)


def list_around(
    actor: Actor, seq: int, near: int = 3, unsaid: Unsaid = None, closed: Closed = None
) -> list[AroundView]:
    """List the entries just before and after one as far as the actor may read them: only what can be read of any row.

    Nothing is opened: what somebody changed behind the product may hold anything.
    """
    shown = (AuditEntry.seq, AuditEntry.at, AuditEntry.event, AuditEntry.actor, AuditEntry.hash)
    wanted = (visible(actor, unsaid), *answers(closed), AuditEntry.seq.between(seq - near, seq + near))
    rows = db.session.execute(select(*shown).where(*wanted).order_by(AuditEntry.seq))
    return [AroundView(*row) for row in rows]


def list_rows() -> Iterator[dict[str, Any]]:
    """Yield the rows of the chain as they are stored and the head last, for whoever checks them without the product.

    They name public ids and no person; what is personal stands beside the chain.
    """
    query = select(*AuditEntry.__table__.columns).order_by(AuditEntry.seq).limit(_BLOCK)
    wanted = query
    while block := db.session.execute(wanted).mappings().all():
        yield from ({**row, "at": row["at"].isoformat()} for row in block)
        wanted = query.where(AuditEntry.seq > block[-1]["seq"])
    seq, head = get_head()
    yield {"id": HEAD_ID, "seq": seq, "hash": head}


def list_actors(actor: Actor, unsaid: Unsaid = None, limit: int = 200) -> list[tuple[str, str]]:
    """List who stands in the visible log: public id and name as last written."""
    latest = (
        select(AuditEntry.actor, func.max(AuditEntry.seq).label("seq"))
        .where(visible(actor, unsaid))
        .group_by(AuditEntry.actor)
        .limit(limit)
        .subquery()
    )
    rows = db.session.execute(
        select(latest.c.actor, AuditDetail).join(AuditDetail, AuditDetail.seq == latest.c.seq).order_by(latest.c.actor)
    ).all()
    return sorted(((who, detail_of(detail)["actor_name"]) for who, detail in rows), key=lambda pair: pair[1])


def list_looks(actor: Actor, subjects: Iterable[str], limit: int = 200) -> list[EntryView]:
    """List who opened closed parts of some records, newest first, for whoever may open these records and the log."""
    rows = db.session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .where(
            visible(actor),
            AuditEntry.subject.in_(sorted(set(subjects))),
            AuditEntry.event.in_([str(look) for look in LOOKS]),
        )
        .order_by(AuditEntry.seq.desc())
        .limit(limit)
    )
    return [entry_view(entry, detail) for entry, detail in rows]


def count_elsewhere(actor: Actor) -> int:
    """Count the entries of the one chain that belong to others, and are never shown here."""
    own = db.session.scalar(select(func.count()).select_from(AuditEntry).where(visible(actor))) or 0
    return max(get_head()[0] - own, 0)


def _conditions(wanted: EntryFilter, closed: Closed) -> list[ColumnElement[bool]]:
    out = []
    if wanted.event:
        out.append(AuditEntry.event == str(wanted.event))
        out += answers(closed)
    if wanted.about is not None:
        out.append(AuditEntry.subject.in_(sorted(wanted.about)))
    if wanted.installation is not None:
        none = AuditEntry.organisation.is_(None)
        out.append(none if wanted.installation else ~none)
    if wanted.actor:
        out.append(AuditEntry.actor == wanted.actor)
    if wanted.subject:
        out.append(AuditEntry.subject == wanted.subject)
    if wanted.since:
        out.append(AuditEntry.at >= wanted.since)
    if wanted.until:
        out.append(AuditEntry.at < wanted.until)
    return out
