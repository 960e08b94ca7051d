"""Verbs of shares."""

from case_mgr.shares.service.answering import accept, decline, note_opened
from case_mgr.shares.service.giving import Misfilled, Unconsented, change, end, offer

__all__ = ["Misfilled", "Unconsented", "accept", "change", "decline", "end", "note_opened", "offer"]
