"""Reads of the support room."""

from case_mgr.support.queries.entries import find_ripe_at, get_entry, list_approvers, list_known, list_tied
from case_mgr.support.queries.facts import read_entries
from case_mgr.support.queries.grants import (
    find_by_code,
    get_grant,
    get_row,
    get_totals,
    list_chargeable,
    list_choices,
    list_grants,
)
from case_mgr.support.queries.listing import (
    count_entries,
    count_hidden,
    hides,
    list_balances,
    list_entries,
    walk_entries,
)
from case_mgr.support.queries.lists import get_list, list_lists
from case_mgr.support.queries.papers import get_papers
from case_mgr.support.queries.samples import get_sample, list_samples
from case_mgr.support.queries.totals import is_whole

__all__ = [
    "count_entries",
    "count_hidden",
    "find_by_code",
    "find_ripe_at",
    "get_entry",
    "get_grant",
    "get_list",
    "get_papers",
    "get_row",
    "get_sample",
    "get_totals",
    "hides",
    "is_whole",
    "list_approvers",
    "list_balances",
    "list_chargeable",
    "list_choices",
    "list_entries",
    "list_grants",
    "list_known",
    "list_lists",
    "list_samples",
    "list_tied",
    "read_entries",
    "walk_entries",
]
