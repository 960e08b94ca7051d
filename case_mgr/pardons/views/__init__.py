"""Pages of pardon batches."""

from case_mgr.pardons.views import (
    batches,
    claims,
    concessions,
    duty,
    names,
    newcomers,
    places,
    printing,
    proofs,
    reconcile,
    seconding,
    sources,
    stock,
)
from case_mgr.pardons.views.shared import blueprint

__all__ = [
    "batches",
    "blueprint",
    "claims",
    "concessions",
    "duty",
    "names",
    "newcomers",
    "places",
    "printing",
    "proofs",
    "reconcile",
    "seconding",
    "sources",
    "stock",
]
