"""Reads of people, bounded by who asks."""

from case_mgr.detainees.queries.people import (
    conditions_of,
    count_people,
    evidence_of,
    find_public_id,
    find_row,
    get_candidate,
    get_person,
    get_row,
    list_people,
    match_pool,
    newest,
)

__all__ = [
    "conditions_of",
    "count_people",
    "evidence_of",
    "find_public_id",
    "find_row",
    "get_candidate",
    "get_person",
    "get_row",
    "list_people",
    "match_pool",
    "newest",
]
