"""Verbs about documents."""

from case_mgr.documents.service.opening import download, open_document, read_preview
from case_mgr.documents.service.recording import add, amend, restore, withdraw
from case_mgr.documents.service.shared import Misfilled
from case_mgr.documents.service.taking import Taken, discard, take_in

__all__ = [
    "Misfilled",
    "Taken",
    "add",
    "amend",
    "discard",
    "download",
    "open_document",
    "read_preview",
    "restore",
    "take_in",
    "withdraw",
]
