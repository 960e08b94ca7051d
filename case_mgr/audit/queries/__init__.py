"""Reads of the log, bounded by who asks."""

from case_mgr.audit.queries.changes import MOST, list_changes_of, list_done_by
from case_mgr.audit.queries.checking import (
    count_unsealed,
    find_checkpoint,
    find_checkpoint_at,
    find_failed_at,
    find_last_check,
    find_standing_fault,
    list_checkpoints,
    list_put_down,
)
from case_mgr.audit.queries.log import (
    count_by_event,
    count_elsewhere,
    get_entry,
    get_head,
    list_actors,
    list_around,
    list_entries,
    list_looks,
    list_own,
    list_related,
    list_rows,
    verify,
)
from case_mgr.audit.queries.looking import count_looks
from case_mgr.audit.queries.records import (
    count_by_subject,
    count_since,
    last_change,
    list_history,
    list_last_changes,
    list_of_event,
)
from case_mgr.audit.queries.served import find_note, list_readers, list_served_to

__all__ = [
    "MOST",
    "count_by_event",
    "count_by_subject",
    "count_elsewhere",
    "count_looks",
    "count_since",
    "count_unsealed",
    "find_checkpoint",
    "find_checkpoint_at",
    "find_failed_at",
    "find_last_check",
    "find_note",
    "find_standing_fault",
    "get_entry",
    "get_head",
    "last_change",
    "list_actors",
    "list_around",
    "list_changes_of",
    "list_checkpoints",
    "list_done_by",
    "list_entries",
    "list_history",
    "list_last_changes",
    "list_looks",
    "list_of_event",
    "list_own",
    "list_put_down",
    "list_readers",
    "list_related",
    "list_rows",
    "list_served_to",
    "verify",
]
