"""Who may be in a file that leaves the house: for one's own work, or for somebody else as consents allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from case_mgr.access.actor import Actor
from case_mgr.desk.queries.audit import list_numbers_by
from case_mgr.detainees import queries as people
from case_mgr.detainees.labels import purpose_name, why_name
from case_mgr.detainees.types import Purpose, Why
from case_mgr.exports.registry import Screen
from case_mgr.exports.service.screening import UNKNOWN


def against(actor: Actor, wanted: Sequence[str], purpose: str) -> Mapping[str, str | None]:
    """Say of each person what keeps them out of a file, or None when nothing does; whoever is not named stays out."""
    if not purpose:
        plain = people.list_plain_of(actor, wanted)
        return {public_id: None if public_id in plain else str(Why.RESTRICTED) for public_id in wanted}
    decisions = people.may_disclose(actor, wanted, Purpose(purpose))
    return {public_id: None if known.allowed else str(known.reasons[0]) for public_id, known in decisions.items()}


def why(key: str) -> str:
    """Say why somebody is not in a file."""
    return why_name(str(Why.NOBODY_ASKED) if key == UNKNOWN else key)


PURPOSES = tuple(str(purpose) for purpose in Purpose if purpose is not Purpose.RECORD)
SCREEN = Screen(against, PURPOSES, purpose_name, why, list_numbers_by, frozenset({str(Why.RESTRICTED), UNKNOWN}))
