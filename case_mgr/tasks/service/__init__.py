"""Verbs about tasks and requests for help."""

from case_mgr.tasks.service.answering import answer_help, decide_help, take_back_help, withdraw_help
from case_mgr.tasks.service.asking import amend_help, ask
from case_mgr.tasks.service.checking import check, check_now, list_due
from case_mgr.tasks.service.doing import assign, drop, finish, reopen, snooze
from case_mgr.tasks.service.following import follow, follow_anew, follow_no_more, hide
from case_mgr.tasks.service.linking import end_link, make_link, touch_link
from case_mgr.tasks.service.moving import move_person
from case_mgr.tasks.service.setting import add, amend
from case_mgr.tasks.service.shared import Misfilled

__all__ = [
    "Misfilled",
    "add",
    "amend",
    "amend_help",
    "answer_help",
    "ask",
    "assign",
    "check",
    "check_now",
    "decide_help",
    "drop",
    "end_link",
    "finish",
    "follow",
    "follow_anew",
    "follow_no_more",
    "hide",
    "list_due",
    "make_link",
    "move_person",
    "reopen",
    "snooze",
    "take_back_help",
    "touch_link",
    "withdraw_help",
]
