"""Verbs of the cases room."""

from case_mgr.cases.service.confidence import WrongLevel, guard_event
from case_mgr.cases.service.custody import (
    correct_custody,
    guard_custody,
    record_custody,
    weigh_custody,
    withdraw_custody,
)
from case_mgr.cases.service.exits import amend_exit, event_of, record_exit, strike_exit, withdraw_exit
from case_mgr.cases.service.letters import (
    Misfilled,
    amend_letter,
    follow_letter,
    open_who,
    record_letter,
    restore_letter,
    withdraw_letter,
    withdraw_step,
)
from case_mgr.cases.service.moving import move_person, tell_moved
from case_mgr.cases.service.opening import amend_case, open_case, withdraw
from case_mgr.cases.service.signs import check_round, record_round, sign_of_life
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
from case_mgr.cases.service.timeline import NeedsReason, correct_event, open_health, record_event, withdraw_event
from case_mgr.cases.service.versions import leave_open, take_as_true, tell_otherwise

__all__ = [
    "Misfilled",
    "NeedsReason",
    "Telling",
    "Told",
    "WrongLevel",
    "amend_case",
    "amend_exit",
    "amend_letter",
    "answer_handover",
    "assign_case",
    "check_round",
    "correct_custody",
    "correct_event",
    "event_of",
    "follow_letter",
    "guard_custody",
    "guard_event",
    "join_team",
    "leave_open",
    "leave_team",
    "look",
    "move_person",
    "offer_handover",
    "open_case",
    "open_health",
    "open_told",
    "open_who",
    "record_custody",
    "record_event",
    "record_exit",
    "record_letter",
    "record_round",
    "restore_letter",
    "sign_of_life",
    "strike_exit",
    "take_as_true",
    "tell_moved",
    "tell_otherwise",
    "unwatch",
    "watch",
    "weigh_custody",
    "withdraw",
    "withdraw_custody",
    "withdraw_event",
    "withdraw_exit",
    "withdraw_letter",
    "withdraw_step",
]
