"""Verbs of the accounts room."""

from case_mgr.accounts.service.founding import found_organisation, init
from case_mgr.accounts.service.members import (
    accept,
    add_member,
    change_roles,
    end_membership,
    invite,
    unlock,
    withdraw_invitation,
)
from case_mgr.accounts.service.numbering import next_number, next_numbers
from case_mgr.accounts.service.settling import Unsettled, settle
from case_mgr.accounts.service.signing import (
    change_language,
    change_password,
    check_password,
    end_session,
    note_failure,
    open_session,
    sign_out,
    switch_organisation,
    touch_session,
)

__all__ = [
    "Unsettled",
    "accept",
    "add_member",
    "change_language",
    "change_password",
    "change_roles",
    "check_password",
    "end_membership",
    "end_session",
    "found_organisation",
    "init",
    "invite",
    "next_number",
    "next_numbers",
    "note_failure",
    "open_session",
    "settle",
    "sign_out",
    "switch_organisation",
    "touch_session",
    "unlock",
    "withdraw_invitation",
]
