"""Verbs about tasks."""

from case_mgr.tasks.service.checking import check, check_now, list_due
from case_mgr.tasks.service.doing import assign, drop, finish, reopen, snooze
from case_mgr.tasks.service.setting import add, amend
from case_mgr.tasks.service.shared import Misfilled

__all__ = [
    "Misfilled",
    "add",
    "amend",
    "assign",
    "check",
    "check_now",
    "drop",
    "finish",
    "list_due",
    "reopen",
    "snooze",
]
