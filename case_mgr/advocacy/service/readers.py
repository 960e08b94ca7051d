"""Who may read what only some may read."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.advocacy import queries
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_


def reader_ids(actor: Actor, public_ids: tuple[str, ...]) -> list[int]:
    """Return the keys of the members who were named; whoever does not see contacts is no reader."""
    known = queries.list_readers(actor)
    missing = [one for one in public_ids if one not in known]
    if missing:
        raise Refused(N_("Choose readers among the members who see contacts."))
    return sorted({known[one][0] for one in public_ids} - {actor.user_id})
