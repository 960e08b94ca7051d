"""The one screen before the door: of each line, what keeps it out of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from case_mgr.access.actor import Actor
from case_mgr.exports import registry

UNKNOWN = "unknown"


def kept_out(actor: Actor, about: Iterable[Sequence[str]], purpose: str) -> list[str | None]:
    """Say of each line what keeps it out, or None: everybody whom it is about must pass."""
    lines = list(about)
    people = sorted({person for line in lines for person in line})
    against = registry.screen().against(actor, people, purpose) if people else {}
    return [next((why for person in line if (why := against.get(person, UNKNOWN))), None) for line in lines]
