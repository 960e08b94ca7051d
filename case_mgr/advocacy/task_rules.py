"""Rules about advocacy: what was promised in a talk is done, and an answer that is due is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from case_mgr.advocacy import mechanisms, queries
from case_mgr.advocacy.kinds import Status, SubmissionKind
from case_mgr.advocacy.models import Interaction, Submission, SubmissionCourse
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.tasks.types import Candidate, TaskRule

# A promise without a day is asked about after so long.
PATIENCE = timedelta(days=14)
# An urgent action is looked at so long before it ends; signatures are handed over within so long after the last.
BEFORE_END, AFTER_CLOSE = timedelta(days=7), timedelta(days=14)


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


def ending(organisation_id: int, _today: date, _days: int) -> Iterator[Candidate]:
    """Find urgent actions that end on a day."""
    for row, course in queries.list_all_ending(organisation_id):
        found = end_of(row, course, closed=queries.names_withheld(row.id))
        if found is not None:
            yield found


def end_of(row: Submission, course: SubmissionCourse, *, closed: bool) -> Candidate | None:
    """Return the task before the end of an urgent action; of one that ended or has no last day there is none."""
    if row.kind != SubmissionKind.URGENT_ACTION or row.status != Status.UNDER_WAY or course.expires is None:
        return None
    base, due = PartialDate.from_date(course.expires), PartialDate.from_date(course.expires - BEFORE_END)
    return Candidate(f"submission:{row.public_id}", base, due, owner_id=row.author_id, confidential=closed)


ENDING = TaskRule(
    key="action_ends",
    name=N_("End of an urgent action"),
    what=N_("Have the urgent action prolonged, or write down how it ended"),
    because=N_("Its last day: %(base)s"),
    gone=N_("It was prolonged, or it ended."),
    act=N_("Open the submission"),
    endpoint="advocacy.submission",
    candidates=ending,
    of_record=True,
)


def unhanded(organisation_id: int, _today: date, _days: int) -> Iterator[Candidate]:
    """Find petitions whose signatures are to be handed over."""
    for row, course in queries.list_all_ending(organisation_id):
        found = handing_of(row, course, closed=queries.names_withheld(row.id))
        if found is not None:
            yield found


def handing_of(row: Submission, course: SubmissionCourse, *, closed: bool) -> Candidate | None:
    """Return the task to hand the signatures of a petition over, once it has a last day."""
    last = (course.closed.latest or course.closed.earliest) if course.closed else None
    if row.kind != SubmissionKind.PETITION or row.status != Status.UNDER_WAY or course.handed is not None:
        return None
    if course.closed is None or last is None:
        return None
    due = PartialDate.from_date(last + AFTER_CLOSE)
    return Candidate(f"submission:{row.public_id}", course.closed, due, owner_id=row.author_id, confidential=closed)


HANDING = TaskRule(
    key="petition_hand",
    name=N_("Signatures of a petition"),
    what=N_("Hand the signatures over, and write down when"),
    because=N_("From the day on which it was closed: %(base)s"),
    gone=N_("They were handed over, or the action ended."),
    act=N_("Open the submission"),
    endpoint="advocacy.submission",
    candidates=unhanded,
    of_record=True,
)
