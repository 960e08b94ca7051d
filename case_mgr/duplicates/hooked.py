"""What this room says at the front door: where the record of a person went that became part of another."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.detainees import queries as people


def moved_to(actor: Actor, public_id: str) -> str | None:
    """Return whose page the address of a merged record leads to, for whoever may open that one."""
    there = people.find_survivor(actor, public_id) if actor.may(Permission.PERSON_READ) else None
    return there.public_id if there else None
