"""People and cases for tests, made through the services: needs an application context; the test commits."""

from __future__ import annotations

from itertools import count
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.cases import service as cases
from case_mgr.cases.models import Case, Exit, TimelineEvent
from case_mgr.cases.types import CaseDraft, EventDraft, ExitDraft
from case_mgr.core.dates import PartialDate
from case_mgr.detainees import service as people
from case_mgr.detainees.models import Consent, Detainee, FamilyContact, Relation
from case_mgr.detainees.types import (
    Answer,
    ConsentDraft,
    FamilyDraft,
    Giver,
    NameDraft,
    PersonDraft,
    Purpose,
    RelationDraft,
    Tie,
)
from tests import cast

_numbers = count(1)
GIVEN = ("Алесь", "Ганна", "Міхась", "Вольга", "Сяргей", "Тацяна", "Юрась", "Алена")
FAMILY = ("Прыдуманы", "Выдумка", "Казачны", "Няісны", "Ліпавіч", "Рачны", "Палявы", "Зорны")


def a_name() -> str:
    """Return an invented name, another one each time."""
    number = next(_numbers)
    return f"{GIVEN[number % len(GIVEN)]} {FAMILY[number // len(GIVEN) % len(FAMILY)]}-{number}"


def a_person(by: Actor | None = None, *names: str, **facts: Any) -> Detainee:
    """Register a person."""
    given = [NameDraft(name) for name in names or (a_name(),)]
    return people.register(by or cast.COORDINATOR.actor(), PersonDraft(names=tuple(given), **facts))


def a_case(by: Actor | None = None, person: Detainee | None = None, **facts: Any) -> Case:
    """Open a case, of a new person unless one is given."""
    by = by or cast.COORDINATOR.actor()
    person = person or a_person(by)
    return cases.open_case(by, CaseDraft(person=person.public_id, **facts))


def an_event(
    case: Case, kind: str = "detention", day: str = "2023-05-04", by: Actor | None = None, **facts: Any
) -> TimelineEvent:
    """Record an event on the timeline of a case."""
    draft = EventDraft(kind=kind, happened=PartialDate.parse(day), **facts)
    return cases.record_event(by or cast.COORDINATOR.actor(), case.reference, draft)


def an_exit(case: Case, kind: str, link: str, day: str = "2024-07-03", by: Actor | None = None, **facts: Any) -> Exit:
    """Record an exit from custody."""
    draft = ExitDraft(kind=kind, link=link, happened=PartialDate.parse(day), **facts)
    return cases.record_exit(by or cast.COORDINATOR.actor(), case.reference, draft)


def a_relative(person: Detainee, name: str = "", by: Actor | None = None, **facts: Any) -> FamilyContact:
    """Record a relative of a person."""
    draft = FamilyDraft(name or a_name(), **facts)
    return people.add_family_contact(by or cast.COORDINATOR.actor(), person.public_id, draft)


def a_consent(
    person: Detainee,
    *purposes: Purpose,
    giver: Giver = Giver.PERSON,
    answer: Answer = Answer.GIVEN,
    by: Actor | None = None,
    **facts: Any,
) -> Consent:
    """Record what somebody answered about a person, for all purposes unless some are named."""
    draft = ConsentDraft(giver, answer, purposes or tuple(Purpose), **facts)
    return people.record_consent(by or cast.COORDINATOR.actor(), person.public_id, draft)


def a_relation(person: Detainee, other: Detainee, tie: Tie = Tie.SIBLING, by: Actor | None = None) -> Relation:
    """Record what another person is to this one."""
    return people.relate(by or cast.COORDINATOR.actor(), person.public_id, RelationDraft(other.reference, tie))
