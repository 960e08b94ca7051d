"""Requests for help for tests, made through the services: needs an application context; the test commits."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.extensions import db
from case_mgr.tasks import service
from case_mgr.tasks.help_types import AnswerDraft, Asker, Channel, Decision, DecisionDraft, HelpDraft, HelpKind, Urgency
from case_mgr.tasks.models import HelpRequest
from tests import cast


def a_request_for_help(
    case: Case | None = None,
    asked: str = "Pay the lawyer of the appeal",
    day: str = "2024-05-04",
    by: Actor | None = None,
    to: str = "",
    kind: HelpKind = HelpKind.LEGAL,
    urgency: Urgency = Urgency.NORMAL,
) -> HelpRequest:
    """Record a request of a relative."""
    draft = HelpDraft(
        kind=kind,
        asker=Asker.RELATIVE,
        asked=asked,
        received=PartialDate.parse(day),
        channel=Channel.PHONE,
        urgency=urgency,
        case=case.reference if case else "",
        assignee=to,
    )
    row = service.ask(by or cast.COORDINATOR.actor(), draft)
    db.session.flush()
    return row


def decided(row: HelpRequest, day: str = "2024-05-06", by: Actor | None = None) -> HelpRequest:
    """Decide about a request."""
    draft = DecisionDraft(Decision.GRANTED, PartialDate.parse(day), "The fund pays the fee.")
    return service.decide_help(by or cast.COORDINATOR.actor(), row.public_id, draft)


def answered(row: HelpRequest, day: str = "2024-05-07", by: Actor | None = None) -> HelpRequest:
    """Tell whoever asked."""
    draft = AnswerDraft(PartialDate.parse(day), Channel.PHONE, "She was glad.")
    return service.answer_help(by or cast.COORDINATOR.actor(), row.public_id, draft)
