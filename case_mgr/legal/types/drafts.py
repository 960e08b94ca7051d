"""What somebody wants recorded of the law in a case."""

from __future__ import annotations

from dataclasses import dataclass, field

from case_mgr.cases.types import Certainty
from case_mgr.core.dates import PartialDate
from case_mgr.legal.estimate import Length
from case_mgr.legal.types.kinds import (
    Cause,
    ChargeState,
    DetentionKind,
    Instance,
    Mode,
    Outcome,
    StateList,
    Step,
    Warrant,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """When it happened and how that is known; `event` names an event of the timeline that tells of it already."""

    happened: PartialDate | None = None
    source: str = ""
    certainty: Certainty = Certainty.REPORTED
    reason: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class ChargesDraft:
    """Charges as written; `chosen` are the numbers of the articles read that are meant, all unless it is given."""

    text: str
    told: Told = field(default_factory=Told)
    chosen: frozenset[int] | None = None
    as_written: bool = False


@dataclass(frozen=True, slots=True)
class ChargeChange:
    """What became of a charge."""

    state: ChargeState
    told: Told = field(default_factory=Told)
    text: str = ""
    as_written: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class CourtDraft:
    """A court from the vocabulary, or as the source writes it."""

    code: str = ""
    as_written: str = ""


@dataclass(frozen=True, slots=True)
class HearingDraft:
    """A hearing; a planned one has a day that was announced, and no result yet."""

    told: Told
    planned: bool = False
    hour: str = ""
    court: CourtDraft = field(default_factory=CourtDraft)
    instance: Instance = Instance.FIRST
    mode: Mode = Mode.UNKNOWN
    observer: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class PostponementDraft:
    """A planned hearing is moved to another day, or to none that is known; the old day is kept."""

    after: PartialDate | None
    hour: str = ""
    decided: PartialDate | None = None
    reason: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SentenceDraft:
    """A sentence, or what it became."""

    told: Told
    cause: Cause = Cause.VERDICT
    kind: str = ""
    length: Length = field(default_factory=Length)
    regime: str = ""
    fine: str = ""
    additional: tuple[str, ...] = ()
    court: CourtDraft = field(default_factory=CourtDraft)
    in_force: PartialDate | None = None
    term_from: PartialDate | None = None
    stated_end: PartialDate | None = None
    note: str = ""
    convicted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DetentionDraft:
    """A detention or an administrative arrest as it was carried out."""

    told: Told
    kind: DetentionKind = DetentionKind.DETENTION
    days: int | None = None
    place: str = ""
    forces: str = ""
    warrant: Warrant = Warrant.UNKNOWN
    authority: str = ""
    reasons: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class RemedyDraft:
    """A domestic step and its result, or why it was not taken."""

    step: Step
    outcome: Outcome
    body: str = ""
    filed: PartialDate | None = None
    answered: PartialDate | None = None
    result: str = ""
    why_not: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ListingDraft:
    """A place on a state list."""

    told: Told
    state_list: StateList = StateList.EXTREMISTS
    list_name: str = ""
    number: str = ""
    printed: str = ""
    removed: PartialDate | None = None
