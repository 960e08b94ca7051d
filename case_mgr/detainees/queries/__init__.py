"""Reads of people, bounded by who asks."""

from case_mgr.detainees.queries.compartments import closed_fields, count_identity, require_document, sees
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
    "closed_fields",
    "conditions_of",
    "count_identity",
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
    "require_document",
    "sees",
]
