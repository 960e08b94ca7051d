"""Verbs of the pardons room."""

from case_mgr.pardons.service.batches import add_claim, amend, create, withdraw_claim
from case_mgr.pardons.service.claiming import Unclaimed
from case_mgr.pardons.service.concessions import (
    amend_concession,
    link_concession,
    record_concession,
    withdraw_concession,
    withdraw_link,
)
from case_mgr.pardons.service.deciding import decide, undo_decision
from case_mgr.pardons.service.duty import end_duty, name_duty_officer, review
from case_mgr.pardons.service.moving import move_person
from case_mgr.pardons.service.naming import add_anonymous, add_lines, name
from case_mgr.pardons.service.printing import print_brief, print_sheet
from case_mgr.pardons.service.proposing import propose
from case_mgr.pardons.service.proving import confirm, decide_scope, refute, withdraw_proof
from case_mgr.pardons.service.recording import WRITES, Undone, record_newcomer
from case_mgr.pardons.service.seconding import agree, ask_to_confirm, drop_asked, object_to
from case_mgr.pardons.service.seeing import note_seen
from case_mgr.pardons.service.sourcing import (
    add_mediator,
    add_source,
    drop_copy,
    seal_copy,
    take_copy_out,
    withdraw_mediator,
    withdraw_source,
)
from case_mgr.pardons.service.stock import count_stock, count_stock_due, list_stock_due

__all__ = [
    "WRITES",
    "Unclaimed",
    "Undone",
    "add_anonymous",
    "add_claim",
    "add_lines",
    "add_mediator",
    "add_source",
    "agree",
    "amend",
    "amend_concession",
    "ask_to_confirm",
    "confirm",
    "count_stock",
    "count_stock_due",
    "create",
    "decide",
    "decide_scope",
    "drop_asked",
    "drop_copy",
    "end_duty",
    "link_concession",
    "list_stock_due",
    "move_person",
    "name",
    "name_duty_officer",
    "note_seen",
    "object_to",
    "print_brief",
    "print_sheet",
    "propose",
    "record_concession",
    "record_newcomer",
    "refute",
    "review",
    "seal_copy",
    "take_copy_out",
    "undo_decision",
    "withdraw_claim",
    "withdraw_concession",
    "withdraw_link",
    "withdraw_mediator",
    "withdraw_proof",
    "withdraw_source",
]
