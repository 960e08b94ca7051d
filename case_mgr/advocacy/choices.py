"""What forms of the advocacy room choose from."""

from __future__ import annotations

from flask_babel import get_locale

from case_mgr.access.actor import Actor
from case_mgr.accounts import queries as members
from case_mgr.advocacy import queries


def countries() -> list[tuple[str, str]]:
    """List all countries by name in the language of the page."""
    names = get_locale().territories
    pairs = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha()]
    return sorted(((c, n) for c, n in pairs if c not in ("ZZ", "XA", "XB")), key=lambda pair: pair[1])


def country(code: str) -> str:
    """Name one country in the language of the page."""
    return str(get_locale().territories.get(code, code)) if code else ""


def readers(actor: Actor) -> list[tuple[str, str]]:
    """List the colleagues who can be named as readers of something closed."""
    return [(one, name) for one, (_, name) in queries.list_readers(actor).items() if one != actor.public_id]


def owners(actor: Actor) -> list[tuple[str, str]]:
    """List the members who can keep a contact."""
    return [(member.public_id, member.name) for member in members.list_members(actor)]
