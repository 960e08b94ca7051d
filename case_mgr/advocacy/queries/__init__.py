"""Reads of the advocacy room."""

from case_mgr.advocacy.queries.contacts import (
    get_contact,
    get_row,
    list_called,
    list_contacts,
    list_names,
    list_namesakes,
    sort_form,
)
from case_mgr.advocacy.queries.interactions import (
    find_talk,
    get_interaction,
    get_interaction_row,
    is_about_withheld,
    list_all_promised,
    list_case_ids,
    list_interactions,
    list_interactions_of_batch,
    list_interactions_of_case,
    list_known_talks,
    list_raised,
)
from case_mgr.advocacy.queries.readers import list_readers

__all__ = [
    "find_talk",
    "get_contact",
    "get_interaction",
    "get_interaction_row",
    "get_row",
    "is_about_withheld",
    "list_all_promised",
    "list_called",
    "list_case_ids",
    "list_contacts",
    "list_interactions",
    "list_interactions_of_batch",
    "list_interactions_of_case",
    "list_known_talks",
    "list_names",
    "list_namesakes",
    "list_raised",
    "list_readers",
    "sort_form",
]
