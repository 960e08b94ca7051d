"""Drafts and results of the cases room."""

from case_mgr.cases.types.drafts import CaseDraft, CaseFilter, CustodyDraft, EventDraft, ExitDraft
from case_mgr.cases.types.kinds import CERTAINTY_LABELS, STATE_LABELS, Certainty, State
from case_mgr.cases.types.results import CaseRow, CaseView, CustodyView, EventView, ExitView

__all__ = [
    "CERTAINTY_LABELS",
    "STATE_LABELS",
    "CaseDraft",
    "CaseFilter",
    "CaseRow",
    "CaseView",
    "Certainty",
    "CustodyDraft",
    "CustodyView",
    "EventDraft",
    "EventView",
    "ExitDraft",
    "ExitView",
    "State",
]
