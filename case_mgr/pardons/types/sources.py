"""Where a batch stands published, and who is said to have mediated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from case_mgr.core.dates import PartialDate


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A publication about a batch as a whole."""

    title: str
    link: str = ""
    archived: str = ""
    published: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class MediatorDraft:
    """A contact of ours who is said to have mediated, by reference or by exact name, and who says so."""

    contact: str
    source: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as the batch shows it."""

    public_id: str
    title: str
    link: str
    archived: str
    published: PartialDate | None
    has_copy: bool
    added_by: str
    added_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str


@dataclass(frozen=True, slots=True)
class MediatorView:
    """A mediator for whoever may see the contact."""

    public_id: str
    contact: str
    name: str
    part: str
    source: str
    added_by: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
