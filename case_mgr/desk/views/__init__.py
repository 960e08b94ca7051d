"""Pages that read across rooms."""

from case_mgr.desk.views import audit, cases, export, home, people, search
from case_mgr.desk.views.room import blueprint

__all__ = ["audit", "blueprint", "cases", "export", "home", "people", "search"]
