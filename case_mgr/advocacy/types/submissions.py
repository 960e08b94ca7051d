"""Drafts and results of submissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from case_mgr.advocacy.kinds import FileWay, Impact, Priority, Response, Status, SubmissionKind, SubmissionState
from case_mgr.advocacy.types.courses import CourseNote
from case_mgr.advocacy.types.talks import RaisedCase
from case_mgr.core.dates import PartialDate


@dataclass(frozen=True, slots=True)
class SubmissionDraft:
    """A submission that is begun: to whom, what, in which language, for whom."""

    contact: str
    kind: SubmissionKind
    language: str
    cases: tuple[str, ...]
    mechanism: str = ""
    priority: Priority = Priority.NORMAL
    subject: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """What was answered, what it did, and how the action goes."""

    response: Response
    responded: PartialDate | None = None
    note: str = ""
    impact: Impact = Impact.UNKNOWN
    status: Status = Status.UNDER_WAY


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A submission as lists show it."""

    public_id: str
    reference: str
    kind: SubmissionKind
    mechanism: str
    contact: str
    contact_id: str
    state: SubmissionState
    priority: Priority
    sent: PartialDate | None
    due: PartialDate | None
    response: Response
    status: Status
    cases: tuple[RaisedCase, ...]
    course: CourseNote | None = None


@dataclass(frozen=True, slots=True)
class SubmissionPaper:
    """A file of a submission, as its page shows it; of one that was taken back, why."""

    public_id: str
    way: FileWay
    title: str
    format: str
    added_by: str
    added_at: datetime
    withdrawn: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """A submission as its page shows it."""

    row: SubmissionRow
    language: str
    subject: str
    text: str
    public: PartialDate | None
    responded: PartialDate | None
    note: str
    impact: Impact
    author: str
    version: int
    form_number: int | None = None
    answers: Mapping[str, str] = field(default_factory=dict, hash=False)
    files: tuple[SubmissionPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """A letter to begin from, as an organisation writes it."""

    name: str
    kind: SubmissionKind
    language: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A letter of the organisation's own."""

    public_id: str
    draft: TemplateDraft
    version: int


@dataclass(frozen=True, slots=True)
class FormView:
    """The version of a questionnaire that holds now."""

    number: int
    text: str
    note: str
    author: str
