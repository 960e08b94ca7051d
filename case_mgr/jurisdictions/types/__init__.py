"""What a country's vocabulary is made of, and the places that an organisation adds to it."""

from case_mgr.jurisdictions.types.fields import EventField
from case_mgr.jurisdictions.types.own import OWN, OwnKind, OwnPlaceDraft, OwnPlaceView
from case_mgr.jurisdictions.types.rows import (
    Article,
    Court,
    CreditRule,
    EventKind,
    ExitKind,
    Facility,
    Item,
    Jurisdiction,
    Law,
    Measure,
    Regime,
    SentenceKind,
    Source,
)

__all__ = [
    "OWN",
    "Article",
    "Court",
    "CreditRule",
    "EventField",
    "EventKind",
    "ExitKind",
    "Facility",
    "Item",
    "Jurisdiction",
    "Law",
    "Measure",
    "OwnKind",
    "OwnPlaceDraft",
    "OwnPlaceView",
    "Regime",
    "SentenceKind",
    "Source",
]
