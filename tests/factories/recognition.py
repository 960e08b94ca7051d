"""Recognitions for tests, made through the services: needs an application context; the test commits."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.recognition import service
from case_mgr.recognition.models import Recognition
from case_mgr.recognition.types import DecisionDraft, EndDraft, EndKind, RequestDraft, Stage
from tests import cast

STANDARD = "pace-1900"
WHY = {"pace-1900-a": "Held for a post about the elections."}


def a_request(
    case: Case, by: Actor | None = None, standard: str = STANDARD, note: str = "The sister asks."
) -> Recognition:
    """Request a recognition."""
    return service.request(by or cast.CASEWORKER.actor(), case.reference, RequestDraft(standard, note=note))


def a_decision(
    row: Recognition,
    stage: Stage = Stage.RECOGNISED,
    day: str = "2023-06-01",
    by: Actor | None = None,
    note: str = "As we see it.",
) -> Recognition:
    """Decide a request as somebody else."""
    why = {f"{row.standard}-a": "Held for a post about the elections."} if stage is Stage.RECOGNISED else {}
    draft = DecisionDraft(stage, PartialDate.parse(day), why, note, after_the_fact=False)
    return service.decide(by or cast.REVIEWER.actor(), row.case.reference, row.public_id, draft)


def a_recognition(case: Case, day: str = "2023-06-01", standard: str = STANDARD) -> Recognition:
    """Request a recognition and recognise the person on a day."""
    return a_decision(a_request(case, standard=standard), day=day)


def an_end(row: Recognition, kind: EndKind = EndKind.WITHDRAWN, day: str = "2024-06-01") -> Recognition:
    """End a recognition."""
    draft = EndDraft(kind, PartialDate.parse(day), "What we know now.")
    return service.end(cast.REVIEWER.actor(), row.case.reference, row.public_id, draft)
