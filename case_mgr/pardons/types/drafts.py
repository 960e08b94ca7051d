"""Drafts of the pardons room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from case_mgr.cases.types import NOTHING_MORE, ExitFacts
from case_mgr.core.dates import PartialDate
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons.types.kinds import Answer, BatchKind, Layout


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
    layout: Layout = Layout.LINES


@dataclass(frozen=True, slots=True)
class ListAnswers:
    """What was answered about names of a list, each by its position in it."""

    # The place whose line a changed print is, or 0 for somebody new.
    was: Mapping[int, int] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    # The fingerprint of the list that was looked at.
    looked_at: str = ""


@dataclass(frozen=True, slots=True)
class QuickDraft:
    """What somebody saw and writes down on the spot: a name as heard, or how many people, and what was seen."""

    seen: str
    source: str
    name: str = ""
    count: int | None = None
    link: ReleaseLink | None = None
    happened: PartialDate | None = None


class Then(StrEnum):
    """What becomes of what somebody saw beside its being written down."""

    NOTED = "noted"
    ASKED = "asked"
    SAID = "said"
    TO_CONFIRM = "to_confirm"


@dataclass(frozen=True, slots=True)
class Seen:
    """What writing down did: at which place, or how many people without a name."""

    place: int | None
    count: int = 1
    then: Then = Then.NOTED


@dataclass(frozen=True, slots=True)
class Added:
    """What pasting a list did."""

    lines: int
    places_added: int
    known: int
    skipped: int
    proposed: int
    without_candidate: int
    # The job that looks for candidates, when the list is long.
    job: str = ""


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
class DutyDraft:
    """Who may confirm alone, from when and for how many hours, and why."""

    officer: str
    begins: datetime
    hours: int
    reason: str
