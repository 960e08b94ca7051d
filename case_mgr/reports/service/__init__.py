"""Verbs about reports."""

from case_mgr.reports.service.building import build, rebuild
from case_mgr.reports.service.comparing import Change, compare
from case_mgr.reports.service.counting import ask, draft
from case_mgr.reports.service.planning import choose, plan
from case_mgr.reports.service.publishing import approve, revoke, take_copy

__all__ = [
    "Change",
    "approve",
    "ask",
    "build",
    "choose",
    "compare",
    "draft",
    "plan",
    "rebuild",
    "revoke",
    "take_copy",
]
