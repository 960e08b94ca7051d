"""Who may be in a file that leaves the house: for one's own work, or for somebody else as consents allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import Purpose, Why


@dataclass(frozen=True, slots=True)
class Recipient:
    """For whom a file is made and why; without a purpose it is for the organisation's own work."""

    purpose: Purpose | None = None
    why: str = ""


OWN_WORK = Recipient()


@dataclass(slots=True)
class Disclosed:
    """How many lines are in a file, and why others are not."""

    rows: int = 0
    left: Counter[Why] = field(default_factory=Counter)

    def facts(self, recipient: Recipient) -> dict[str, Any]:
        """Return what the log says of it."""
        purpose = str(recipient.purpose) if recipient.purpose else "own work"
        return {"rows": self.rows, "purpose": purpose, "why": recipient.why, "left_out": self.left.total()}


def open_to(actor: Actor, ids: Iterable[str], recipient: Recipient) -> dict[str, Why | None]:
    """Say of each person what keeps them out of the file, or None when nothing does."""
    wanted = list(ids)
    if recipient.purpose is None:
        withheld = people.list_withheld_of(actor, wanted)
        return {public_id: Why.RESTRICTED if public_id in withheld else None for public_id in wanted}
    decisions = people.may_disclose(actor, wanted, recipient.purpose)
    return {public_id: None if known.allowed else known.reasons[0] for public_id, known in decisions.items()}
