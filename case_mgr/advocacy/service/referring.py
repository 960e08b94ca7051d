"""References of what only some may know of: drawn by lot, for a series tells by its gaps that something is hidden."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from case_mgr.advocacy.models import Interaction, SubmittedList
from case_mgr.extensions import db

# No vowels, so that no word comes of it, and nothing that is read as something else.
_LETTERS = "23456789CDFGHJKMNPQRTVWX"
_LENGTH = 6


def draw(table: type[Interaction] | type[SubmittedList], organisation_id: int, prefix: str) -> str:
    """Return a reference that nothing of the organisation has, and that says nothing of how many there are."""
    while True:
        found = f"{prefix}-{''.join(secrets.choice(_LETTERS) for _ in range(_LENGTH))}"
        taken = select(table.id).where(table.organisation_id == organisation_id, table.reference == found)
        if db.session.scalar(taken) is None:
            return found
