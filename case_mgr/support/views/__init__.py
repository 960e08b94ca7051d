"""Pages of the support room."""

from case_mgr.support.views import acting, grants, ledger, papers, statements
from case_mgr.support.views.room import blueprint

__all__ = ["acting", "blueprint", "grants", "ledger", "papers", "statements"]
