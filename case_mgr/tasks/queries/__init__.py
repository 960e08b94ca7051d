"""Reads of tasks, bounded by who asks."""

from case_mgr.tasks.queries.listing import (
    count_tasks,
    find_next_due,
    list_due_between,
    list_groups,
    list_of_case,
    list_tasks,
)
from case_mgr.tasks.queries.records import (
    find_case,
    find_link,
    get_checked_at,
    get_reader,
    get_row,
    get_task,
    list_held,
    list_history,
    list_known,
    list_takers,
    list_takers_for,
)

__all__ = [
    "count_tasks",
    "find_case",
    "find_link",
    "find_next_due",
    "get_checked_at",
    "get_reader",
    "get_row",
    "get_task",
    "list_due_between",
    "list_groups",
    "list_held",
    "list_history",
    "list_known",
    "list_of_case",
    "list_takers",
    "list_takers_for",
    "list_tasks",
]
