"""Reads of the log, bounded by who asks."""

from case_mgr.audit.queries.log import (
    count_by_event,
    get_entry,
    get_head,
    list_actors,
    list_entries,
    list_own,
    list_related,
    list_rows,
    verify,
)
from case_mgr.audit.queries.records import (
    count_by_subject,
    count_since,
    last_change,
    list_history,
    list_last_changes,
    list_of_event,
)

__all__ = [
    "count_by_event",
    "count_by_subject",
    "count_since",
    "get_entry",
    "get_head",
    "last_change",
    "list_actors",
    "list_entries",
    "list_history",
    "list_last_changes",
    "list_of_event",
    "list_own",
    "list_related",
    "list_rows",
    "verify",
]
