"""Drafts and results of the shares room."""

from case_mgr.shares.types.drafts import ChangeDraft, ShareDraft
from case_mgr.shares.types.kinds import LONGEST, SOON, STANDING, STATE_LABELS, USUAL, Answer, State, state_of
from case_mgr.shares.types.results import Consented, Contents, Opening, SharedRow, ShareView

__all__ = [
    "LONGEST",
    "SOON",
    "STANDING",
    "STATE_LABELS",
    "USUAL",
    "Answer",
    "ChangeDraft",
    "Consented",
    "Contents",
    "Opening",
    "ShareDraft",
    "ShareView",
    "SharedRow",
    "State",
    "state_of",
]
