"""What is asked of an exit beside how it came about, and the re-arrest that undid one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from case_mgr.cases.types.needs import Health, NeedKind, NeedState, Support
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.jurisdictions.enums import ReleaseLink, Stage


class Documents(StrEnum):
    """Whether a person who leaves custody has their papers."""

    UNKNOWN = "unknown"
    HELD = "held"
    PARTLY = "partly"
    WITHHELD = "withheld"


class Petition(StrEnum):
    """What became of a petition for mercy that was laid before the person."""

    UNKNOWN = "unknown"
    SIGNED = "signed"
    COERCED = "coerced"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"


class Consent(StrEnum):
    """Whether a person agreed to leave the country."""

    UNKNOWN = "unknown"
    GIVEN = "given"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"


DOCUMENT_LABELS = {
    Documents.UNKNOWN: N_("Not known"),
    Documents.HELD: N_("In the hands of the person"),
    Documents.PARTLY: N_("Some given, some kept back"),
    Documents.WITHHELD: N_("Kept back by the authorities"),
}
PETITION_LABELS = {
    Petition.UNKNOWN: N_("Not known"),
    Petition.SIGNED: N_("Signed freely"),
    Petition.COERCED: N_("Signed under pressure"),
    Petition.REFUSED: N_("Refused to sign"),
    Petition.NOT_ASKED: N_("Not asked for one"),
}
CONSENT_LABELS = {
    Consent.UNKNOWN: N_("Not known"),
    Consent.GIVEN: N_("Agreed to leave"),
    Consent.REFUSED: N_("Did not agree"),
    Consent.NOT_ASKED: N_("Nobody asked"),
}
# The links of the chain by which a person is out of custody: only what freed somebody can be undone by an arrest.
FREEING = frozenset({ReleaseLink.LEFT_FACILITY, ReleaseLink.BORDER, ReleaseLink.FREE})
# Where a case stands whose person can be arrested anew.
OUT = frozenset({Stage.RELEASED, Stage.RESTRICTED_FREEDOM, Stage.CLOSED})


# What support is needed, and how far each kind of it came.
Needs = tuple[tuple[NeedKind, NeedState], ...]


@dataclass(frozen=True, slots=True)
class ExitFacts:
    """What of an exit can be completed later; how far it went and its evidence are taken back, never amended."""

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


NOTHING_MORE = ExitFacts()


@dataclass(frozen=True, slots=True)
class Release:
    """A release that an arrest can undo, or has undone."""

    exit_id: str
    case: str
    kind: str
    jurisdiction: str
    link: str
    happened: PartialDate | None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Rearrest:
    """How a case hangs together with others of its person: the release that it undid, and what undid its own."""

    after: Release | None = None
    again: tuple[str, ...] = ()
    # The same, where the exit was taken back since.
    once: tuple[str, ...] = ()
    # The arrest certainly lies before the release that it is said to have undone.
    contradicts: bool = False

    @property
    def exit_id(self) -> str:
        """The release that the arrest undid, by public id of its exit."""
        return self.after.exit_id if self.after else ""
