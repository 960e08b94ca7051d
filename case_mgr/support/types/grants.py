"""What somebody wants recorded of a grant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from case_mgr.support.threshold import USUAL


@dataclass(frozen=True, slots=True)
class GrantDraft:
    """A promise of money for a period."""

    code: str
    donor: str
    title: str
    currency: str
    starts: date | None
    ends: date | None
    threshold: int = USUAL


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line of a grant's budget, its amount as typed."""

    code: str
    title: str
    amount: str
