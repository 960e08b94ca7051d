"""Pages that read across rooms."""

from case_mgr.desk.views import audit, calendar, cases, chain, exporting, home, people, picking, saved, search
from case_mgr.desk.views.room import blueprint

__all__ = [
    "audit",
    "blueprint",
    "calendar",
    "cases",
    "chain",
    "exporting",
    "home",
    "people",
    "picking",
    "saved",
    "search",
]
