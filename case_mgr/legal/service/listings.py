"""State lists: that a line of one means this person, added and removed."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.legal import queries
from case_mgr.legal.models import Listing
from case_mgr.legal.refusals import Wrong
from case_mgr.legal.service.shared import amend, open_case, require_order, require_past, retell, tell
from case_mgr.legal.types.drafts import ListingDraft
from case_mgr.legal.types.kinds import StateList

EVENTS = ("listed",)


def record_listing(actor: Actor, reference: str, draft: ListingDraft) -> Listing:
    """Record that somebody was put on a state list."""
    case = open_case(actor, reference, Act.ADD)
    values = _values(draft)
    said = " · ".join(part for part in (draft.list_name.strip(), draft.number.strip(), draft.printed.strip()) if part)
    tie, added = tell(actor, case, EVENTS, draft.told, said)
    row = Listing(organisation_id=case.organisation_id, case=case, **values, **tie)
    row.added = added
    db.session.add(row)
    audit.record(actor, Event.LISTING_RECORDED, case, label=case.reference, state_list=str(draft.state_list))
    db.session.flush()
    return row


def amend_listing(actor: Actor, reference: str, listing_id: str, draft: ListingDraft, seen: int | None) -> Listing:
    """Record that somebody was removed from a list, or correct a line."""
    case = open_case(actor, reference, Act.AMEND)
    row = queries.get_row(actor, case, Listing, listing_id)
    require_past(draft.told.happened, "happened")
    amend(row, _values(draft) | {"added": draft.told.happened}, seen)
    retell(actor, case, row, draft.told)
    audit.record(actor, Event.LISTING_AMENDED, case, label=case.reference, state_list=str(draft.state_list))
    db.session.flush()
    return row


def _values(draft: ListingDraft) -> dict[str, Any]:
    if draft.state_list is StateList.OTHER and not draft.list_name.strip():
        raise Wrong("list_name", N_("Write the name of the list."))
    require_past(draft.removed, "removed")
    sentence = N_("The removal lies before the addition. Correct a date.")
    require_order(draft.told.happened, draft.removed, "removed", sentence)
    return {
        "state_list": str(draft.state_list),
        "list_name": draft.list_name.strip()[:300],
        "number": draft.number.strip()[:60],
        "printed": " ".join(draft.printed.split())[:300],
        "removed": draft.removed,
        "source": draft.told.source.strip(),
    }
