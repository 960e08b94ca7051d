"""Turns the rows of the cases room into what pages show."""

from case_mgr.cases.showing.case import case_view, handover_view, listed, row_of, rows_of_lists, team_view
from case_mgr.cases.showing.events import rows_of_timeline
from case_mgr.cases.showing.letters import letter_view

__all__ = [
    "case_view",
    "handover_view",
    "letter_view",
    "listed",
    "row_of",
    "rows_of_lists",
    "rows_of_timeline",
    "team_view",
]
