"""Pages of people."""

from case_mgr.detainees.views import (
    amending,
    family,
    health,
    identity,
    names,
    nationalities,
    registering,
    relations,
)
from case_mgr.detainees.views.room import blueprint

__all__ = [
    "amending",
    "blueprint",
    "family",
    "health",
    "identity",
    "names",
    "nationalities",
    "registering",
    "relations",
]
