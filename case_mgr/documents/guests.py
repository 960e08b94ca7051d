"""Documents as a guest of a share reads them: who of the owner's people added or opened them stays with the owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.audit import queries as log
from case_mgr.audit.types import LOOKS, EntryView
from case_mgr.cases.guests import colleagues, may_amend
from case_mgr.documents.policy import may
from case_mgr.documents.results import DocumentRow, DocumentView


def rows_for(actor: Actor, rows: Iterable[DocumentRow]) -> tuple[DocumentRow, ...]:
    """Return rows of a list; a guest reads the organisation where members read names, but for their colleagues'."""
    if actor.guest is None:
        return tuple(rows)
    own = colleagues(actor)
    return tuple(row if row.by in own else replace(row, added_by=actor.organisation_name, by="") for row in rows)


def view_for(actor: Actor, view: DocumentView) -> DocumentView:
    """Return a document; how a file was named on the computer of the owner's people may name somebody."""
    if actor.guest is None:
        return view
    row, *versions = rows_for(actor, (view.row, *view.versions))
    return replace(view, row=row, versions=tuple(versions), file_name=view.file_name if row.by else "")


def entries_for(actor: Actor, entries: Iterable[EntryView]) -> list[EntryView]:
    """Return who looked at a document or took it out: a guest reads of colleagues alone."""
    own = colleagues(actor)
    return [entry for entry in entries if actor.guest is None or entry.actor in own]


def last_change(actor: Actor, subject: str) -> tuple[str | None, datetime | None]:
    """Return who changed a record last, and when; guests read no name of the owner's people."""
    found = next((one for one in log.list_history(actor, subject, limit=50) if one.event not in LOOKS), None)
    if found is None:
        return None, None
    masked = actor.guest is not None and found.actor not in colleagues(actor)
    return actor.organisation_name if masked else found.actor_name, found.at


def adds(actor: Actor) -> bool:
    """Whether whoever reads the documents of a case may add one."""
    return may(actor, Act.ADD)


def amends(actor: Actor, row: DocumentRow) -> bool:
    """Whether whoever reads a document may amend it, take it back or add a newer version."""
    return adds(actor) and (actor.guest is None or may_amend(actor, row.by))
