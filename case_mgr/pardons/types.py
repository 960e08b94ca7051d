"""Drafts and results of the pardons room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from case_mgr.cases.types import NOTHING_MORE, ExitFacts
from case_mgr.core.dates import PartialDate
from case_mgr.jurisdictions.enums import ReleaseLink


class BatchKind(StrEnum):
    """How a group of people came out."""

    PARDON = "pardon"
    AMNESTY = "amnesty"
    EXCHANGE = "exchange"
    DEPORTATION = "deportation"
    UNKNOWN = "unknown"


class Identity(StrEnum):
    """Who stands on a place, as far as it was decided."""

    UNMATCHED = "unmatched"
    CANDIDATE = "candidate"
    MATCHED = "matched"
    NEW_TO_US = "new_to_us"
    NOT_OURS = "not_ours"
    UNSURE = "unsure"


class Verification(StrEnum):
    """What is known of the release itself."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"


class Scope(StrEnum):
    """Whether the place belongs to a political prisoner."""

    UNKNOWN = "unknown"
    POLITICAL = "political"
    NOT_POLITICAL = "not_political"


class Answer(StrEnum):
    """What a person answered to the question who stands on a place."""

    MATCHED = "matched"
    NONE = "none"
    NEW_TO_US = "new_to_us"
    NOT_OURS = "not_ours"
    UNSURE = "unsure"
    SAME = "same"
    NO_PERSON = "no_person"


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A number that a source gave on a day."""

    source: str
    total: int
    as_of: PartialDate | None = None
    in_scope: int | None = None
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class BatchDraft:
    """What is known of a batch when it is announced."""

    title: str
    kind: BatchKind = BatchKind.PARDON
    jurisdiction: str = "BY"
    decree: PartialDate | None = None
    announced: PartialDate | None = None
    released: PartialDate | None = None
    announced_by: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ListDraft:
    """A list as pasted, and where it stood."""

    text: str
    label: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What pasting a list did."""

    lines: int
    places_added: int
    known: int
    skipped: int
    proposed: int
    without_candidate: int


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """An answer about one place: who it is, or why nobody; the version is what the person saw."""

    answer: Answer
    person: str | None = None
    case: str | None = None
    reference: str = ""
    same_as: int | None = None
    comment: str = ""
    seen_version: int | None = None


@dataclass(frozen=True, slots=True)
class ProofDraft:
    """Evidence that somebody came out, or did not."""

    evidence: str
    source: str
    link: ReleaseLink | None = None
    happened: PartialDate | None = None
    exit_kind: str = ""
    facts: ExitFacts = NOTHING_MORE
    seen_version: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as the batch shows it."""

    public_id: str
    source: str
    as_of: PartialDate | None
    total: int
    in_scope: int | None
    quotation: str
    added_by: str
    added_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
