"""One case that both invented organisations work on, and one that waits for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Level
from case_mgr.cases import service as cases
from case_mgr.cases.types import EventDraft
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.shares import queries, service
from case_mgr.shares.types import ShareDraft

SHARED, OFFERED = 4, 5
UNTIL = timedelta(days=60)
WHY = "The sister asked both of us, by code F-1; her signed answer is on its way."


def load(ours: Actor, theirs: Actor, references: Sequence[str]) -> None:
    """Share a case with the other organisation, which adds a letter to it; offer another."""
    row = _offer(ours, theirs, references[SHARED], Level.CONTRIBUTE, "Letters and parcels, as we agreed in May")
    service.accept(theirs, row)
    guest = queries.find_guest(theirs, row)
    if guest is not None:
        letter = EventDraft(
            "last_sign_of_life", PartialDate.parse("2025-10"), text="A letter of two pages came.", source="N-3"
        )
        cases.record_event(guest, references[SHARED], letter)
    _offer(ours, theirs, references[OFFERED], Level.VIEW, "The lawyer whom you pay asks for the papers")


def _offer(ours: Actor, theirs: Actor, reference: str, level: Level, purpose: str) -> str:
    draft = ShareDraft(theirs.organisation_public_id, level, purpose, clock.today() + UNTIL, why_without_consent=WHY)
    return service.offer(ours, reference, draft).public_id
