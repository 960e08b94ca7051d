"""Drafts and results of submitted lists."""

from __future__ import annotations

from dataclasses import dataclass

from case_mgr.advocacy.kinds import ListState, NameAnswer, Spelling
from case_mgr.core.dates import PartialDate


@dataclass(frozen=True, slots=True)
class ListDraft:
    """A list that is being made: for whom, which cases, why these, and who may read it."""

    contact: str
    cases: tuple[str, ...]
    reason: str = ""
    spelling: Spelling = Spelling.RECORDED
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameDraft:
    """How a name stands on the list, and why it does."""

    printed: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What was answered about a name."""

    answer: NameAnswer
    answered: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Freed:
    """That a person came out after their name was handed over: when, and in which batch."""

    happened: PartialDate | None
    batch: str
    case: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name of a list, with what came of it."""

    public_id: str
    number: int
    printed: str
    reason: str
    case: str
    person: str
    answer: NameAnswer
    answered: PartialDate | None
    note: str
    version: int
    freed: Freed | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many of the names of a list came out in one batch, or outside of any."""

    batch: str
    freed: int
    first: PartialDate | None


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list as the index shows it."""

    public_id: str
    reference: str
    contact: str
    contact_id: str
    state: ListState
    handed: PartialDate | None
    names: int
    answered: int


@dataclass(frozen=True, slots=True)
class ListView:
    """A list as its page shows it: the names that the reader may know, and how many are withheld."""

    row: ListRow
    reason: str
    note: str
    author: str
    readers: tuple[str, ...]
    names: tuple[NameRow, ...]
    withheld: int
    overlaps: tuple[Overlap, ...]
    version: int


@dataclass(frozen=True, slots=True)
class HandedFreed:
    """Of how many names of a list that was handed over some came out in one batch."""

    public_id: str
    reference: str
    contact: str
    handed: PartialDate | None
    names: int
    freed: int
    first: PartialDate | None


@dataclass(frozen=True, slots=True)
class HandedList:
    """A list that was handed over, with those of its cases that the reader may open."""

    public_id: str
    reference: str
    contact: str
    contact_id: str
    handed: PartialDate | None
    cases: tuple[str, ...]
