"""Reads of the law in cases."""

from case_mgr.legal.queries.ends import list_estimated_ends
from case_mgr.legal.queries.hearings import list_all_planned, list_hearings_between, list_planned
from case_mgr.legal.queries.officials import (
    count_acts,
    get_official,
    get_official_row,
    list_acts,
    list_alike,
    list_officials,
    name_of_act,
)
from case_mgr.legal.queries.records import find_endings, get_legal, get_row, get_version, list_told, name_of_record

__all__ = [
    "count_acts",
    "find_endings",
    "get_legal",
    "get_official",
    "get_official_row",
    "get_row",
    "get_version",
    "list_acts",
    "list_alike",
    "list_all_planned",
    "list_estimated_ends",
    "list_hearings_between",
    "list_officials",
    "list_planned",
    "list_told",
    "name_of_act",
    "name_of_record",
]
