"""Acts of the desk: taking the calendar out."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event


def note_calendar(actor: Actor, rows: int) -> None:
    """Write down that somebody took the days of their calendar out of the house: references, no names."""
    actor.require(Permission.TASK_READ)
    audit.record(actor, Event.EXPORT_MADE, what="calendar", rows=rows)
