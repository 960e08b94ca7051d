"""What members of the invented world ask of each other: two flags, and a shared view of the list that shows them."""

from __future__ import annotations

from collections.abc import Sequence

from case_mgr.access.actor import Actor
from case_mgr.flags import service as flags
from case_mgr.flags.types import ANY, FlagDraft, FlagKind
from case_mgr.saved import service as saved
from case_mgr.saved.types import Listing, ViewDraft

FLAGS = (
    FlagDraft(FlagKind.URGENT, "The lawyer was not let in twice: call the colony on Monday."),
    FlagDraft(FlagKind.QUESTION, "Two sources name different articles. Who has the verdict?"),
)


def load(asks: Actor, leads: Actor, references: Sequence[str]) -> None:
    """Raise the flags on the first cases, and share the view."""
    for draft, reference in zip(FLAGS, references, strict=False):
        flags.raise_flag(asks, reference, draft)
    saved.keep(leads, ViewDraft(Listing.CASES, "Flagged cases", {"flagged": ANY}, shared=True))
