"""Drafts and results of the cases room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.jurisdictions.enums import Stage


class Certainty(StrEnum):
    """How reliable a source is."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    REPORTED = "reported"
    DOUBTFUL = "doubtful"


CERTAINTY_LABELS = {
    Certainty.CONFIRMED: N_("Confirmed"),
    Certainty.LIKELY: N_("Likely"),
    Certainty.REPORTED: N_("Reported"),
    Certainty.DOUBTFUL: N_("Doubtful"),
}


class State(StrEnum):
    """Where the person is, for lists; computed from events, never typed."""

    UNKNOWN = "unknown"
    IN_CUSTODY = "in_custody"
    RESTRICTED = "restricted"
    FREE = "free"
    DEAD = "dead"
    ABSENT = "absent"


STATE_LABELS = {
    State.UNKNOWN: N_("Not known"),
    State.IN_CUSTODY: N_("In custody"),
    State.RESTRICTED: N_("Out under restrictions"),
    State.FREE: N_("Free"),
    State.DEAD: N_("Dead"),
    State.ABSENT: N_("Out of reach"),
}


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """What opens a case."""

    person: str
    jurisdiction: str = "BY"
    year: int | None = None
    charges: str = ""
    summary: str = ""
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class EventDraft:
    """Something that happened, as a source tells it."""

    kind: str
    happened: PartialDate | None = None
    place: str = ""
    facility: str | None = None
    text: str = ""
    source: str = ""
    certainty: Certainty = Certainty.REPORTED
    reason: str = ""
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class CustodyDraft:
    """A time in one facility or under one measure."""

    facility: str | None = None
    place: str = ""
    regime: str | None = None
    began: PartialDate | None = None
    ended: PartialDate | None = None
    source: str = ""
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class ExitDraft:
    """An exit from custody: how it came about and which link of the chain is known."""

    kind: str
    link: str
    happened: PartialDate | None = None
    batch: str | None = None
    evidence: str = ""
    source: str = ""
    destination: str = ""
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases somebody wants to see."""

    words: str = ""
    stage: Stage | None = None
    state: State | None = None
    country: str = ""
    sex: str = ""
    owner: str = ""
    person: str | None = None
    arrested_from: PartialDate | None = None
    arrested_to: PartialDate | None = None
    batch: str | None = None
    only: frozenset[str] | None = None
    sort: str = "-arrested"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as lists show it."""

    reference: str
    person_id: str
    person_reference: str
    person: str
    stage: Stage
    state: State
    arrested: PartialDate | None
    released: PartialDate | None
    place: str
    charges: str
    owner: str


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as the timeline shows it."""

    public_id: str
    kind: str
    happened: PartialDate | None
    recorded_at: datetime
    recorded_by: str
    place: str
    facility: str | None
    text: str
    source: str
    certainty: Certainty
    reason: str
    batch: str | None
    withdrawn: bool
    corrections: tuple[EventView, ...] = ()


@dataclass(frozen=True, slots=True)
class CustodyView:
    """A period of custody as the page shows it."""

    public_id: str
    facility: str | None
    place: str
    regime: str | None
    began: PartialDate | None
    ended: PartialDate | None
    source: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class ExitView:
    """An exit as the page shows it."""

    public_id: str
    kind: str
    link: str
    happened: PartialDate | None
    batch: str | None
    evidence: str
    source: str
    destination: str
    conditions: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with everything that its page shows."""

    row: CaseRow
    public_id: str
    jurisdiction: str
    summary: str
    version: int
    events: tuple[EventView, ...]
    custody: tuple[CustodyView, ...]
    exits: tuple[ExitView, ...]
    opened_at: datetime
