"""Detention acts, remedies and state lists as the page of a case shows them, and the whole of that page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from case_mgr.core.dates import PartialDate
from case_mgr.legal.types.kinds import DetentionKind, Outcome, StateList, Step, Warrant
from case_mgr.legal.types.officials import Named
from case_mgr.legal.types.results import ChargeView, HearingView, SentenceView


@dataclass(frozen=True, slots=True)
class DetentionView:
    """A detention act."""

    public_id: str
    kind: DetentionKind
    happened: PartialDate | None
    days: int | None
    place: str
    forces: str
    warrant: Warrant
    authority: str
    reasons: str
    legal_basis: str
    source: str
    version: int
    officials: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class RemedyView:
    """A domestic step."""

    public_id: str
    step: Step
    outcome: Outcome
    body: str
    filed: PartialDate | None
    answered: PartialDate | None
    result: str
    why_not: str
    source: str
    version: int
    officials: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class ListingView:
    """A place on a state list."""

    public_id: str
    state_list: StateList
    list_name: str
    number: str
    printed: str
    added: PartialDate | None
    removed: PartialDate | None
    source: str
    version: int


@dataclass(frozen=True, slots=True)
class LegalView:
    """Everything about the law in a case."""

    charges: tuple[ChargeView, ...] = ()
    hearings: tuple[HearingView, ...] = ()
    sentences: tuple[SentenceView, ...] = ()
    detentions: tuple[DetentionView, ...] = ()
    remedies: tuple[RemedyView, ...] = ()
    listings: tuple[ListingView, ...] = ()


@dataclass(frozen=True, slots=True)
class EstimatedEnd:
    """A case whose sentence may have ended by a day, for whoever opens tasks about it."""

    case_id: int
    reference: str
    organisation_id: int
    owner_id: int | None
    earliest: date
    latest: date
    stated: PartialDate | None
