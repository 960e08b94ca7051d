"""What somebody wants shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from case_mgr.access.shares import Compartment, Level


@dataclass(frozen=True, slots=True)
class ShareDraft:
    """What is shared with whom, how far, for what, until when."""

    to: str
    level: Level
    purpose: str
    expires_on: date
    # Addresses with which the recipients sign in; nobody means the whole organisation.
    recipients: tuple[str, ...] = ()
    compartments: frozenset[Compartment] = frozenset()
    why_without_consent: str = ""


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """How far a case is shared from now on, and until when."""

    level: Level
    expires_on: date
    compartments: frozenset[Compartment] = frozenset()
    why_without_consent: str = ""
