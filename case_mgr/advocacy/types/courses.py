"""Drafts and results of what a submission is in public, and the rule by which counts of signatures are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from case_mgr.advocacy.kinds import Finding, StepKind, SubmissionKind
from case_mgr.core.dates import PartialDate

# Letters and godparenthoods are between two sides: they have no public course.
WITH_COURSE = frozenset({SubmissionKind.URGENT_ACTION, SubmissionKind.PETITION, SubmissionKind.UN_COMMUNICATION})
WITH_TARGETS = frozenset({SubmissionKind.URGENT_ACTION, SubmissionKind.PETITION})
STEPS_OF: dict[SubmissionKind, tuple[StepKind, ...]] = {
    SubmissionKind.URGENT_ACTION: (StepKind.UPDATE, StepKind.EXTENSION),
    SubmissionKind.PETITION: (StepKind.COUNT, StepKind.UPDATE),
    SubmissionKind.UN_COMMUNICATION: (StepKind.UPDATE,),
}


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """What is known of the public side; what a kind does not have stays empty."""

    host: str = ""
    number: str = ""
    languages: tuple[str, ...] = ()
    address: str = ""
    opened: PartialDate | None = None
    closed: PartialDate | None = None
    handed: PartialDate | None = None
    expires: date | None = None
    goal: int | None = None
    decision: str = ""
    decided: PartialDate | None = None
    finding: Finding = Finding.NONE
    # Public ids of further contacts to whom it is addressed.
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepDraft:
    """One dated step."""

    kind: StepKind
    happened: PartialDate | None
    signatures: int | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as pages show it."""

    draft: StepDraft
    corrects: bool
    author: str


@dataclass(frozen=True, slots=True)
class TargetView:
    """A further contact to whom something public is addressed."""

    public_id: str
    name: str
    reference: str


@dataclass(frozen=True, slots=True)
class CourseView:
    """The public side of a submission as its page shows it, with its steps, the latest first."""

    draft: CourseDraft = field(default_factory=CourseDraft)
    targets: tuple[TargetView, ...] = ()
    steps: tuple[StepView, ...] = ()
    version: int = 0

    @property
    def signatures(self) -> StepView | None:
        """The count of the latest day: what was counted last holds, also where it corrects a higher one."""
        return next((one for one in self.steps if one.draft.kind is StepKind.COUNT), None)


@dataclass(frozen=True, slots=True)
class CourseNote:
    """What lists and chains say of it in a line."""

    number: str = ""
    expires: date | None = None
    closes: PartialDate | None = None
    handed: PartialDate | None = None
    signatures: int | None = None
    counted: PartialDate | None = None
    finding: Finding = Finding.NONE


def falls(day: date, signatures: int, known: Sequence[tuple[date, int]]) -> bool:
    """Whether a count is lower than the one before it, or higher than the one after it; `known` is in its order."""
    before = [count for when, count in known if when <= day]
    after = [count for when, count in known if when > day]
    # Of those before only the latest counts: it may have corrected others already.
    return bool(before and signatures < before[-1]) or bool(after and signatures > after[0])


def place(day: PartialDate | None, recorded: date) -> date:
    """Return where a day stands among others: by the last day that it can be, and none is later than its record."""
    return min((day.latest or day.earliest or date.min) if day else date.min, recorded)
