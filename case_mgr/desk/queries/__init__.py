"""Reads that join rooms for the search in the header."""

from case_mgr.desk.queries.cases import About, CaseHit, Place, search_cases
from case_mgr.desk.queries.people import Hit, best_name, search_people

__all__ = ["About", "CaseHit", "Hit", "Place", "best_name", "search_cases", "search_people"]
