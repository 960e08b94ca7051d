"""The sheet of a release day names nobody whose publication is not allowed."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.detainees.types import Purpose, Sensitivity
from case_mgr.extensions import db
from case_mgr.pardons import queries, service
from case_mgr.pardons.figures import Fact
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_consent
from tests.integration.pardons import walk


@pytest.fixture
def batch(here: Flask) -> str:
    """Three confirmed: one who agreed to be named, one whom nobody asked, one withheld who had agreed."""
    walk.alone()
    who = cast.CASEWORKER.actor()
    people = [
        walk.person(who, "Сяргей Вярбіцкі"),
        walk.person(who, "Іван Дубравін"),
        walk.person(who, "Ганна Рачная", sensitivity=Sensitivity.RESTRICTED),
    ]
    reference = walk.batch(who)
    walk.paste(who, reference)
    for number, one in enumerate(people, 1):
        walk.held(who, one)
        service.decide(who, reference, number, walk.matched(one))
        service.confirm(who, reference, number, walk.proof())
    for one in (people[0], people[2]):
        a_consent(one, Purpose.PUBLISH, by=who)
    db.session.commit()
    return reference


def test_only_who_may_be_published_is_named(batch: str) -> None:
    found = queries.get_sheet(cast.CASEWORKER.actor(), batch)
    assert ([one.name for one in found.named], found.unnamed) == (["Сяргей Вярбіцкі"], 2)
    found = queries.get_sheet(cast.REVIEWER.actor(), batch)
    assert ([one.name for one in found.named], found.unnamed) == (["Сяргей Вярбіцкі"], 2)


def test_the_page_has_figures_their_meaning_and_no_other_name(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(client.visit(f"/pardons/{batch}").links["Release-day sheet to print"])
    assert "2 more are confirmed and are not named here." in page.text
    assert "As known at" in page.text
    assert "Evidence says how far the release went." in page.text
    for hidden in ("Дубравін", "Дубравин", "Рачная", "Rachnaya"):
        assert hidden not in page.html


def test_the_figures_are_the_same_whoever_prints_the_sheet(batch: str) -> None:
    near, far = (queries.get_sheet(who.actor(), batch) for who in (cast.CASEWORKER, cast.REVIEWER))
    assert near == far
    # Whoever is near to the third reads of them on the page of the batch, and there alone.
    shown = queries.get_batch(cast.CASEWORKER.actor(), batch).figures
    assert (shown.of(Fact.MATCHED), near.figures.of(Fact.MATCHED)) == (3, 2)
