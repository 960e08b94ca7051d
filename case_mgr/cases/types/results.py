"""Cases as lists and pages show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from case_mgr.cases.types.exits import Consent, Documents, Needs, Petition, Rearrest
from case_mgr.cases.types.kinds import Contact, Level, State
from case_mgr.cases.types.letters import LetterView
from case_mgr.cases.types.needs import Health, Support
from case_mgr.cases.types.timeline import Timeline
from case_mgr.core.dates import PartialDate
from case_mgr.jurisdictions.enums import Stage


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
    contact: Contact
    withdrawn: bool
    reason: str
    replaced: bool
    level: Level = Level.NORMAL
    handler: str = ""
    deputy: str = ""
    deputy_id: str = ""


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
    documents: Documents
    documents_note: str
    petition: Petition
    consent: Consent
    health: Health
    support: Support
    support_note: str
    needs: Needs
    version: int


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with everything that its page shows."""

    row: CaseRow
    public_id: str
    jurisdiction: str
    summary: str
    version: int
    events: Timeline
    custody: tuple[CustodyView, ...]
    exits: tuple[ExitView, ...]
    opened_at: datetime
    owner_id: str = ""
    letters: tuple[LetterView, ...] = ()
    settles: bool = False
    opens_health: bool = False
    team: tuple[tuple[str, str], ...] = ()
    rearrest: Rearrest = field(default_factory=Rearrest)

    @property
    def disputed(self) -> bool:
        """Whether sources tell an event otherwise and nobody has said which is true."""
        return self.events.disputed

    @property
    def held(self) -> tuple[CustodyView, ...]:
        """The periods of custody that stand: neither taken back nor replaced by a correction."""
        return tuple(period for period in self.custody if not period.withdrawn)
