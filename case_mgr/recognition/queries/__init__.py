"""Reads of recognitions, bounded by who asks."""

from case_mgr.recognition.queries.counting import count_recognised, list_recognised_on
from case_mgr.recognition.queries.listing import (
    count_recognitions,
    count_withheld,
    list_recognised,
    list_recognitions,
    list_waiting,
)
from case_mgr.recognition.queries.noticing import count_withheld_notices, list_notices
from case_mgr.recognition.queries.records import find_unfinished, get_recognition, get_row, list_deciders, list_of_case

__all__ = [
    "count_recognised",
    "count_recognitions",
    "count_withheld",
    "count_withheld_notices",
    "find_unfinished",
    "get_recognition",
    "get_row",
    "list_deciders",
    "list_notices",
    "list_of_case",
    "list_recognised",
    "list_recognised_on",
    "list_recognitions",
    "list_waiting",
]
