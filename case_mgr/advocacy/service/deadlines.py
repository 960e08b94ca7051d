"""Tasks about the end of public actions, as they follow what is written of them."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.advocacy import queries
from case_mgr.advocacy.models import Submission, SubmissionCourse
from case_mgr.advocacy.task_rules import ENDING, HANDING, end_of, handing_of
from case_mgr.tasks import service as tasking


def follow_course(actor: Actor, row: Submission, course: SubmissionCourse | None) -> None:
    """Let the tasks about the end of an action follow what was just written of it."""
    if course is None:
        return
    closed = queries.names_withheld(row.id)
    for rule, one in ((ENDING, end_of(row, course, closed=closed)), (HANDING, handing_of(row, course, closed=closed))):
        if one is None:
            tasking.follow_no_more(actor, rule, f"submission:{row.public_id}")
        else:
            tasking.follow_anew(actor, rule, one)


def follow_no_more(actor: Actor, row: Submission) -> None:
    """Close the tasks about the end of an action that was taken back."""
    for rule in (ENDING, HANDING):
        tasking.follow_no_more(actor, rule, f"submission:{row.public_id}")
