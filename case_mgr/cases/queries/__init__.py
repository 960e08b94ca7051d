"""Reads of the cases room, bounded by who asks."""

from case_mgr.cases.queries.confidential import list_guarded, list_hidden_items, list_seen_items
from case_mgr.cases.queries.letters import get_letter_row
from case_mgr.cases.queries.reading import (
    conditions_of,
    count_cases,
    count_withheld,
    get_case,
    get_row,
    get_stage_after,
    list_cases,
    list_free,
    list_known,
    list_known_ids,
    list_numbers,
    list_of_people,
    list_rows,
)
from case_mgr.cases.queries.rearrests import get_release_row, list_releases, list_undone, list_unexited
from case_mgr.cases.queries.signs import get_round, list_last_signs, list_mine_inside, list_records, list_signs
from case_mgr.cases.queries.team import get_team, is_watched, list_offered, list_watched

__all__ = [
    "conditions_of",
    "count_cases",
    "count_withheld",
    "get_case",
    "get_letter_row",
    "get_release_row",
    "get_round",
    "get_row",
    "get_stage_after",
    "get_team",
    "is_watched",
    "list_cases",
    "list_free",
    "list_guarded",
    "list_hidden_items",
    "list_known",
    "list_known_ids",
    "list_last_signs",
    "list_mine_inside",
    "list_numbers",
    "list_of_people",
    "list_offered",
    "list_records",
    "list_releases",
    "list_rows",
    "list_seen_items",
    "list_signs",
    "list_undone",
    "list_unexited",
    "list_watched",
]
