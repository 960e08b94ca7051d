"""A small world to report on: people, cases, a talk; everything through the services."""

from __future__ import annotations

from datetime import date

from flask import Flask

from case_mgr.access.actor import Actor
from case_mgr.advocacy import service as advocacy
from case_mgr.advocacy.kinds import Direction, Discretion, Medium
from case_mgr.advocacy.types import ContactDraft, InteractionDraft
from case_mgr.cases import service as cases
from case_mgr.cases.types import CaseDraft, EventDraft
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.detainees import service as detainees
from case_mgr.detainees.types import NameDraft, NationalityDraft, PersonDraft, Sensitivity, Sex
from case_mgr.jobs import worker
from case_mgr.reports.types import Period
from case_mgr.rooms.handlers import HANDLERS
from tests.client import Page, PageClient

ARRESTED = PartialDate.day(2025, 3, 10)
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def today() -> Period:
    """The period in which everything of a test is registered."""
    return Period(date(2025, 1, 1), clock.today())


def case(
    actor: Actor,
    number: int = 1,
    *,
    sex: Sex = Sex.MALE,
    country: str = "BY",
    sensitivity: Sensitivity = Sensitivity.NORMAL,
    arrested: PartialDate | None = ARRESTED,
) -> str:
    """Register a person with a case and a detention; return the reference of the case."""
    draft = PersonDraft(
        names=(NameDraft(f"Testperson Number {number}"),),
        sex=sex,
        nationalities=(NationalityDraft(country),),
        sensitivity=sensitivity,
    )
    person = detainees.register(actor, draft)
    opened = cases.open_case(actor, CaseDraft(person.public_id, year=2025))
    cases.record_event(actor, opened.reference, EventDraft("detention", arrested, source="a newspaper"))
    return opened.reference


def populate(actor: Actor) -> list[str]:
    """Nine men, six women of two countries, and one woman who is withheld."""
    made = [case(actor, n, sex=Sex.MALE if n < 9 else Sex.FEMALE, country="BY" if n % 3 else "LT") for n in range(15)]
    return [*made, case(actor, 99, sex=Sex.FEMALE, sensitivity=Sensitivity.RESTRICTED)]


def talk(actor: Actor, *references: str, day: PartialDate = ARRESTED, level: Discretion = Discretion.OPEN) -> str:
    """Record a meeting that raised these cases; return its public id."""
    contact = advocacy.add_contact(actor, ContactDraft("Ministry of Invented Affairs", is_body=True))
    draft = InteractionDraft(day, Medium.MEETING, Direction.TO_THEM, summary="We asked.", cases=references, level=level)
    return advocacy.record_interaction(actor, contact.public_id, draft).public_id


def count(app: Flask) -> None:
    """Let the worker do everything that was asked for."""
    while worker.run_next(app, HANDLERS):
        pass


def built(app: Flask, client: PageClient, check: str) -> Page:
    """Press the button that builds, let the worker count, and follow to where it leads."""
    page = client.submit(client.visit(check), action=check)
    assert page.heading == "Background work"
    count(app)
    return client.visit(f"{page.path.split('?')[0]}?follow=1")
