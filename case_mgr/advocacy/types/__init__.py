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
    SubmissionRow,
    SubmissionView,
    TemplateDraft,
    TemplateView,
)
from case_mgr.advocacy.types.talks import InteractionDraft, InteractionView, RaisedCase, TalkFile

__all__ = [
    "AnswerDraft",
    "Channel",
    "ContactDraft",
    "ContactFilter",
    "ContactRow",
    "ContactView",
    "FormView",
    "Freed",
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
    "SubmissionRow",
    "SubmissionView",
    "TalkFile",
    "TemplateDraft",
    "TemplateView",
]
