"""Verbs of the advocacy room."""

from case_mgr.advocacy.service.amending import (
    amend_interaction,
    choose_readers,
    restore_interaction,
    withdraw_interaction,
)
from case_mgr.advocacy.service.attaching import (
    attach_file,
    attach_to_submission,
    drop_file,
    seal_file,
    take_file_out,
    take_submission_file_out,
    withdraw_file,
    withdraw_submission_file,
)
from case_mgr.advocacy.service.channels import add_channel, open_channels, remove_channel
from case_mgr.advocacy.service.contacts import add_contact, amend_contact, change_post, find_named
from case_mgr.advocacy.service.courses import keep_course, record_step
from case_mgr.advocacy.service.forms import add_template, amend_template, keep_questionnaire
from case_mgr.advocacy.service.godparents import amend_godparent, record_godparent, withdraw_godparent
from case_mgr.advocacy.service.interactions import read_references, record_interaction, settle_follow_up
from case_mgr.advocacy.service.lists import (
    admit_reader,
    answer_name,
    count_kept_back,
    hand_over,
    make_list,
    put_on_list,
    spell_name,
    take_off_list,
    take_withheld_off,
)
from case_mgr.advocacy.service.merging import mark_of, merge_contacts, tell_apart, undo_merge
from case_mgr.advocacy.service.sending import list_consents, list_consents_of_list, purpose_of
from case_mgr.advocacy.service.shared import MechanismClosed, Misfilled
from case_mgr.advocacy.service.submissions import (
    answer_question,
    begin_submission,
    record_reply,
    send_submission,
    take_out,
    withdraw_submission,
    write_submission,
)

__all__ = [
    "MechanismClosed",
    "Misfilled",
    "add_channel",
    "add_contact",
    "add_template",
    "admit_reader",
    "amend_contact",
    "amend_godparent",
    "amend_interaction",
    "amend_template",
    "answer_name",
    "answer_question",
    "attach_file",
    "attach_to_submission",
    "begin_submission",
    "change_post",
    "choose_readers",
    "count_kept_back",
    "drop_file",
    "find_named",
    "hand_over",
    "keep_course",
    "keep_questionnaire",
    "list_consents",
    "list_consents_of_list",
    "make_list",
    "mark_of",
    "merge_contacts",
    "open_channels",
    "purpose_of",
    "put_on_list",
    "read_references",
    "record_godparent",
    "record_interaction",
    "record_reply",
    "record_step",
    "remove_channel",
    "restore_interaction",
    "seal_file",
    "send_submission",
    "settle_follow_up",
    "spell_name",
    "take_file_out",
    "take_off_list",
    "take_out",
    "take_submission_file_out",
    "take_withheld_off",
    "tell_apart",
    "undo_merge",
    "withdraw_file",
    "withdraw_godparent",
    "withdraw_interaction",
    "withdraw_submission",
    "withdraw_submission_file",
    "write_submission",
]
