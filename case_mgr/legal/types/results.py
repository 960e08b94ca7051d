"""Charges, hearings and sentences as the page of a case shows them."""

from __future__ import annotations

from dataclasses import dataclass

from case_mgr.core.dates import PartialDate
from case_mgr.legal.estimate import Estimate, Length, NoEstimate
from case_mgr.legal.refs import Ref
from case_mgr.legal.types.drafts import CourtDraft
from case_mgr.legal.types.kinds import (
    Cause,
    ChargeState,
    Instance,
    Mode,
    StartedBy,
)
from case_mgr.legal.types.officials import Named


@dataclass(frozen=True, slots=True)
class Update:
    """A dated update of a charge."""

    state: ChargeState
    happened: PartialDate | None
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class ChargeView:
    """A charge with everything that became of it; `replaces` and `replaced_by` are the charges before and after."""

    public_id: str
    ref: Ref
    raw: str
    state: ChargeState
    unlisted: bool
    source: str
    updates: tuple[Update, ...]
    replaces: Ref | None
    replaced_by: tuple[Ref, ...]
    officials: tuple[Named, ...]

    @property
    def open(self) -> bool:
        """Whether something can still become of it."""
        return self.state in (ChargeState.BROUGHT, ChargeState.CONVICTED)


@dataclass(frozen=True, slots=True)
class PostponementView:
    """That a planned hearing was moved."""

    decided: PartialDate | None
    before: PartialDate | None
    after: PartialDate | None
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class HearingView:
    """A hearing; of a planned one the day is the one announced."""

    public_id: str
    happened: PartialDate | None
    planned: bool
    hour: str
    postponements: tuple[PostponementView, ...]
    court: CourtDraft
    instance: Instance
    mode: Mode
    observer: str
    result: str
    source: str
    version: int
    officials: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class HearingDay:
    """A hearing as calendars and rules read it: which case, which day, and whether it is still to be held."""

    public_id: str
    case: str
    when: PartialDate | None
    planned: bool
    hour: str = ""
    case_id: int = 0
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class VersionView:
    """What a sentence is from some day on."""

    public_id: str
    number: int
    cause: Cause
    punishment: str
    length: Length
    regime: str
    fine: str
    additional: tuple[str, ...]
    court: CourtDraft
    happened: PartialDate | None
    in_force: PartialDate | None
    term_from: PartialDate | None
    stated_end: PartialDate | None
    source: str
    note: str
    officials: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """When a sentence may end, and what that rests on, or why nobody can say; whether the case is over already."""

    found: Estimate | None
    why_not: NoEstimate | None = None
    started: PartialDate | None = None
    started_by: StartedBy | None = None
    regime_open: bool = False
    over: bool = False
    released: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence: what holds now first, then what it was."""

    public_id: str
    versions: tuple[VersionView, ...]
    ending: Ending

    @property
    def current(self) -> VersionView:
        """What holds now."""
        return self.versions[0]
