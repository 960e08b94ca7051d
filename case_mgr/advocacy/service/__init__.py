"""Verbs of the advocacy room."""

from case_mgr.advocacy.service.channels import add_channel, open_channels, remove_channel
from case_mgr.advocacy.service.contacts import add_contact, amend_contact, find_named
from case_mgr.advocacy.service.interactions import read_references, record_interaction, settle_follow_up
from case_mgr.advocacy.service.lists import (
    admit_reader,
    answer_name,
    hand_over,
    make_list,
    put_on_list,
    spell_name,
    take_off_list,
)
from case_mgr.advocacy.service.shared import Misfilled

__all__ = [
    "Misfilled",
    "add_channel",
    "add_contact",
    "admit_reader",
    "amend_contact",
    "answer_name",
    "find_named",
    "hand_over",
    "make_list",
    "open_channels",
    "put_on_list",
    "read_references",
    "record_interaction",
    "remove_channel",
    "settle_follow_up",
    "spell_name",
    "take_off_list",
]
