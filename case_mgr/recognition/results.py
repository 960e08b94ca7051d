"""Recognitions as lists and pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from case_mgr.core.dates import PartialDate
from case_mgr.recognition.types import GIVEN, RESTING, WAITING, Act, EndKind, Stage

Reasons = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a recognition: who did what, when it was written down, and for which day."""

    act: Act
    at: datetime
    who: str
    happened: PartialDate | None
    end_kind: EndKind | None
    note: str
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class StatementView:
    """The public statement and who signed it."""

    title: str
    url: str
    published: PartialDate | None
    text: str
    signatories: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything of it is recorded."""
        return bool(self.title or self.url or self.text or self.signatories)


@dataclass(frozen=True, slots=True)
class RecognitionView:
    """A recognition with its steps, the first one first."""

    public_id: str
    case: str
    standard: str
    stage: Stage
    requested_by: str
    requested_by_id: str
    decided_by: str
    decided: PartialDate | None
    decided_at: datetime | None
    after_the_fact: bool
    ended: PartialDate | None
    end_kind: EndKind | None
    statement: StatementView
    steps: tuple[StepView, ...]
    version: int

    @property
    def waits(self) -> bool:
        """Whether an answer is due."""
        return self.stage in WAITING

    @property
    def objected(self) -> bool:
        """Whether somebody objected to the request."""
        return any(step.act is Act.OBJECTED for step in self.steps)

    @property
    def rests(self) -> bool:
        """Whether it can be taken up again."""
        return self.stage in RESTING

    @property
    def given(self) -> bool:
        """Whether the person was recognised, whatever came after."""
        return self.stage in GIVEN

    @property
    def reasons(self) -> Reasons:
        """The criteria that are met: as decided last, or as the request says."""
        return next((step.reasons for step in reversed(self.steps) if step.reasons), ())

    @property
    def note(self) -> str:
        """What the last step that has a note says."""
        said = (step.note for step in reversed(self.steps) if step.note and step.act is not Act.OBJECTED)
        return next(said, "")


@dataclass(frozen=True, slots=True)
class RecognitionRow:
    """A recognition as lists show it."""

    public_id: str
    case: str
    person_id: str
    person: str
    standard: str
    stage: Stage
    requested_by: str
    requested_at: datetime
    decided: PartialDate | None
    ended: PartialDate | None
    after_the_fact: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """A request that whoever asked may decide alone from some moment on, unless somebody objects."""

    public_id: str
    case: str
    standard: str
    requested_by: str
    ripe_at: datetime
    ripe: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Recognised:
    """Somebody who was recognised on a day, once, with what it rests on."""

    person_id: str
    reference: str
    person: str
    rows: tuple[RecognitionRow, ...]
