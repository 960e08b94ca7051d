"""Pages of the support room."""

from case_mgr.support.views import acting, exporting, grants, ledger, lists, papers, samples, statements
from case_mgr.support.views.room import blueprint

__all__ = ["acting", "blueprint", "exporting", "grants", "ledger", "lists", "papers", "samples", "statements"]
