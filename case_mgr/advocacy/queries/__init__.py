"""Reads of the advocacy room."""

from case_mgr.advocacy.queries.contacts import get_contact, get_row, list_contacts, list_namesakes, sort_form
from case_mgr.advocacy.queries.interactions import (
    get_interaction,
    get_interaction_row,
    list_case_ids,
    list_interactions,
    list_interactions_of_batch,
    list_interactions_of_case,
    list_raised,
)

__all__ = [
    "get_contact",
    "get_interaction",
    "get_interaction_row",
    "get_row",
    "list_case_ids",
    "list_contacts",
    "list_interactions",
    "list_interactions_of_batch",
    "list_interactions_of_case",
    "list_namesakes",
    "list_raised",
    "sort_form",
]
