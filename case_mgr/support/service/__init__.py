"""Verbs of the support room."""

from case_mgr.support.service.acting import approve, confirm, give_rate, pay, reverse, to_approve, void
from case_mgr.support.service.grants import (
    add_grant,
    add_line,
    amend_grant,
    amend_line,
    choose_readers,
    close_period,
    list_donors,
)
from case_mgr.support.service.recording import record
from case_mgr.support.service.shared import Misfilled
from case_mgr.support.service.stating import state

__all__ = [
    "Misfilled",
    "add_grant",
    "add_line",
    "amend_grant",
    "amend_line",
    "approve",
    "choose_readers",
    "close_period",
    "confirm",
    "give_rate",
    "list_donors",
    "pay",
    "record",
    "reverse",
    "state",
    "to_approve",
    "void",
]
