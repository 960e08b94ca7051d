"""Acts of the desk: taking the calendar out, and asking whose a paper is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.readers import NoteView
from case_mgr.audit.types import Event
from case_mgr.core import clock, papermark


def look_up_mark(actor: Actor, text: str, members: Collection[str]) -> tuple[str, date] | None:
    """Say whose mark stands on a paper and of which day, and write down that somebody asked."""
    actor.require(Permission.AUDIT_READ)
    found = papermark.find(text, actor.organisation_public_id, members, clock.today())
    audit.record(actor, Event.MARK_LOOKED_UP, what="mark", found=found is not None)
    return found


def look_up_note(actor: Actor, number: str) -> NoteView | None:
    """Say who was served what a page or a file with a number holds, and write down that somebody asked."""
    found = log.find_note(actor, number)
    audit.record(actor, Event.MARK_LOOKED_UP, what="note", found=found is not None)
    return found


def note_calendar(actor: Actor, rows: int) -> None:
    """Write down that somebody took the days of their calendar out of the house: references, no names."""
    actor.require(Permission.TASK_READ)
    audit.record(actor, Event.EXPORT_MADE, what="calendar", rows=rows)
