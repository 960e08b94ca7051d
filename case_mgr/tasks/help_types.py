"""Requests for help: who asks for what, how far the answer came, and what is asked of their list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from case_mgr.core.dates import PartialDate


class Asker(StrEnum):
    """What whoever asks is to the prisoner, in a word that names nobody."""

    RELATIVE = "relative"
    LAWYER = "lawyer"
    PERSON = "person"
    COLLEAGUE = "colleague"
    OTHER = "other"


class HelpKind(StrEnum):
    """What kind of help is asked for."""

    LEGAL = "legal"
    MEDICAL = "medical"
    PARCEL = "parcel"
    FAMILY = "family"
    RELOCATION = "relocation"
    REHABILITATION = "rehabilitation"
    INFORMATION = "information"
    OTHER = "other"


class Channel(StrEnum):
    """On which way words came or went."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    MESSENGER = "messenger"
    EMAIL = "email"
    LETTER = "letter"
    OTHER = "other"


class Urgency(StrEnum):
    """How long it can wait."""

    NOW = "now"
    SOON = "soon"
    NORMAL = "normal"


class Stage(StrEnum):
    """How far a request came."""

    RECEIVED = "received"
    DECIDED = "decided"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Decision(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    PASSED_ON = "passed_on"


class Tab(StrEnum):
    """Which requests a list shows."""

    DECISION = "decision"
    ANSWER = "answer"
    ANSWERED = "answered"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class HelpDraft:
    """A request as somebody records it."""

    kind: HelpKind
    asker: Asker
    asked: str
    received: PartialDate | None
    channel: Channel
    urgency: Urgency = Urgency.NORMAL
    case: str = ""
    assignee: str = ""


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What was decided, why, and on which day."""

    decision: Decision
    decided: PartialDate | None
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """That whoever asked was told: when, on which way, and what is worth noting."""

    answered: PartialDate | None
    channel: Channel
    note: str = ""


@dataclass(frozen=True, slots=True)
class HelpFilter:
    """Which requests somebody wants to see."""

    tab: Tab = Tab.ALL
    kind: HelpKind | None = None
    assignee: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A request as lists show it: never with what is asked, nor with anybody's name but that of a colleague."""

    public_id: str
    reference: str
    case: str
    person_id: str
    kind: HelpKind
    asker: Asker
    received: PartialDate | None
    channel: Channel
    urgency: Urgency
    stage: Stage
    decision: Decision | None
    decided: PartialDate | None
    answered: PartialDate | None
    assignee: str
    assignee_id: str


@dataclass(frozen=True, slots=True)
class HelpView:
    """A request on its own page."""

    row: HelpRow
    asked: str
    reason: str
    decided_by: str
    answer_channel: Channel | None
    note: str
    answered_by: str
    withdrawn: str
    taken_back: str
    created_at: datetime
    created_by: str
    version: int


@dataclass(frozen=True, slots=True)
class HelpCounts:
    """How many requests each tab of the list shows."""

    by_tab: Mapping[Tab, int] = field(default_factory=dict)
