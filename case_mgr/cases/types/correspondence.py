"""Letters, parcels, visits and calls: closed lists with their words, and drafts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from case_mgr.cases.types.kinds import Level
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_


class Kind(StrEnum):
    """What goes between a prisoner and the world."""

    LETTER = "letter"
    PARCEL = "parcel"
    VISIT = "visit"
    LAWYER_VISIT = "lawyer_visit"
    CALL = "call"


class Direction(StrEnum):
    """From whom to whom it goes; a visit and a call go both ways."""

    FROM = "from"
    TO = "to"
    BOTH = "both"


class Status(StrEnum):
    """How far it came."""

    SENT = "sent"
    ARRIVED = "arrived"
    RETURNED = "returned"
    REFUSED = "refused"


class Party(StrEnum):
    """What the other one is to the prisoner, in a word that names nobody."""

    UNKNOWN = "unknown"
    FAMILY = "family"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    LAWYER = "lawyer"
    STRANGER = "stranger"
    CONSUL = "consul"
    CLERGY = "clergy"
    US = "us"
    OTHER = "other"


SENT_THINGS = frozenset({Kind.LETTER, Kind.PARCEL})
KIND_LABELS = {
    Kind.LETTER: N_("Letter"),
    Kind.PARCEL: N_("Parcel"),
    Kind.VISIT: N_("Visit"),
    Kind.LAWYER_VISIT: N_("Lawyer’s visit"),
    Kind.CALL: N_("Phone call"),
}
DIRECTION_LABELS = {
    Direction.FROM: N_("From the prisoner"),
    Direction.TO: N_("To the prisoner"),
    Direction.BOTH: N_("Both ways"),
}
# The same four steps in the words of things that are sent, and of meetings.
STATUS_LABELS = {
    Status.SENT: N_("Sent"),
    Status.ARRIVED: N_("Arrived"),
    Status.RETURNED: N_("Returned"),
    Status.REFUSED: N_("Refused by the prison"),
}
MEETING_LABELS = {
    Status.SENT: N_("Asked for"),
    Status.ARRIVED: N_("Took place"),
    Status.RETURNED: N_("Called off"),
    Status.REFUSED: N_("Refused by the prison"),
}
PARTY_LABELS = {
    Party.UNKNOWN: N_("Not known"),
    Party.FAMILY: N_("Family"),
    Party.FRIEND: N_("Friend"),
    Party.COLLEAGUE: N_("Colleague"),
    Party.LAWYER: N_("Lawyer"),
    Party.STRANGER: N_("Somebody who writes in solidarity"),
    Party.CONSUL: N_("Consul or envoy"),
    Party.CLERGY: N_("Clergy"),
    Party.US: N_("Our organisation"),
    Party.OTHER: N_("Somebody else"),
}


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """What somebody wants recorded of a letter, a parcel, a visit or a call; `who` as None stays as it is."""

    kind: Kind
    direction: Direction = Direction.FROM
    items: int | None = None
    content: str = ""
    party: Party = Party.UNKNOWN
    who: str | None = None
    source: str = ""
    level: Level = Level.NORMAL
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class StepDraft:
    """How far it came, and when."""

    status: Status
    happened: PartialDate | None = None
