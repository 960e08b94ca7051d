"""What leaves the house on paper: the log says who took it, and how many rows it has."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.paging import Page, PageRequest
from case_mgr.pardons import queries
from case_mgr.pardons.results import Sheet
from case_mgr.pardons.types import ConcessionView


def print_sheet(actor: Actor, reference: str) -> Sheet:
    """Give the sheet of a release day out."""
    actor.require(Permission.EXPORT)
    batch, sheet = queries.get_row(actor, reference), queries.get_sheet(actor, reference)
    audit.record(actor, Event.EXPORT_MADE, batch, label=batch.reference, what="release_sheet", rows=len(sheet.named))
    return sheet


def print_brief(actor: Actor, request: PageRequest) -> Page[ConcessionView]:
    """Give the latest concessions out."""
    actor.require(Permission.EXPORT)
    page = queries.list_outward(actor, request)
    audit.record(actor, Event.EXPORT_MADE, what="concessions_brief", rows=len(page.items))
    return page
