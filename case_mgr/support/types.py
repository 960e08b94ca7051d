"""Drafts and results of the support room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class GrantDraft:
    """A promise of money for a period."""

    code: str
    donor: str
    title: str
    currency: str
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class Reader:
    """A donor's account that reads the published reports of a grant."""

    public_id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class GrantView:
    """A grant as lists and pages show it."""

    public_id: str
    code: str
    donor: str
    title: str
    currency: str
    starts: date
    ends: date
    readers: tuple[Reader, ...] = ()
