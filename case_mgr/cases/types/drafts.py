"""What somebody wants recorded or shown of cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from case_mgr.cases.types.exits import Consent, Documents, Needs, Petition
from case_mgr.cases.types.kinds import Certainty, Contact, Level, State
from case_mgr.cases.types.needs import Health, Support
from case_mgr.core.dates import PartialDate
from case_mgr.jurisdictions.enums import Stage


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """What opens a case."""

    person: str
    jurisdiction: str = "BY"
    year: int | None = None
    charges: str = ""
    summary: str = ""
    owner: str | None = None
    # The release that the arrest undid, by public id of the exit.
    reverses: str = ""


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
    level: Level = Level.NORMAL
    deputy: str = ""
    details: Mapping[str, str] = field(default_factory=dict, hash=False)


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
    contact: Contact = Contact.UNKNOWN
    level: Level = Level.NORMAL
    deputy: str = ""


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
    documents: Documents = Documents.UNKNOWN
    documents_note: str = ""
    petition: Petition = Petition.UNKNOWN
    consent: Consent = Consent.UNKNOWN
    health: Health = Health.UNKNOWN
    support: Support = Support.UNKNOWN
    support_note: str = ""
    needs: Needs = ()
    # An event of the timeline that tells of the release already.
    event: str = ""


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
    only_open: bool = False
    flagged: str = ""
    sort: str = "-arrested"
