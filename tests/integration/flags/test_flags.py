"""Flags on cases: who raises and lowers them, where they stand, and to whom."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.access.roles import Role
from case_mgr.audit import queries as log
from case_mgr.cases.models import Case
from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.flags import queries, service
from case_mgr.flags.types import MOST_OPEN, FlagDraft, FlagKind
from tests import cast
from tests.client import PageClient
from tests.factories.flags import a_flag
from tests.factories.people import a_case, a_person

READERS = {Role.COORDINATOR, Role.CASEWORKER, Role.ADVOCACY_OFFICER, Role.DATA_CLERK, Role.REVIEWER}
WRITERS = {Role.COORDINATOR, Role.CASEWORKER}


@pytest.fixture
def case(here: Flask) -> Case:
    made = a_case(cast.CASEWORKER.actor())
    db.session.commit()
    return made


def withheld() -> Case:
    by = cast.CASEWORKER.actor()
    made = a_case(by, a_person(by, sensitivity=Sensitivity.RESTRICTED))
    db.session.commit()
    return made


def test_from_raising_to_lowering(case: Case, client: PageClient) -> None:
    ref = case.reference
    client.sign_in(cast.CASEWORKER)
    page = client.visit(client.visit(f"/cases/{ref}").links["Flags"])
    assert "No flag is open on this case." in page.text
    page = client.submit(page, 422, reason="")
    assert "Choose a kind of flag" in page.text
    assert "Write why somebody should look" in page.text
    page = client.submit(page, 422, kind="urgent", reason="х" * 501)
    assert "Shorten this to 500 characters" in page.text
    assert "х" * 501 in page.html, "what was typed is kept"
    page = client.submit(page, kind="urgent", reason="Ask the lawyer today.")
    assert "The flag was raised." in page.text
    assert "1 open flag" in page.text
    page = client.submit(page, 422, kind="urgent", reason="ask  the LAWYER today. ")
    assert "has a flag of this kind with this reason already" in page.text
    page = client.submit(page, kind="check", reason="Ask the lawyer today.")
    assert "Flag: Urgent, To be checked" in client.visit(f"/cases/{ref}").text

    listed = client.visit("/cases")
    assert "Flag: Urgent" in listed.text
    assert ref in client.visit("/cases?flagged=check").text
    assert ref not in client.visit("/cases?flagged=question").text
    assert ref in client.visit("/cases?flagged=any").text
    assert "Flagged: Urgent" in client.visit("/cases?flagged=urgent").text

    lowering = client.visit(f"/cases/{ref}/flags").links["Lower this flag"]
    page = client.submit(client.visit(lowering), 422, outcome="")
    assert "Write what came of it" in page.text
    page = client.submit(page, outcome="The lawyer went there.")
    assert "The lawyer went there." in page.text
    assert client.visit(lowering).path == f"/cases/{ref}/flags"
    history = client.visit(f"/cases/{ref}/history").text
    assert "A flag was raised on a case" in history
    assert "A flag of a case was lowered" in history


def test_whoever_lowers_second_sees_what_came_of_it(case: Case, client: PageClient) -> None:
    flag = a_flag(case)
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/cases/{case.reference}/flags/{flag.public_id}/lower")
    service.lower(cast.CASEWORKER.actor(), case.reference, flag.public_id, "Done by phone.")
    page = client.submit(page, 409, outcome="Written to them.")
    for words in ("Done by phone.", "Written to them.", cast.CASEWORKER.name):
        assert words in page.text
    with pytest.raises(Stale):
        service.lower(cast.COORDINATOR.actor(), case.reference, flag.public_id, "Again.")


def test_open_flags_are_bounded(case: Case) -> None:
    for number in range(MOST_OPEN):
        a_flag(case, reason=f"Reason {number}.")
    with pytest.raises(Refused, match="20 open flags already"):
        a_flag(case, reason="One more.")
    first = queries.list_of_case(cast.CASEWORKER.actor(), case.reference)[0]
    service.lower(cast.CASEWORKER.actor(), case.reference, first.public_id, "Done.")
    a_flag(case, reason="One more.")


def test_the_words_of_a_flag_stand_sealed_and_not_in_the_log(case: Case) -> None:
    flag = a_flag(case, reason="Тэлефон маці.")
    db.session.commit()
    assert "Тэлефон".encode() not in (flag.reason_sealed or b"")
    entry = log.list_history(cast.COORDINATOR.actor(), case.public_id, limit=1)[0]
    assert entry.facts == {"kind": "urgent"}
    assert "Тэлефон" not in str(entry.changes)


@pytest.mark.parametrize("role", list(Role))
def test_every_role(case: Case, client: PageClient, role: Role) -> None:
    flag = a_flag(case)
    db.session.commit()
    client.sign_in(cast.BY_ROLE[role])
    here = f"/cases/{case.reference}/flags"
    page = client.visit(here, 200 if role in READERS else 403)
    assert ("Raise the flag" in page.text) == (role in WRITERS)
    assert ("Lower this flag" in page.text) == (role in WRITERS)
    client.visit(f"{here}/{flag.public_id}/lower", 200 if role in WRITERS else 403)
    if role not in WRITERS:
        with pytest.raises(Forbidden):
            service.raise_flag(cast.BY_ROLE[role].actor(), case.reference, FlagDraft(FlagKind.URGENT, "Now."))


def test_a_flag_of_a_withheld_person_is_their_teams_alone(here: Flask, client: PageClient) -> None:
    hidden, shown = withheld(), a_case(cast.CASEWORKER.actor())
    a_flag(hidden)
    a_flag(shown)
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    assert "1 Flagged cases" in client.visit("/").text
    assert hidden.reference not in client.visit("/cases?flagged=any").text
    client.visit(f"/cases/{hidden.reference}/flags", 404)
    assert queries.list_kinds(cast.COORDINATOR.actor(), [hidden.reference]) == {}
    with pytest.raises(NotFound):
        a_flag(hidden, by=cast.COORDINATOR.actor())
    client.sign_out()
    client.sign_in(cast.CASEWORKER)
    page = client.visit("/")
    assert "2 Flagged cases" in page.text
    listed = client.visit(next(href for text, href in page.links.items() if "Flagged cases" in text))
    assert "Showing all 2 cases" in listed.text
    assert hidden.reference in listed.text


def test_a_stranger_finds_nothing(case: Case, client: PageClient) -> None:
    flag = a_flag(case)
    db.session.commit()
    client.sign_in(cast.STRANGER)
    client.visit(f"/cases/{case.reference}/flags", 404)
    client.visit(f"/cases/{case.reference}/flags/{flag.public_id}/lower", 404)
    other = a_case(cast.STRANGER.actor())
    db.session.commit()
    client.visit(f"/cases/{other.reference}/flags/{flag.public_id}/lower", 404)
