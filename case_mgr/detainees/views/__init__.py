"""Pages of people."""

from case_mgr.detainees.views import (
    amending,
    consent,
    family,
    health,
    identity,
    names,
    nationalities,
    registering,
    relations,
    telling,
)
from case_mgr.detainees.views.room import blueprint

__all__ = [
    "amending",
    "blueprint",
    "consent",
    "family",
    "health",
    "identity",
    "names",
    "nationalities",
    "registering",
    "relations",
    "telling",
]
