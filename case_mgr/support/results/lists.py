"""What is made of many entries: samples and statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from case_mgr.support.results.entries import EntryRow
from case_mgr.support.results.grants import GrantTotals
from case_mgr.support.types import Kind, State


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A sample as lists show it."""

    public_id: str
    grant: str
    currency: str
    since: date
    until: date
    seed: str
    population: int
    drawn: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SampledView:
    """What an auditor sees of a payment; its id only for whoever may open the entry."""

    public_id: str
    reference: str
    code: str
    kind: Kind
    line: str
    state: State
    booked: date | None
    amount: Decimal
    currency: str
    converted: Decimal | None
    receipts: tuple[str, ...]
    declared: bool
    by_two: bool


@dataclass(frozen=True, slots=True)
class SampleView:
    """A sample with what was drawn."""

    row: SampleRow
    drawn: tuple[SampledView, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a grant paid in a period: its totals, and the entries that the reader may open."""

    since: date
    until: date
    totals: GrantTotals
    rows: tuple[EntryRow, ...]
    # There are more than a page to sign holds.
    is_cut: bool
    # Some of what is in the totals is about people who are withheld from the reader.
    # None where whoever is withheld is not counted either, and that is said whether there is anybody or not.
    is_partial: bool | None


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of a list that would be written: nobody's name."""

    line: int
    kind: Kind
    happened: date | None
    amount: Decimal
    currency: str
    payer: str
    lacks_rate: bool


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What a list would write, and every reason why a line is not written."""

    good: tuple[ReadLine, ...]
    problems: tuple[Any, ...]
    unread: tuple[str, ...]
    asks_order: bool


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list that was read, and what became of it."""

    public_id: str
    grant: str
    grant_id: str
    sha256: str
    by: str
    at: datetime
    day_first: bool | None
    written_at: datetime | None
    written: int
    refused: int
    states: Mapping[State, int]
    mine: bool
