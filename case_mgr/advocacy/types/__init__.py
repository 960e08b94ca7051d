"""Drafts and results of the advocacy room."""

from case_mgr.advocacy.types.contacts import (
    Channel,
    ContactDraft,
    ContactFilter,
    ContactRow,
    ContactView,
    PastPost,
    PostDraft,
)
from case_mgr.advocacy.types.godparents import GodparentDraft, GodparentView
from case_mgr.advocacy.types.lists import (
    AnswerDraft,
    Freed,
    HandedList,
    ListDraft,
    ListRow,
    ListView,
    NameDraft,
    NameRow,
    Overlap,
)
from case_mgr.advocacy.types.submissions import (
    FormView,
    ReplyDraft,
    SubmissionDraft,
    SubmissionPaper,
    SubmissionRow,
    SubmissionView,
    TemplateDraft,
    TemplateView,
)
from case_mgr.advocacy.types.talks import Amendment, InteractionDraft, InteractionView, RaisedCase, TalkFile

__all__ = [
    "Amendment",
    "AnswerDraft",
    "Channel",
    "ContactDraft",
    "ContactFilter",
    "ContactRow",
    "ContactView",
    "FormView",
    "Freed",
    "GodparentDraft",
    "GodparentView",
    "HandedList",
    "InteractionDraft",
    "InteractionView",
    "ListDraft",
    "ListRow",
    "ListView",
    "NameDraft",
    "NameRow",
    "Overlap",
    "PastPost",
    "PostDraft",
    "RaisedCase",
    "ReplyDraft",
    "SubmissionDraft",
    "SubmissionPaper",
    "SubmissionRow",
    "SubmissionView",
    "TalkFile",
    "TemplateDraft",
    "TemplateView",
]
