"""What the reads of the pardons room give to pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from case_mgr.core.dates import PartialDate
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.names.types import Reason
from case_mgr.pardons.figures import Fact, Figures, Span
from case_mgr.pardons.types import Answer, BatchKind, ClaimView, Identity, Scope, Verification


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch as the list of batches shows it."""

    reference: str
    title: str
    kind: BatchKind
    announced: PartialDate | None
    stated: Span | None
    named: int
    matched: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch as its page shows it."""

    public_id: str
    reference: str
    title: str
    kind: BatchKind
    jurisdiction: str
    decree: PartialDate | None
    announced: PartialDate | None
    released: PartialDate | None
    announced_by: str
    notes: str
    version: int
    claims: tuple[ClaimView, ...]
    figures: Figures


@dataclass(frozen=True, slots=True)
class MentionView:
    """A name as printed, and where."""

    printed: str
    spellings: tuple[str, ...]
    birth: PartialDate | None
    note: str
    raw: str
    label: str
    list_version: int
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class PersonBrief:
    """The person whom a place was matched to, for whoever may open them."""

    public_id: str
    reference: str
    name: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as lists show it to a reader; matched to a record that they may not open, it reads as nobody's."""

    number: int
    mentions: tuple[MentionView, ...]
    note: str
    identity: Identity
    decided: bool
    verification: Verification
    link: str | None
    happened: PartialDate | None
    scope: Scope
    person: PersonBrief | None
    case: str | None
    written: bool
    same_as: int | None
    withdrawn: bool
    version: int
    # What the release wrote into a case was undone by an arrest in another one.
    rearrested: bool = False

    @property
    def printed(self) -> str:
        """The name as the first list printed it; empty for an anonymous place."""
        return self.mentions[0].printed if self.mentions else ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """The other forms in which lists printed the name."""
        forms = (form for mention in self.mentions for form in (mention.printed, *mention.spellings))
        return tuple(form for form in dict.fromkeys(forms) if form != self.printed)


class Asking(StrEnum):
    """What became of evidence that waits for a second person."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class AskedView:
    """Evidence that waits for a second person; from `ripe_at` on whoever gave it may confirm it alone."""

    public_id: str
    batch: str
    number: int
    link: ReleaseLink
    happened: PartialDate | None
    evidence: str
    source: str
    asked_by: str
    asked_at: datetime
    own: bool
    agrees: bool
    ripe_at: datetime | None
    objection: str
    objected_by: str


@dataclass(frozen=True, slots=True)
class DutyView:
    """Hours in which somebody may confirm alone."""

    public_id: str
    officer: str
    begins_at: datetime
    ends_at: datetime
    reason: str
    named_by: str
    over: bool
    runs: bool


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A release that was confirmed alone and waits for a second look."""

    public_id: str
    batch: str
    number: int
    author: str
    due_at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class ScopeView:
    """What was said of the scope of a place, by which evidence."""

    scope: Scope
    evidence: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProofView:
    """Evidence of a place as its page shows it."""

    public_id: str
    verification: Verification
    link: str | None
    happened: PartialDate | None
    evidence: str
    source: str
    author: str
    at: datetime
    written: bool
    withdrawn_at: datetime | None
    withdrawn_reason: str
    alone: bool = False
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision as it was made: who, what, with which score."""

    public_id: str
    number: int
    printed: str
    answer: Answer
    person: PersonBrief | None
    score: int | None
    same_as: int | None
    comment: str
    author: str
    at: datetime
    undone_at: datetime | None
    undone_by: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place with everything that its page shows."""

    row: PlaceRow
    proofs: tuple[ProofView, ...]
    decisions: tuple[DecisionView, ...]
    joined: tuple[int, ...]
    scopes: tuple[ScopeView, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseOption:
    """A case of a candidate, for the person who decides."""

    reference: str
    state: str
    arrested: PartialDate | None
    charges: str


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A proposed person beside the printed line: what speaks for and against, and where they are used already."""

    public_id: str
    reference: str
    name: str
    other_names: tuple[str, ...]
    birth: PartialDate | None
    countries: tuple[str, ...]
    sex: str
    score: int
    verdict: str
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    cases: tuple[CaseOption, ...]
    used_here: int | None
    used_elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the deciding of a batch is."""

    decided: int
    unsure: int
    places: int

    @classmethod
    def of(cls, figures: Figures) -> Progress:
        """Return what the figures of a batch say of it."""
        unsure = figures.of(Fact.UNSURE)
        return cls(figures.places - figures.of(Fact.UNDECIDED) - unsure, unsure, figures.places)

    @property
    def left(self) -> int:
        """How many places nobody has answered yet."""
        return self.places - self.decided - self.unsure


@dataclass(frozen=True, slots=True)
class SheetName:
    """Somebody whose confirmed release may be told by name."""

    name: str
    link: str
    happened: PartialDate | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Who is named on the sheet of a release day, and how many more are confirmed."""

    named: tuple[SheetName, ...]
    unnamed: int
    figures: Figures
    ours_not_listed: int
