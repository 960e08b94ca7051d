"""Reads of the reports room."""

from case_mgr.reports.queries.behind import Behind, list_behind
from case_mgr.reports.queries.facts import read_facts
from case_mgr.reports.queries.published import list_published, list_references
from case_mgr.reports.queries.reports import find_reference, get_report, get_row, list_reports

__all__ = [
    "Behind",
    "find_reference",
    "get_report",
    "get_row",
    "list_behind",
    "list_published",
    "list_references",
    "list_reports",
    "read_facts",
]
