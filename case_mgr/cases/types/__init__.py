"""Drafts and results of the cases room."""

from case_mgr.cases.types.drafts import CaseDraft, CaseFilter, CustodyDraft, EventDraft, ExitDraft
from case_mgr.cases.types.kinds import (
    ANSWER_LABELS,
    CERTAINTY_LABELS,
    CONTACT_LABELS,
    EVIDENCED,
    LEVEL_HINTS,
    LEVEL_LABELS,
    STATE_LABELS,
    Answer,
    Certainty,
    Contact,
    Level,
    State,
)
from case_mgr.cases.types.results import (
    CaseRow,
    CaseView,
    CustodyView,
    EventView,
    ExitView,
)
from case_mgr.cases.types.team import HandoverView, TeamMember, TeamView

__all__ = [
    "ANSWER_LABELS",
    "CERTAINTY_LABELS",
    "CONTACT_LABELS",
    "EVIDENCED",
    "LEVEL_HINTS",
    "LEVEL_LABELS",
    "STATE_LABELS",
    "Answer",
    "CaseDraft",
    "CaseFilter",
    "CaseRow",
    "CaseView",
    "Certainty",
    "Contact",
    "CustodyDraft",
    "CustodyView",
    "EventDraft",
    "EventView",
    "ExitDraft",
    "ExitView",
    "HandoverView",
    "Level",
    "State",
    "TeamMember",
    "TeamView",
]
