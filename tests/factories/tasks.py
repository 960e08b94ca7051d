"""Tasks for tests, made through the services: needs an application context; the test commits."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.extensions import db
from case_mgr.tasks import service
from case_mgr.tasks.models import Task
from case_mgr.tasks.types import TaskDraft
from tests import cast


def a_task(
    case: Case | None = None, what: str = "Call the lawyer", due: str = "", by: Actor | None = None, to: str = ""
) -> Task:
    """Set a task by hand."""
    by = by or cast.COORDINATOR.actor()
    day = PartialDate.parse(due) if due else None
    row = service.add(by, TaskDraft(what, day, to or by.public_id, case.reference if case else ""))
    db.session.flush()
    return row


def checked() -> None:
    """Check the rules of the cast's organisation at once; the log knows only what was committed."""
    db.session.commit()
    service.check_now(cast.COORDINATOR.actor())
    db.session.flush()
