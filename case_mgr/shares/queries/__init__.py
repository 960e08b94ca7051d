"""Reads of shares."""

from case_mgr.shares.queries.giving import (
    consented,
    contents,
    count_with,
    find_standing,
    get_row,
    get_share,
    list_by_us,
    list_of_case,
    list_openings,
    list_partners,
)
from case_mgr.shares.queries.receiving import (
    find_guest,
    find_offer,
    get_offer,
    list_closed_to_me,
    list_offered,
    list_with_us,
)

__all__ = [
    "consented",
    "contents",
    "count_with",
    "find_guest",
    "find_offer",
    "find_standing",
    "get_offer",
    "get_row",
    "get_share",
    "list_by_us",
    "list_closed_to_me",
    "list_of_case",
    "list_offered",
    "list_openings",
    "list_partners",
    "list_with_us",
]
