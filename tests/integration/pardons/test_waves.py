"""Four releases as they happened, contradictions included, on invented people; and the ledger still adds up."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from case_mgr.core.paging import PageRequest
from case_mgr.demo import waves
from case_mgr.extensions import db
from case_mgr.pardons import figures, queries, service
from case_mgr.pardons.figures import Fact, Span
from case_mgr.pardons.types import Says, Topic
from tests import cast
from tests.client import PageClient


@pytest.fixture
def made(here: Flask) -> list[str]:
    """Enter the four."""
    found = waves.load(cast.COORDINATOR.actor(), cast.CASEWORKER.actor())
    service.count_stock(cast.COORDINATOR.actor())
    db.session.commit()
    return found


def test_each_wave_has_its_numbers_and_its_contradictions(made: list[str]) -> None:
    who = cast.CASEWORKER.actor()
    june, september, december, march = (queries.get_batch(who, reference) for reference in made)
    assert [(b.figures.stated, b.figures.places) for b in (june, september, december, march)] == [
        (Span(14, 14), 14),
        (Span(51, 52), 52),
        (Span(114, 123), 123),
        (Span(250, 250), 250),
    ]
    told = {
        (one.topic, one.key): [group.number for group in one.groups] for one in figures.disagreements(september.claims)
    }
    assert told[Topic.NATIONALITY, "PL"] == [3, 2]
    assert told[None, "total"] == [52, 51]
    assert told[Topic.DESTINATION, "LT"] == [52, 51]
    told = {
        (one.topic, one.key): [group.number for group in one.groups] for one in figures.disagreements(december.claims)
    }
    assert told[Topic.NATIONALITY, "BY"] == [109, 104]
    assert figures.stated_parts(march.claims, Topic.DESTINATION) == {"BY": Span(235, 235), "LT": Span(15, 15)}
    assert (june.figures.of(Fact.JOINED), june.figures.of(Fact.NAMED)) == (2, 3)


def test_pardoned_is_not_freed_and_not_political_and_no_cause_is_claimed(made: list[str]) -> None:
    who = cast.CASEWORKER.actor()
    shown = queries.get_batch(who, made[1]).figures
    assert (shown.of(Fact.CONFIRMED), shown.of(Fact.NOT_FREE), shown.of(Fact.NOT_POLITICAL)) == (1, 1, 1)
    (concession,) = queries.list_concessions(who, PageRequest(), made[1]).items
    assert [link.says for link in concession.links] == [Says.REPORTED, Says.DENIED]
    found = queries.get_ledger(who, date(2025, 6, 1), date(2026, 3, 31), date(2026, 3, 31))
    assert found.off == 0


def test_the_pages_of_the_waves_open_for_a_reviewer(made: list[str], client: PageClient) -> None:
    client.sign_in(cast.REVIEWER)
    told = {
        page: client.visit(f"/pardons/{reference}{page}").text
        for reference in made
        for page in ("", "/places", "/divided", "/sheet", "/history", "/not-listed")
    }
    assert "Lithuania 0 15" in told["/divided"]
    assert "No release of this batch is confirmed yet." in told["/sheet"]
    client.visit("/pardons/concessions")
    client.visit("/pardons/stock")
