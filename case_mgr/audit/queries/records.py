"""Reads of what the log says of single records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from case_mgr.access.actor import Actor
from case_mgr.audit.models import AuditDetail, AuditEntry
from case_mgr.audit.queries.showing import entry_view
from case_mgr.audit.types import LOOKS, EntryView, Event
from case_mgr.core.blocks import blocks
from case_mgr.extensions import db


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
    return [entry_view(entry, detail) for entry, detail in rows]


def last_change(actor: Actor, subject: str, also: Iterable[str] = ()) -> tuple[str | None, datetime | None]:
    """Return who changed a record last, and when, for the page about a stale edit; a look is no change."""
    entries = list_history(actor, subject, limit=50, also=also)
    found = next((entry for entry in entries if entry.event not in LOOKS), None)
    return (found.actor_name, found.at) if found else (None, None)


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
    return [entry_view(entry, detail) for entry, detail in rows]


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
    for block in blocks(wanted, 400):
        rows = db.session.execute(
            select(AuditEntry.subject, func.count())
            .where(
                AuditEntry.organisation == actor.organisation_public_id,
                AuditEntry.subject.in_(block),
                AuditEntry.event.not_in([str(look) for look in LOOKS]),
            )
            .group_by(AuditEntry.subject)
        )
        for subject, count in rows:
            found[subject] = count
    return found
