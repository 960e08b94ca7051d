"""Shares as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from case_mgr.access.shares import Compartment, Level
from case_mgr.shares.types.kinds import STANDING, State


@dataclass(frozen=True, slots=True)
class Opening:
    """Who of the other organisation opened a case, how often, and when last."""

    name: str
    times: int
    last: datetime


@dataclass(frozen=True, slots=True)
class ShareView:
    """A share as the page of the owner shows it."""

    public_id: str
    partner: str
    level: Level
    compartments: frozenset[Compartment]
    purpose: str
    recipients: tuple[str, ...]
    expires_on: date
    state: State
    given_by: str
    offered_at: datetime
    answered_by: str
    answered_at: datetime | None
    said: str
    ended_by: str
    ended_at: datetime | None
    reason: str
    why_without_consent: str
    version: int

    @property
    def stands(self) -> bool:
        """Whether it waits for an answer or is open."""
        return self.state in STANDING


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A share in the lists of both organisations; the person is named only to whoever may open the case."""

    public_id: str
    reference: str
    jurisdiction: str
    other: str
    level: Level
    purpose: str
    expires_on: date
    state: State
    since: datetime
    person: str = ""
    opens: bool = False
    soon: bool = False
    person_state: str = ""

    @property
    def address(self) -> str:
        """The reference as addresses of the other organisation have it: references are unique in one alone."""
        return f"{self.reference}~{self.public_id}"


@dataclass(frozen=True, slots=True)
class Contents:
    """What somebody of the other organisation will see, in numbers, before it is offered."""

    events: int
    custody: int
    exits: int
    letters: int
    withheld: bool
    more: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Consented:
    """Whether consent covers disclosure to partners today, with the reasons in codes."""

    allowed: bool
    reasons: tuple[str, ...]
