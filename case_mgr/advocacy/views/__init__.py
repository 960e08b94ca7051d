"""Pages of the advocacy room."""

from case_mgr.advocacy.views import contacts, lists, talks
from case_mgr.advocacy.views.room import blueprint

__all__ = ["blueprint", "contacts", "lists", "talks"]
