"""Pages that read across rooms."""

from case_mgr.desk.views import (
    audit,
    audit_exposure,
    audit_integrity,
    audit_readers,
    calendar,
    cases,
    chain,
    exporting,
    home,
    people,
    picking,
    saved,
    search,
)
from case_mgr.desk.views.room import blueprint

__all__ = [
    "audit",
    "audit_exposure",
    "audit_integrity",
    "audit_readers",
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
