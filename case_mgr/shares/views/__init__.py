"""Pages of shares."""

from case_mgr.shares.views import giving, receiving
from case_mgr.shares.views.room import blueprint

__all__ = ["blueprint", "giving", "receiving"]
