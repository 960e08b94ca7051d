"""A calendar as a file: days and references, never a name or what somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from case_mgr.desk.months import Item


def calendar_file(items: Iterable[Item], at: datetime) -> bytes:
    """Write items as whole-day events (RFC 5545); a phone is not our house, so only references go there."""
    made = Calendar()
    made.add("prodid", "-//case-mgr//calendar//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for item in items:
        event = Event()
        event.add("uid", f"{item.key}@case-mgr")
        event.add("dtstamp", at)
        event.add("dtstart", item.day)
        event.add("dtend", item.day + timedelta(days=1))
        event.add("summary", item.reference)
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        made.add_component(event)
    return bytes(made.to_ical())
