"""Grants and who reads their reports."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask

from case_mgr.core.errors import Forbidden, NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from case_mgr.support import queries, service
from case_mgr.support.types import GrantDraft
from tests import cast
from tests.client import PageClient

GOOD = GrantDraft("HR-2026/7", "Lighthouse Fund", "Legal aid", "EUR", date(2026, 1, 1), date(2026, 12, 31))
DATES: dict[str, Any] = {f"starts__{part}": value for part, value in (("day", 1), ("month", 1), ("year", 2026))}
DATES |= {f"ends__{part}": value for part, value in (("day", 31), ("month", 12), ("year", 2026))}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"code": "two words"}, "no spaces"),
        ({"donor": " "}, "name of its donor"),
        ({"currency": "XXQ"}, "three letters"),
        ({"ends": date(2025, 1, 1)}, "ends before"),
        ({"starts": None}, "first and the last day"),
        ({"threshold": 1}, "hides nothing"),
        ({"threshold": 2}, "hides nothing"),
        ({"threshold": 11}, "hardly a number"),
    ],
)
def test_a_senseless_grant_gets_a_sentence(here: Flask, change: dict[str, Any], words: str) -> None:
    fields = {name: getattr(GOOD, name) for name in GrantDraft.__slots__}
    with pytest.raises(Refused, match=words):
        service.add_grant(cast.COORDINATOR.actor(), GrantDraft(**(fields | change)))


def test_a_code_stands_once_in_an_organisation(here: Flask) -> None:
    service.add_grant(cast.COORDINATOR.actor(), GOOD)
    with pytest.raises(Refused, match="already"):
        service.add_grant(cast.COORDINATOR.actor(), GOOD)
    service.add_grant(cast.STRANGER.actor(), GOOD)
    assert queries.list_grants(cast.COORDINATOR.actor(), PageRequest()).total == 1


def test_only_donors_become_readers(here: Flask) -> None:
    coordinator = cast.COORDINATOR.actor()
    grant = service.add_grant(coordinator, GOOD).public_id
    service.choose_readers(coordinator, grant, [cast.DONOR.actor().public_id])
    db.session.commit()
    assert [reader.email for reader in queries.get_grant(coordinator, grant).readers] == [cast.DONOR.email]
    for member in (cast.CASEWORKER, cast.STRANGER):
        with pytest.raises(Refused, match="role of a donor"):
            service.choose_readers(coordinator, grant, [member.actor().public_id])
    service.choose_readers(coordinator, grant, [])
    db.session.commit()
    assert not queries.get_grant(coordinator, grant).readers


def test_who_may(here: Flask) -> None:
    grant = service.add_grant(cast.COORDINATOR.actor(), GOOD).public_id
    with pytest.raises(Forbidden):
        service.add_grant(cast.ADVOCACY_OFFICER.actor(), GOOD)
    for member in (cast.CASEWORKER, cast.DONOR, cast.STRANGER):
        with pytest.raises(NotFound):
            queries.get_grant(member.actor(), grant)


def test_the_pages_of_a_grant(client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    assert "No grants yet" in client.visit("/grants").text
    form = client.visit("/grants/new")
    known = {"code": GOOD.code, "donor": GOOD.donor, "title": GOOD.title} | DATES
    assert "three letters" in client.submit(form, 422, **known, currency="E").text
    known |= {"currency": "eur"}
    assert "hides nothing: two people" in client.submit(form, 422, **known, threshold=2).text
    page = client.submit(form, **known)
    assert f"Grant {GOOD.code} was added." in page.text
    assert "Its reports hide numbers below 5" in " ".join(page.text.split())
    page = client.submit(client.visit(page.links["Amend the grant"]), threshold=7)
    assert "Its reports hide numbers below 7" in " ".join(page.text.split())
    again = client.visit(page.links["Amend the grant"])
    assert again.main.all("input", name="threshold")[0].get("value") == "7"
    readers = client.visit(page.links["Choose readers"])
    donor = next(box.get("value") for box in readers.main.all("input") if box.get("type") == "checkbox")
    page = client.submit(readers, readers=donor)
    assert cast.DONOR.name in page.text
    grants = client.visit("/grants").text
    assert GOOD.code in grants
    assert "Showing 1 grant" in grants
    assert "1 grants" not in grants
    assert "Build a report" in page.links
