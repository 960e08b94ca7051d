"""Charges, hearings, sentences and officials for tests, made through the services: the test commits."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.core.dates import PartialDate
from case_mgr.legal import service
from case_mgr.legal.estimate import Length
from case_mgr.legal.models import Charge, DetentionAct, Hearing, OfficialAct, Sentence
from case_mgr.legal.types.drafts import ChargesDraft, DetentionDraft, HearingDraft, SentenceDraft, Told
from case_mgr.legal.types.kinds import OfficialKind, Part, What
from case_mgr.legal.types.officials import NamingDraft, OfficialDraft
from tests import cast

THREE_YEARS = Length(years=3)
LIFE = Length(life=True)


def on(text: str) -> PartialDate:
    """Return a date."""
    return PartialDate.parse(text)


def told(day: str | None = None, **facts: Any) -> Told:
    """Return when something happened, with a reason in case it is rare where it stands."""
    facts.setdefault("reason", "the court file says so")
    return Told(happened=PartialDate.parse(day) if day else None, **facts)


def charges(
    reference: str, text: str = "ч. 1 ст. 342 УК", day: str = "2021-06-01", by: Actor | None = None
) -> list[Charge]:
    """Record the charges of a text."""
    return service.charge(by or cast.COORDINATOR.actor(), reference, ChargesDraft(text, told(day)))


def a_hearing(reference: str, day: str = "2021-09-01", by: Actor | None = None, **facts: Any) -> Hearing:
    """Record a hearing."""
    return service.record_hearing(by or cast.COORDINATOR.actor(), reference, HearingDraft(told(day), **facts))


def a_plan(reference: str, day: str, by: Actor | None = None, **facts: Any) -> Hearing:
    """Plan a hearing."""
    return service.record_hearing(by or cast.COORDINATOR.actor(), reference, HearingDraft(told(day), True, **facts))


def a_sentence(
    reference: str,
    length: Length = THREE_YEARS,
    day: str = "2021-11-03",
    by: Actor | None = None,
    **facts: Any,
) -> Sentence:
    """Record a sentence to a colony."""
    facts.setdefault("kind", "deprivation_of_liberty")
    facts.setdefault("regime", "general" if facts["kind"] == "deprivation_of_liberty" else "")
    draft = SentenceDraft(told(day), length=length, **facts)
    return service.sentence(by or cast.COORDINATOR.actor(), reference, draft)


def a_detention(reference: str, day: str = "2021-05-10", by: Actor | None = None, **facts: Any) -> DetentionAct:
    """Record a detention act."""
    return service.record_detention(by or cast.COORDINATOR.actor(), reference, DetentionDraft(told(day), **facts))


def a_judge(
    reference: str, hearing: Hearing, name: str = "Зміцер Выдуманы", by: Actor | None = None, known: str = ""
) -> OfficialAct:
    """Name the judge of a hearing."""
    draft = NamingDraft(OfficialDraft(name, OfficialKind.JUDGE, "Суд Прыдуманага раёна"), Part.JUDGED, known, "L1")
    return service.name_official(by or cast.COORDINATOR.actor(), reference, What.HEARING, hearing.public_id, draft)
