"""What is shown of a link to a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MOST_DAYS, MOST_LINKS = 90, 50


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link as its list shows it: never its secret."""

    public_id: str
    whom: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    opened: int
    opened_at: datetime | None
    stands: bool
