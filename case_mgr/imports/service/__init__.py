"""Verbs of the imports room."""

from case_mgr.imports.service.applying import apply_block
from case_mgr.imports.service.checking import begin_check, check
from case_mgr.imports.service.deciding import decide, decide_all
from case_mgr.imports.service.mapping import get_saved, keep_mapping, map_as_asked, map_columns
from case_mgr.imports.service.matching import likeness
from case_mgr.imports.service.meanings import explain, forget
from case_mgr.imports.service.running import start, summary
from case_mgr.imports.service.staging import discard, read_again, stage
from case_mgr.imports.service.undoing import preview, undo, undo_block

__all__ = [
    "apply_block",
    "begin_check",
    "check",
    "decide",
    "decide_all",
    "discard",
    "explain",
    "forget",
    "get_saved",
    "keep_mapping",
    "likeness",
    "map_as_asked",
    "map_columns",
    "preview",
    "read_again",
    "stage",
    "start",
    "summary",
    "undo",
    "undo_block",
]
