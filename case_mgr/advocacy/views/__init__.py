"""Pages of the advocacy room."""

from case_mgr.advocacy.views import contacts, discipline, lists, submissions, talks, writing
from case_mgr.advocacy.views.room import blueprint

__all__ = ["blueprint", "contacts", "discipline", "lists", "submissions", "talks", "writing"]
