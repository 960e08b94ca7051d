"""Verbs of the support room."""

from case_mgr.support.service.acting import approve, confirm, give_rate, object_to, pay, reverse, to_approve, void
from case_mgr.support.service.grants import (
    add_grant,
    add_line,
    amend_grant,
    amend_line,
    choose_readers,
    close_period,
    list_donors,
)
from case_mgr.support.service.lists import (
    approve_list,
    look_over,
    pay_list,
    read_list,
    say_order,
    write_list,
)
from case_mgr.support.service.moving import give_codes_back, move_person
from case_mgr.support.service.papers import (
    add_receipt,
    declare,
    open_beneficiary,
    sign,
    take_receipt_out,
    withdraw_receipt,
)
from case_mgr.support.service.recording import record
from case_mgr.support.service.sampling import draw_sample
from case_mgr.support.service.shared import Misfilled
from case_mgr.support.service.stating import state

__all__ = [
    "Misfilled",
    "add_grant",
    "add_line",
    "add_receipt",
    "amend_grant",
    "amend_line",
    "approve",
    "approve_list",
    "choose_readers",
    "close_period",
    "confirm",
    "declare",
    "draw_sample",
    "give_codes_back",
    "give_rate",
    "list_donors",
    "look_over",
    "move_person",
    "object_to",
    "open_beneficiary",
    "pay",
    "pay_list",
    "read_list",
    "record",
    "reverse",
    "say_order",
    "sign",
    "state",
    "take_receipt_out",
    "to_approve",
    "void",
    "withdraw_receipt",
    "write_list",
]
