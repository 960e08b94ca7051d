"""Reads of pardon batches, bounded by who asks."""

from case_mgr.pardons.queries.asking import list_all_asked, list_asked, list_asked_rows
from case_mgr.pardons.queries.batches import (
    count_ours_not_listed,
    get_batch,
    get_row,
    list_batches,
    list_claims,
    list_ours_not_listed,
    search_batches,
)
from case_mgr.pardons.queries.concessions import (
    get_concession,
    get_concession_row,
    get_link_row,
    list_concessions,
    list_outward,
)
from case_mgr.pardons.queries.decisions import list_decisions, list_recent
from case_mgr.pardons.queries.divided import list_divided
from case_mgr.pardons.queries.duty import (
    confirms_alone,
    get_duty_row,
    list_duties,
    list_running,
    list_unreviewed,
    on_duty,
)
from case_mgr.pardons.queries.mentions import compare_lines, compare_with, find_list, find_seen, list_known
from case_mgr.pardons.queries.newcomers import find_newcomer, get_hints, list_namesakes
from case_mgr.pardons.queries.places import (
    get_place,
    get_place_row,
    is_covered,
    list_covered,
    list_matched,
    list_part,
    list_places,
)
from case_mgr.pardons.queries.reconcile import (
    Question,
    count_bands,
    evidence_of,
    find_person,
    find_pool,
    find_question,
    list_candidates,
    refused_of,
)
from case_mgr.pardons.queries.sheet import get_sheet
from case_mgr.pardons.queries.sources import get_mediator_row, get_source_row, list_mediators, list_sources
from case_mgr.pardons.queries.stock import counted_at, get_ledger, list_months, list_term

__all__ = [
    "Question",
    "compare_lines",
    "compare_with",
    "confirms_alone",
    "count_bands",
    "count_ours_not_listed",
    "counted_at",
    "evidence_of",
    "find_list",
    "find_newcomer",
    "find_person",
    "find_pool",
    "find_question",
    "find_seen",
    "get_batch",
    "get_concession",
    "get_concession_row",
    "get_duty_row",
    "get_hints",
    "get_ledger",
    "get_link_row",
    "get_mediator_row",
    "get_place",
    "get_place_row",
    "get_row",
    "get_sheet",
    "get_source_row",
    "is_covered",
    "list_all_asked",
    "list_asked",
    "list_asked_rows",
    "list_batches",
    "list_candidates",
    "list_claims",
    "list_concessions",
    "list_covered",
    "list_decisions",
    "list_divided",
    "list_duties",
    "list_known",
    "list_matched",
    "list_mediators",
    "list_months",
    "list_namesakes",
    "list_ours_not_listed",
    "list_outward",
    "list_part",
    "list_places",
    "list_recent",
    "list_running",
    "list_sources",
    "list_term",
    "list_unreviewed",
    "on_duty",
    "refused_of",
    "search_batches",
]
