"""Reads of suspected pairs and merges, bounded by who asks."""

from case_mgr.duplicates.queries.counting import COUNTED, UNCOUNTED, count_of, count_rows
from case_mgr.duplicates.queries.merges import find_last_standing, get_merge_row, list_merges_of, notice_of
from case_mgr.duplicates.queries.pairs import count_waiting, get_pair, get_row, list_pairs, next_to

__all__ = [
    "COUNTED",
    "UNCOUNTED",
    "count_of",
    "count_rows",
    "count_waiting",
    "find_last_standing",
    "get_merge_row",
    "get_pair",
    "get_row",
    "list_merges_of",
    "list_pairs",
    "next_to",
    "notice_of",
]
