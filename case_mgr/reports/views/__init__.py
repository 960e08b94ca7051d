"""Pages of donor reports."""

from case_mgr.reports.views import reports, steps
from case_mgr.reports.views.room import blueprint

__all__ = ["blueprint", "reports", "steps"]
