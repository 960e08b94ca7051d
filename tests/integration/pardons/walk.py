"""Invented people and a batch for the tests of this room."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.accounts.types import Way
from case_mgr.cases import service as cases
from case_mgr.cases.models import Case
from case_mgr.cases.types import CaseDraft, EventDraft
from case_mgr.core.dates import PartialDate
from case_mgr.detainees import service as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import NameDraft, PersonDraft, Sensitivity, Sex
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons import service
from case_mgr.pardons.types import (
    Added,
    Answer,
    BatchDraft,
    ClaimDraft,
    DecisionDraft,
    ListDraft,
    ProofDraft,
)
from tests.factories.settings import settled

ANNOUNCED = PartialDate.day(2025, 9, 11)
PRINTED = "1. Siarhiej Vierbicki\n2. Иван Дубравин (1985)\n3. Anna Rachnaya\n\nUpdated:\n4. Zxcvbn Qwertovich"


def alone() -> None:
    """Let one person confirm, as an organisation may settle."""
    settled(confirmation=Way.ALONE)


def person(actor: Actor, name: str, born: str | None = None, sensitivity: Sensitivity = Sensitivity.NORMAL) -> Detainee:
    """Register somebody."""
    birth = PartialDate.parse(born) if born else None
    draft = PersonDraft((NameDraft(name),), Sex.UNKNOWN, birth, sensitivity=sensitivity)
    return people.register(actor, draft)


def held(actor: Actor, who: Detainee) -> Case:
    """Open a case of somebody in custody."""
    case = cases.open_case(actor, CaseDraft(who.public_id, "BY", 2021))
    detained = PartialDate.day(2021, 3, 4)
    cases.record_event(actor, case.reference, EventDraft("detention", detained, source="a neighbour"))
    return case


def batch(actor: Actor, total: int = 52) -> str:
    """Announce a batch; return its reference."""
    draft = BatchDraft("Autumn pardon", announced=ANNOUNCED, announced_by="the president's office")
    return service.create(actor, draft, ClaimDraft("State agency", total, ANNOUNCED)).reference


def paste(actor: Actor, reference: str, text: str = PRINTED, label: str = "Press list") -> Added:
    """Add a list."""
    return service.name(actor, reference, ListDraft(text, label, "https://example.org/list"))


def matched(who: Detainee, case: Case | None = None, seen: int | None = None) -> DecisionDraft:
    """Answer that somebody stands there."""
    return DecisionDraft(Answer.MATCHED, who.public_id, case.reference if case else None, seen_version=seen)


def proof(link: ReleaseLink = ReleaseLink.FREE, happened: str = "2025-09-11") -> ProofDraft:
    """Evidence of a release."""
    return ProofDraft("Seen by a colleague at the border crossing.", "S-014", link, PartialDate.parse(happened))
