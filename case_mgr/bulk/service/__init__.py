"""Verbs of acts on many cases."""

from case_mgr.bulk.service.picking import Misfilled, pick, pick_all, prepare
from case_mgr.bulk.service.planning import planned
from case_mgr.bulk.service.running import start
from case_mgr.bulk.service.undoing import preview, undo

__all__ = ["Misfilled", "pick", "pick_all", "planned", "prepare", "preview", "start", "undo"]
