"""Numbers that sources give about a batch: the whole, and what they say of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from case_mgr.core.dates import PartialDate


class Topic(StrEnum):
    """By what a source divides the people of a batch."""

    SEX = "sex"
    NATIONALITY = "nationality"
    DESTINATION = "destination"


# How many people a source counts, by country or sex, of each topic that it speaks of.
Parts = Mapping[Topic, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A number that a source gave on a day; who counts only their own citizens gives no total."""

    source: str
    total: int | None
    as_of: PartialDate | None = None
    in_scope: int | None = None
    quotation: str = ""
    parts: Parts = field(default_factory=dict)
    link: str = ""
    archived: str = ""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as the batch shows it."""

    public_id: str
    source: str
    as_of: PartialDate | None
    total: int | None
    in_scope: int | None
    quotation: str
    added_by: str
    added_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
    parts: Parts = field(default_factory=dict)
    link: str = ""
    archived: str = ""
