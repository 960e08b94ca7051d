"""Pages of pardon batches."""

from case_mgr.pardons.views import batches, claims, names, places, proofs, reconcile, seconding
from case_mgr.pardons.views.shared import blueprint

__all__ = ["batches", "blueprint", "claims", "names", "places", "proofs", "reconcile", "seconding"]
