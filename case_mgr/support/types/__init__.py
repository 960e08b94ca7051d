"""Drafts and words of the support room."""

from case_mgr.support.types.entries import (
    BOOKED,
    HELP,
    PENDING,
    Act,
    EntryDraft,
    EntryFact,
    Filter,
    Kind,
    RateDraft,
    ShareDraft,
    State,
)
from case_mgr.support.types.grants import GrantDraft, LineDraft

__all__ = [
    "BOOKED",
    "HELP",
    "PENDING",
    "Act",
    "EntryDraft",
    "EntryFact",
    "Filter",
    "GrantDraft",
    "Kind",
    "LineDraft",
    "RateDraft",
    "ShareDraft",
    "State",
]
