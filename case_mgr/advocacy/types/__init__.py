"""Drafts and results of the advocacy room."""

from case_mgr.advocacy.types.contacts import Channel, ContactDraft, ContactFilter, ContactRow, ContactView
from case_mgr.advocacy.types.talks import InteractionDraft, InteractionView, RaisedCase

__all__ = [
    "Channel",
    "ContactDraft",
    "ContactFilter",
    "ContactRow",
    "ContactView",
    "InteractionDraft",
    "InteractionView",
    "RaisedCase",
]
