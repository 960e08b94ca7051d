"""Kinds of flags, what raises one, and flags as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from case_mgr.core.text import N_

# In a filter: whatever the kind.
ANY = "any"
MOST_OPEN = 20
LONGEST = 500


class FlagKind(StrEnum):
    """Why somebody should look at a case."""

    URGENT = "urgent"
    CHECK = "check"
    QUESTION = "question"


KIND_LABELS: dict[FlagKind, str] = {
    FlagKind.URGENT: N_("Urgent"),
    FlagKind.CHECK: N_("To be checked"),
    FlagKind.QUESTION: N_("Question"),
}
KIND_HINTS: dict[FlagKind, str] = {
    FlagKind.URGENT: N_("Somebody must act now: health, a transfer, a deadline."),
    FlagKind.CHECK: N_("Something recorded here may be wrong."),
    FlagKind.QUESTION: N_("Something is not known, and a colleague may know it."),
}


@dataclass(frozen=True, slots=True)
class FlagDraft:
    """What raises a flag."""

    kind: FlagKind
    reason: str
    # The bulk act that raises it, if one does.
    bulk: str = ""


@dataclass(frozen=True, slots=True)
class FlagView:
    """A flag as the page of its case shows it."""

    public_id: str
    kind: FlagKind
    reason: str
    raised_by: str
    raised_at: datetime
    lowered_by: str
    lowered_at: datetime | None
    outcome: str
    version: int

    @property
    def is_open(self) -> bool:
        """Whether it still asks somebody to look."""
        return self.lowered_at is None
