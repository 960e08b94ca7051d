"""Reads of the log, bounded by organisation, ordered, paged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import verify as verification
from case_mgr.audit.models import HEAD_ID, AuditDetail, AuditEntry, AuditHead
from case_mgr.audit.policy import visible
from case_mgr.audit.types import LOOKS, SENTENCES, EntryFilter, EntryView, Event, Verification
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db


def list_entries(actor: Actor, wanted: EntryFilter, request: PageRequest) -> Page[EntryView]:
    """List entries, newest first."""
    conditions = [visible(actor), *_conditions(wanted)]
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
    return Page([_view(entry, detail) for entry, detail in rows], total, at.number, at.size)


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
    return [_view(entry, detail) for entry, detail in rows]


def get_entry(actor: Actor, seq: int) -> EntryView:
    """Return one entry with its changes."""
    row = db.session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .where(visible(actor), AuditEntry.seq == seq)
    ).first()
    if row is None:
        raise NotFound(N_("There is no such entry."))
    return _view(row[0], row[1])


def list_related(actor: Actor, entry: EntryView, limit: int = 50) -> list[EntryView]:
    """List the other entries of the same act."""
    rows = db.session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .where(visible(actor), AuditEntry.act == entry.act, AuditEntry.seq != entry.seq)
        .order_by(AuditEntry.seq)
        .limit(limit)
    ).all()
    return [_view(found, detail) for found, detail in rows]


def list_history(actor: Actor, subject: str, limit: int = 200, also: Iterable[str] = ()) -> list[EntryView]:
    """List what the log says of one record, newest first; whoever may open the record may read its history.

    `also` names further records: such as became part of this one, or stand beneath it under their own names, as far as
    the reader may open them.
    """
    rows = db.session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .where(
            AuditEntry.organisation == actor.organisation_public_id,
            AuditEntry.subject.in_([subject, *also]),
            # Each page that a guest opens is an entry: those stand on the page of the shares, and would drown the rest.
            AuditEntry.event != str(Event.CASE_OPENED_SHARED),
        )
        .order_by(AuditEntry.seq.desc())
        .limit(limit)
    ).all()
    return [_view(entry, detail) for entry, detail in rows]


def list_of_event(actor: Actor, subject: str, event: Event, limit: int = 2000) -> list[EntryView]:
    """List the entries of one kind about a record, newest first; whoever may open the record may read them."""
    rows = db.session.execute(
        select(AuditEntry, AuditDetail)
        .outerjoin(AuditDetail, AuditDetail.seq == AuditEntry.seq)
        .where(
            AuditEntry.organisation == actor.organisation_public_id,
            AuditEntry.subject == subject,
            AuditEntry.event == str(event),
        )
        .order_by(AuditEntry.seq.desc())
        .limit(limit)
    ).all()
    return [_view(entry, detail) for entry, detail in rows]


def count_since(actor: Actor, looked: Mapping[str, datetime]) -> dict[str, int]:
    """Count for each record that the actor may open what others did to it since they last looked."""
    if not looked:
        return {}
    newer = [and_(AuditEntry.subject == subject, AuditEntry.at > seen) for subject, seen in looked.items()]
    rows = db.session.execute(
        select(AuditEntry.subject, func.count())
        .where(
            AuditEntry.organisation == actor.organisation_public_id,
            AuditEntry.actor != actor.public_id,
            AuditEntry.event.not_in([str(look) for look in LOOKS]),
            or_(*newer),
        )
        .group_by(AuditEntry.subject)
        .order_by(AuditEntry.subject)
    )
    return {str(subject): int(count) for subject, count in rows}


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


def verify() -> Verification:
    """Recompute the whole chain, of all organisations."""
    return verification.verify(db.session)


def list_actors(actor: Actor, limit: int = 200) -> list[tuple[str, str]]:
    """List who stands in the visible log: public id and name as last written."""
    latest = (
        select(AuditEntry.actor, func.max(AuditEntry.seq).label("seq"))
        .where(visible(actor))
        .group_by(AuditEntry.actor)
        .limit(limit)
        .subquery()
    )
    rows = db.session.execute(
        select(latest.c.actor, AuditDetail).join(AuditDetail, AuditDetail.seq == latest.c.seq).order_by(latest.c.actor)
    ).all()
    return sorted(((who, _detail(detail)["actor_name"]) for who, detail in rows), key=lambda pair: pair[1])


def _conditions(wanted: EntryFilter) -> list[ColumnElement[bool]]:
    out = []
    if wanted.event:
        out.append(AuditEntry.event == str(wanted.event))
    if wanted.actor:
        out.append(AuditEntry.actor == wanted.actor)
    if wanted.subject:
        out.append(AuditEntry.subject == wanted.subject)
    if wanted.since:
        out.append(AuditEntry.at >= wanted.since)
    if wanted.until:
        out.append(AuditEntry.at < wanted.until)
    return out


def _detail(detail: AuditDetail | None) -> dict[str, Any]:
    empty: dict[str, Any] = {"actor_name": "", "label": "", "facts": {}, "changes": []}
    return empty if detail is None or detail.erased_at is not None else empty | (detail.detail or {})


def _view(entry: AuditEntry, detail: AuditDetail | None) -> EntryView:
    kept, event = _detail(detail), Event(entry.event)
    changes = tuple(
        (f"{change['table']}.{name}", _shown(before), _shown(after))
        for change in kept["changes"]
        for name, (before, after) in change["fields"].items()
    )
    return EntryView(
        seq=entry.seq,
        at=entry.at,
        event=event,
        sentence=SENTENCES[event],
        actor=entry.actor,
        actor_name=kept["actor_name"] or entry.actor,
        subject_type=entry.subject_type,
        subject_id=entry.subject,
        subject_label=kept["label"],
        facts=kept["facts"],
        changes=changes,
        erased=detail is None or detail.erased_at is not None,
        act=entry.act,
        touched=frozenset(str(change["id"]) for change in kept["changes"] if change.get("id")),
        hash=entry.hash,
        previous=entry.previous,
    )


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def list_last_changes(organisation: str, subject_type: str) -> dict[str, datetime]:
    """Return when something was last done to each record of a kind, by public id: for rules, which name nobody."""
    looked = [str(event) for event in (*LOOKS, Event.CASE_WATCHED)]
    rows = db.session.execute(
        select(AuditEntry.subject, func.max(AuditEntry.at))
        .where(
            AuditEntry.organisation == organisation,
            AuditEntry.subject_type == subject_type,
            AuditEntry.event.not_in(looked),
        )
        .group_by(AuditEntry.subject)
    )
    return {str(subject): at for subject, at in rows}


def count_by_subject(actor: Actor, subjects: Iterable[str]) -> Counter[str]:
    """Count what was done to each of these records: more than was written then means somebody changed one since."""
    wanted, found = sorted(set(subjects)), Counter[str]()
    for start in range(0, len(wanted), 400):
        rows = db.session.execute(
            select(AuditEntry.subject, func.count())
            .where(
                AuditEntry.organisation == actor.organisation_public_id,
                AuditEntry.subject.in_(wanted[start : start + 400]),
                AuditEntry.event.not_in([str(look) for look in LOOKS]),
            )
            .group_by(AuditEntry.subject)
        )
        for subject, count in rows:
            found[subject] = count
    return found
