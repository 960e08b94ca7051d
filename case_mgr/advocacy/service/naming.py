"""Who may be named to others: nobody who is withheld, in no list and in no letter."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.advocacy import queries
from case_mgr.advocacy.service.interactions import case_keys
from case_mgr.advocacy.service.shared import Misfilled
from case_mgr.core.text import N_


def nameable(actor: Actor, references: tuple[str, ...]) -> dict[int, str]:
    """Return the key of each case and the name of its person; whoever is withheld is refused."""
    if not references:
        raise Misfilled("cases", N_("Name at least one case."))
    keys = case_keys(actor, references)
    found = queries.list_to_name(actor, keys)
    closed = sorted(ref for ref, key in zip(references, keys, strict=True) if not found[key][1])
    if closed:
        raise Misfilled(
            "cases",
            N_("Who is withheld is named in no list and in no letter: %(references)s."),
            references=", ".join(closed),
        )
    return {key: found[key][0] for key in keys}
