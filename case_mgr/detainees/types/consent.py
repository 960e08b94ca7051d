"""Who agreed to what: answers as they were given, and what may be done by them today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_


class Purpose(StrEnum):
    """For what somebody is asked."""

    RECORD = "record"
    PARTNERS = "partners"
    PUBLISH = "publish"
    GOVERNMENTS = "governments"
    UN = "un"


class Giver(StrEnum):
    """Who answered: the person, or somebody in their place."""

    PERSON = "person"
    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    RELATIVE = "relative"
    GUARDIAN = "guardian"
    LAWYER = "lawyer"


class Answer(StrEnum):
    """What they answered."""

    GIVEN = "given"
    REFUSED = "refused"


class Why(StrEnum):
    """Why something may or may not be disclosed."""

    RESTRICTED = "restricted"
    HOLD = "hold"
    GAG = "gag"
    GIVEN_BY_PERSON = "given_by_person"
    REFUSED_BY_PERSON = "refused_by_person"
    GIVEN_BY_PROXY = "given_by_proxy"
    REFUSED_BY_PROXY = "refused_by_proxy"
    DISAGREE = "disagree"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOBODY_ASKED = "nobody_asked"
    OWN_RECORD = "own_record"


PURPOSE_LABELS = {
    Purpose.RECORD: N_("Keep a record"),
    Purpose.PARTNERS: N_("Share with partner organisations"),
    Purpose.PUBLISH: N_("Publish"),
    Purpose.GOVERNMENTS: N_("Raise with governments"),
    Purpose.UN: N_("Submit to the United Nations"),
}
GIVER_LABELS = {
    Giver.PERSON: N_("The person"),
    Giver.SPOUSE: N_("Husband, wife or partner"),
    Giver.PARENT: N_("Parent"),
    Giver.CHILD: N_("Child"),
    Giver.SIBLING: N_("Brother or sister"),
    Giver.RELATIVE: N_("Other relative"),
    Giver.GUARDIAN: N_("Guardian"),
    Giver.LAWYER: N_("Lawyer"),
}
ANSWER_LABELS = {Answer.GIVEN: N_("Agrees"), Answer.REFUSED: N_("Refuses")}
WHY_LABELS = {
    Why.RESTRICTED: N_("only those close to this person may know of them"),
    Why.HOLD: N_("publication is on hold"),
    Why.GAG: N_("a gag order forbids it"),
    Why.GIVEN_BY_PERSON: N_("the person agreed"),
    Why.REFUSED_BY_PERSON: N_("the person refused"),
    Why.GIVEN_BY_PROXY: N_("somebody agreed in the person’s place"),
    Why.REFUSED_BY_PROXY: N_("those who speak for the person refused"),
    Why.DISAGREE: N_("those who speak for the person disagree"),
    Why.RELEASED: N_("the person is free now: ask them, what others agreed to opens nothing new"),
    Why.WITHDRAWN: N_("the consent was withdrawn"),
    Why.EXPIRED: N_("the consent has expired"),
    Why.NOBODY_ASKED: N_("no consent is recorded"),
    Why.OWN_RECORD: N_("nobody was asked yet; the organisation keeps the record on its own responsibility"),
}


@dataclass(frozen=True, slots=True)
class ConsentDraft:
    """An answer as somebody wants it recorded; name and evidence only from whoever may open the family part."""

    giver: Giver
    answer: Answer
    purposes: tuple[Purpose, ...]
    language: str = ""
    obtained: PartialDate | None = None
    expires: PartialDate | None = None
    giver_name: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ConsentView:
    """An answer that was given."""

    public_id: str
    giver: Giver
    answer: Answer
    purposes: frozenset[Purpose]
    language: str
    obtained: PartialDate | None
    expires: PartialDate | None
    withdrawn: PartialDate | None
    has_evidence: bool
    recorded: datetime
    # When it came from another record of the same person; None when it was given for this one.
    joined: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides beside the answers."""

    restricted: bool = False
    hold: bool = False
    gag: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a purpose is open today, with the reasons."""

    purpose: Purpose
    allowed: bool
    reasons: tuple[Why, ...]
