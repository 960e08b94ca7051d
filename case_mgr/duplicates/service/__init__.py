"""Verbs about suspected duplicates."""

from case_mgr.duplicates.service.answering import answer, compare, reopen
from case_mgr.duplicates.service.looking import look_for_all, mark, notice
from case_mgr.duplicates.service.merging import counts_of, fields_of, merge, preview, require_unchanged, seen
from case_mgr.duplicates.service.undoing import foresee, undo

__all__ = [
    "answer",
    "compare",
    "counts_of",
    "fields_of",
    "foresee",
    "look_for_all",
    "mark",
    "merge",
    "notice",
    "preview",
    "reopen",
    "require_unchanged",
    "seen",
    "undo",
]
