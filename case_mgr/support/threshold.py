"""Below which number people are hidden in what a donor reads. Pure."""

from __future__ import annotations

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_

LEAST, USUAL, MOST = 3, 5, 10


def require_threshold(threshold: int) -> int:
    """Return a threshold that protects somebody."""
    if threshold < LEAST:
        raise Refused(
            N_("A threshold of %(n)s hides nothing: two people know each other’s number. Choose 3 to 10."), n=threshold
        )
    if threshold > MOST:
        raise Refused(N_("A threshold above 10 leaves hardly a number to read. Choose 3 to 10."))
    return threshold


def require_enough(threshold: int, agreed: int | None) -> int:
    """Return a threshold that hides at least what was agreed for a grant; None is no grant."""
    if agreed is not None and require_threshold(threshold) < agreed:
        raise Refused(
            N_("This grant hides numbers below %(n)s: a report of it may hide more, never less. Choose %(n)s to 10."),
            n=agreed,
        )
    return require_threshold(threshold)
