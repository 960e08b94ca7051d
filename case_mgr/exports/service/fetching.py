"""Fetching a file that was made, each time counted and asked anew; and clearing away what is over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from case_mgr.access.actor import Actor, Operator
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock, served
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.exports import queries, registry
from case_mgr.exports.models import Export
from case_mgr.exports.service.screening import kept_out
from case_mgr.exports.types import State
from case_mgr.extensions import db
from case_mgr.files import service as files
from case_mgr.jobs.types import Round


def fetch(actor: Actor, public_id: str) -> tuple[Export, Iterator[bytes]]:
    """Give the file to whoever asked for it, if its time is not over and everybody in it may still be in it."""
    actor.require(Permission.EXPORT)
    row = queries.get_row(actor, public_id, lock=True)
    if row.user_id != actor.user_id:
        raise NotFound(N_("There is no such export."))
    actor.require(registry.get_kind(row.kind).permission)
    if row.state != State.READY or row.file is None or row.expires_at is None or row.expires_at <= clock.now():
        raise Refused(N_("There is no file to fetch here any more. Ask for the list again."))
    # A consent that was taken back since holds at once.
    if any(kept_out(actor, [(person,) for person in row.about or ()], row.purpose)):
        raise Refused(
            N_("Since this file was made, somebody in it may no longer be disclosed. Ask for the list again.")
        )
    row.fetched, row.fetched_at = row.fetched + 1, clock.now()
    # Whose names the file serves is told here, and the number of that note stands in its name. Who was read on the way
    # and kept out of it is not noted.
    served.forget_read()
    served.tell(registry.screen().numbers(row.about or ()))
    noted: dict[str, Any] = {"file": number} if (number := served.number()) else {}
    facts: dict[str, Any] = {"what": row.kind, "rows": row.rows, "time": row.fetched}
    audit.record(actor, Event.EXPORT_FETCHED, row, label=row.reference, **facts, **noted)
    db.session.flush()
    return row, files.stream(row.file)


def clear(number: int) -> None:
    """Delete the file of an export whose time is over, or close a request that nobody answered."""
    row = db.session.get(Export, number, with_for_update=True)
    if row is None or row.expires_at is None or row.expires_at > clock.now():
        return
    ends = {State.READY: State.EXPIRED, State.WAITING: State.LAPSED}
    if State(row.state) not in ends:
        return
    row.state, row.about = str(ends[State(row.state)]), None
    if row.file is not None:
        stored, row.file = row.file, None
        db.session.flush()
        files.delete(stored)
    facts = {"what": row.kind, "fetched": row.fetched}
    organisation = row.organisation.public_id
    audit.record(Operator(), Event.EXPORT_EXPIRED, row, label=row.reference, organisation=organisation, **facts)
    db.session.flush()


ROUND = Round("exports", queries.list_due, clear)
