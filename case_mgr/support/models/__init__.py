"""Tables of grants and of the support ledger."""

from case_mgr.support.models.entries import (
    SupportDeclaration,
    SupportEntry,
    SupportReceipt,
    SupportShare,
    SupportStep,
)
from case_mgr.support.models.grants import Grant, GrantClosing, GrantLine, GrantReader
from case_mgr.support.models.lists import SupportImport, SupportSample

__all__ = [
    "Grant",
    "GrantClosing",
    "GrantLine",
    "GrantReader",
    "SupportDeclaration",
    "SupportEntry",
    "SupportImport",
    "SupportReceipt",
    "SupportSample",
    "SupportShare",
    "SupportStep",
]
