"""Cases as lists and pages show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from case_mgr.cases.types.exits import Consent, Documents, Petition, Rearrest
from case_mgr.cases.types.kinds import Certainty, Contact, Level, State
from case_mgr.cases.types.letters import LetterView
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
class EventView:
    """An event as the timeline shows it."""

    public_id: str
    kind: str
    happened: PartialDate | None
    recorded_at: datetime
    recorded_by: str
    place: str
    facility: str | None
    opens: Callable[[], str] = field(repr=False, compare=False)
    source: str
    certainty: Certainty
    reason: str
    batch: str | None
    withdrawn: bool
    corrections: tuple[EventView, ...] = ()
    exit_id: str | None = None
    # Who recorded it, by public id.
    by: str = ""
    level: Level = Level.NORMAL
    handler: str = ""
    deputy: str = ""
    deputy_id: str = ""
    details: Mapping[str, str] = field(default_factory=dict, hash=False)
    has_health: bool = False
    # Versions of one event share the event that was told first; one of them counts.
    happening: str = ""
    counts: bool = True
    disputed: bool = False
    taken_as_true: bool = False
    ruling: str = ""
    ruled_by: str = ""

    @property
    def text(self) -> str:
        """What the source says; opened only for an event that is shown."""
        return self.opens()


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
    version: int


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
    owner_id: str = ""
    letters: tuple[LetterView, ...] = ()
    settles: bool = False
    opens_health: bool = False
    team: tuple[tuple[str, str], ...] = ()
    rearrest: Rearrest = field(default_factory=Rearrest)

    @property
    def disputed(self) -> bool:
        """Whether sources tell an event otherwise and nobody has said which is true."""
        return any(event.disputed for event in self.events if not event.withdrawn)

    @property
    def held(self) -> tuple[CustodyView, ...]:
        """The periods of custody that stand: neither taken back nor replaced by a correction."""
        return tuple(period for period in self.custody if not period.withdrawn)
