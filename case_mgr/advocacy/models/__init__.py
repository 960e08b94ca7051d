"""Tables of advocacy."""

from case_mgr.advocacy.models.contacts import Contact
from case_mgr.advocacy.models.lists import ListReader, SubmittedList, SubmittedName
from case_mgr.advocacy.models.talks import Interaction, InteractionCase, InteractionReader

__all__ = [
    "Contact",
    "Interaction",
    "InteractionCase",
    "InteractionReader",
    "ListReader",
    "SubmittedList",
    "SubmittedName",
]
