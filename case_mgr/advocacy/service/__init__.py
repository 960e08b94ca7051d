"""Verbs of the advocacy room."""

from case_mgr.advocacy.service.channels import add_channel, open_channels, remove_channel
from case_mgr.advocacy.service.contacts import add_contact, amend_contact, find_named
from case_mgr.advocacy.service.interactions import read_references, record_interaction, settle_follow_up

__all__ = [
    "add_channel",
    "add_contact",
    "amend_contact",
    "find_named",
    "open_channels",
    "read_references",
    "record_interaction",
    "remove_channel",
    "settle_follow_up",
]
