"""Reads of the reports of the house: each number and the list behind it are one statement, bounded by who asks."""

from case_mgr.insight.queries.counting import count_all, list_behind, list_looks

__all__ = ["count_all", "list_behind", "list_looks"]
