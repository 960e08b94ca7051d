"""Rules about advocacy: what was promised in a talk is done, and an answer that is due is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from case_mgr.advocacy import mechanisms, queries
from case_mgr.advocacy.models import Interaction, Submission
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


def unanswered(organisation_id: int, _today: date, _days: int) -> Iterator[Candidate]:
    """Find what was sent to mechanisms and is not answered: due by the clock of each."""
    for row in queries.list_all_unanswered(organisation_id):
        found = reply_of(row, closed=queries.names_withheld(row.id))
        if found is not None:
            yield found


def reply_of(row: Submission, *, closed: bool) -> Candidate | None:
    """Return the task of one answer that is due; a mechanism without a clock has none."""
    mechanism = mechanisms.find(row.mechanism)
    due = mechanism.due(row.sent) if mechanism and row.sent else None
    if due is None or row.sent is None:
        return None
    return Candidate(f"submission:{row.public_id}", row.sent, due, owner_id=row.author_id, confidential=closed)


REPLY = TaskRule(
    key="reply_due",
    name=N_("Answer of a mechanism"),
    what=N_("Ask for the answer to a submission, or record it"),
    because=N_("By the clock of the mechanism, from the day of sending: %(base)s"),
    gone=N_("The answer was recorded, or the action ended."),
    act=N_("Open the submission"),
    endpoint="advocacy.submission",
    candidates=unanswered,
    of_record=True,
)
