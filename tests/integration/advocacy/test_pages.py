"""The walk of an advocacy officer through the pages."""

from __future__ import annotations

from typing import Any

from flask import Flask

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from tests import cast
from tests.client import Page, PageClient
from tests.integration.reports import world

NAME, CHANNEL = "Vera Kalinskaja", "vera-canary@parliament.example"
WHEN: dict[str, Any] = {"happened__kind": "day", "happened__day": 3, "happened__month": 2, "happened__year": 2026}


def _add(client: PageClient, name: str = NAME, status: int = 200, **more: Any) -> Page:
    known: dict[str, Any] = {"name": name, "kind": "parliament", "country": "LT", "channel_value": CHANNEL}
    return client.submit(client.visit("/contacts/new"), status, **(known | more))


def _opened(app: Flask) -> int:
    with app.app_context():
        return log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.CHANNELS_OPENED), PageRequest()).total


def test_from_contact_to_interaction(app: Flask, client: PageClient) -> None:
    with app.app_context():
        references = [world.case(cast.CASEWORKER.actor(), number) for number in range(2)]
        db.session.commit()
    client.sign_in(cast.ADVOCACY_OFFICER)
    page = _add(client)
    assert "Contact A-0001 was added." in page.text
    assert NAME not in page.title
    assert CHANNEL not in page.html
    assert _opened(app) == 0
    channels = client.visit(page.links["Show the channels"])
    assert CHANNEL in channels.text
    assert _opened(app) == 1

    form = client.visit(page.links["Record an interaction"])
    fields = WHEN | {"direction": "to_them", "summary": "She will ask the minister."}
    wrong = client.submit(form, 422, **fields, cases=f"{references[0]} BY-2025-99999")
    assert "BY-2025-99999" in wrong.text
    assert references[0] in wrong.text, "what was typed is lost"
    done = client.submit(wrong, **fields, cases=" ".join(references), follow_up="She writes back", batch="R-2025-001")
    assert "was recorded." in done.text
    assert all(done.links[reference] == f"/cases/{reference}" for reference in references)
    assert done.links["R-2025-001"] == "/pardons/R-2025-001"
    settled = client.submit(done, result="She wrote.")
    assert "She wrote." in settled.text
    assert "3 Feb 2026" in client.visit("/contacts").text


def test_a_namesake_is_shown_first(client: PageClient) -> None:
    client.sign_in(cast.ADVOCACY_OFFICER)
    _add(client)
    page = _add(client, "VERA  kalinskaja", 422)
    assert "A-0001" in page.text
    page = client.submit(page, somebody_else="y")
    assert "Contact A-0002 was added." in page.text


def test_filters_and_their_tags(client: PageClient) -> None:
    client.sign_in(cast.ADVOCACY_OFFICER)
    _add(client)
    _add(client, "Fund of the Lighthouse", kind="donor", country="NO")
    page = client.visit("/contacts?kind=donor&country=NO")
    assert "Fund of the Lighthouse" in page.text
    assert NAME not in page.text
    assert "0 contacts" in client.visit("/contacts?words=nobody&sort=-name").text
    client.visit("/contacts?kind=nonsense&country=zz&page=999&sort=nonsense")


def test_changing_a_contact_and_a_second_editor(client: PageClient, another_client: PageClient) -> None:
    client.sign_in(cast.ADVOCACY_OFFICER)
    contact = _add(client).path
    another_client.sign_in(cast.COORDINATOR)
    first, second = client.visit(f"{contact}/edit"), another_client.visit(f"{contact}/edit")
    assert CHANNEL not in first.html
    client.submit(first, post="Member of the committee")
    page = another_client.submit(second, 409, post="Chair of the committee")
    assert "Chair of the committee" in page.text
    assert "Member of the committee" in page.text
    page = client.submit(client.visit(f"{contact}/edit"), 422, do_not_contact="y")
    assert "Say why" in page.text
    page = client.submit(page, do_not_contact="y", reason="They asked us not to")
    assert "Do not contact" in page.text


def test_channels_are_added_and_removed(client: PageClient) -> None:
    client.sign_in(cast.ADVOCACY_OFFICER)
    contact = _add(client).path
    page = client.submit(client.visit(f"{contact}/channels"), 422, value=" ")
    assert page.title.startswith("Error:")
    page = client.submit(client.visit(f"{contact}/channels"), kind="phone", value="+370 000 00000")
    assert "2 channels are recorded." in page.text
    channels = client.visit(f"{contact}/channels")
    href = next(link.get("href") for link in channels.main.all("a") if (link.get("href") or "").endswith("/remove"))
    page = client.submit(client.visit(href or ""))
    assert "1 channel is recorded." in page.text


def test_strangers_and_readers(client: PageClient, another_client: PageClient) -> None:
    client.sign_in(cast.ADVOCACY_OFFICER)
    contact = _add(client).path
    another_client.sign_in(cast.STRANGER)
    for path in (contact, f"{contact}/edit", f"{contact}/channels", f"{contact}/interactions/new"):
        another_client.visit(path, 404)
    another_client.sign_out()
    another_client.sign_in(cast.REVIEWER)
    assert "Record an interaction" not in another_client.visit(contact).links
    another_client.visit(f"{contact}/edit", 403)


def test_from_a_contact_to_a_submission_and_a_list(client: PageClient) -> None:
    client.sign_in(cast.ADVOCACY_OFFICER)
    contact = _add(client)
    for label in ("Begin a submission", "Make a list of names"):
        form = client.visit(contact.links[label])
        assert NAME not in form.path
        assert "A-0001" in form.html
