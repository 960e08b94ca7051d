"""Rules about advocacy: what was promised in a talk is done, and does not get lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from case_mgr.advocacy import queries
from case_mgr.advocacy.models import Interaction
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.tasks.types import Candidate, TaskRule

# A promise without a day is asked about after so long.
PATIENCE = timedelta(days=14)


def promised(organisation_id: int, _today: date, _days: int) -> Iterator[Candidate]:
    """Find what was promised in talks and is not settled."""
    for row in queries.list_all_promised(organisation_id):
        yield promise_of(row, closed=row.level != "open" or queries.is_about_withheld(row.id))


def promise_of(row: Interaction, *, closed: bool) -> Candidate:
    """Return the task of one promise: for whoever recorded the talk, and seen by nobody else where it is closed."""
    base = row.happened or PartialDate.from_date(row.created_at.date())
    due = row.follow_up_due or (base.latest or base.earliest or row.created_at.date()) + PATIENCE
    day = PartialDate.from_date(due)
    return Candidate(f"talk:{row.public_id}", base, day, owner_id=row.author_id, confidential=closed)


PROMISE = TaskRule(
    key="promise",
    name=N_("Promise in a talk"),
    what=N_("Follow up what was promised in a talk"),
    because=N_("Promised in the talk: %(base)s"),
    gone=N_("It was written down what became of the promise."),
    act=N_("Open the talk"),
    endpoint="advocacy.talk",
    candidates=promised,
    of_record=True,
)
