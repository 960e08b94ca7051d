"""Reads of the reports room."""

from case_mgr.reports.queries.acts import list_lines_of
from case_mgr.reports.queries.behind import Behind, list_behind
from case_mgr.reports.queries.facts import read_facts
from case_mgr.reports.queries.plans import PlanView, find_plan_of, get_plan, get_plan_row, list_plans
from case_mgr.reports.queries.published import list_published, list_references
from case_mgr.reports.queries.reports import (
    find_last,
    find_reference,
    find_successor,
    get_report,
    get_row,
    list_reports,
)
from case_mgr.reports.queries.rows import Reading

__all__ = [
    "Behind",
    "PlanView",
    "Reading",
    "find_last",
    "find_plan_of",
    "find_reference",
    "find_successor",
    "get_plan",
    "get_plan_row",
    "get_report",
    "get_row",
    "list_behind",
    "list_lines_of",
    "list_plans",
    "list_published",
    "list_references",
    "list_reports",
    "read_facts",
]
