"""Verbs of the cases room."""

from case_mgr.cases.service.custody import correct_custody, record_custody, weigh_custody, withdraw_custody
from case_mgr.cases.service.exits import event_of, record_exit, withdraw_exit
from case_mgr.cases.service.opening import amend_case, open_case, withdraw
from case_mgr.cases.service.team import (
    answer_handover,
    assign_case,
    join_team,
    leave_team,
    look,
    offer_handover,
    unwatch,
    watch,
)
from case_mgr.cases.service.telling import Telling, Told, open_told
from case_mgr.cases.service.timeline import NeedsReason, correct_event, record_event, withdraw_event

__all__ = [
    "NeedsReason",
    "Telling",
    "Told",
    "amend_case",
    "answer_handover",
    "assign_case",
    "correct_custody",
    "correct_event",
    "event_of",
    "join_team",
    "leave_team",
    "look",
    "offer_handover",
    "open_case",
    "open_told",
    "record_custody",
    "record_event",
    "record_exit",
    "unwatch",
    "watch",
    "weigh_custody",
    "withdraw",
    "withdraw_custody",
    "withdraw_event",
    "withdraw_exit",
]
