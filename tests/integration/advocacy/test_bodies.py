"""Bodies above people, posts with dates, and contacts that may be the same."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from case_mgr.advocacy import queries, service
from case_mgr.advocacy.types import ContactDraft, PostDraft
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused, Stale
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient


def _contact(name: str, member: cast.Member = cast.ADVOCACY_OFFICER, **more: Any) -> str:
    public_id = service.add_contact(member.actor(), ContactDraft(name, **more)).public_id
    db.session.commit()
    return public_id


def test_a_body_shows_who_belongs_to_it(here: Flask) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    state = _contact("Republic of Nowhere", is_body=True)
    ministry = _contact("Ministry of Nowhere", is_body=True, body=state)
    _contact("Envoy", body=ministry, post="Special envoy")
    assert [row.name for row in queries.get_contact(officer, ministry).members] == ["Envoy"]
    assert [row.name for row in queries.get_contact(officer, state).members] == ["Ministry of Nowhere"]
    assert queries.get_contact(officer, ministry).row.body == "Republic of Nowhere"


def test_no_circle_and_nobody_who_is_no_body(here: Flask) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    upper = _contact("Upper", is_body=True)
    lower = _contact("Lower", is_body=True, body=upper)
    person, foreign = _contact("A person"), _contact("Their ministry", cast.STRANGER, is_body=True)
    for body in (upper, lower):
        with pytest.raises(Refused, match="cannot belong to itself"):
            service.amend_contact(officer, upper, ContactDraft("Upper", is_body=True, body=body), 1)
    for body in (person, foreign, "nonsense"):
        with pytest.raises(Refused, match="Choose a body"):
            _contact("Another", body=body)


def test_a_new_post_keeps_the_one_before(here: Flask) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    ministry = _contact("Ministry of Nowhere", is_body=True)
    contact = _contact("Vera", post="Deputy", took_post=PartialDate.parse("2020"))
    seen = queries.get_contact(officer, contact).version
    with pytest.raises(Refused, match="ends before it begins"):
        service.change_post(officer, contact, PostDraft("Minister", left_before=PartialDate.parse("2019")), seen)
    draft = PostDraft("Minister", ministry, PartialDate.parse("2025-02"), PartialDate.parse("2025-01"))
    service.change_post(officer, contact, draft, seen)
    db.session.commit()
    view = queries.get_contact(officer, contact)
    assert (view.row.post, view.row.body, view.took_post, view.left_post) == (
        "Minister",
        "Ministry of Nowhere",
        PartialDate.parse("2025-02"),
        None,
    )
    assert [(post.title, post.took, post.left) for post in view.posts] == [
        ("Deputy", PartialDate.parse("2020"), PartialDate.parse("2025-01"))
    ]
    with pytest.raises(Stale):
        service.change_post(officer, contact, PostDraft("Late"), seen)


@pytest.mark.parametrize("other", ["Kalinskaja Vera", "Вера Калинская", "Vera Kalinskaya"])
def test_a_name_like_it_is_suggested(here: Flask, other: str) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    first = _contact("Vera Kalinskaja")
    _contact("Somebody Else Entirely")
    _contact("Vera Kalinskaja", cast.STRANGER)
    assert [row.name for row in queries.list_alike(officer, other)] == ["Vera Kalinskaja"]
    assert queries.list_alike(officer, "Vera Kalinskaja", but=first) == []


def test_the_pages(app: Flask, client: PageClient) -> None:
    with app.app_context():
        _contact("Ministry of Nowhere", is_body=True)
        contact = _contact("Vera Kalinskaja", post="Deputy")
    client.sign_in(cast.ADVOCACY_OFFICER)
    form = client.visit(client.visit(f"/contacts/{contact}").links["New post"])
    wrong = client.submit(form, 422, title=" ")
    assert "Write the new post" in wrong.text
    with app.app_context():
        body = queries.list_bodies(cast.ADVOCACY_OFFICER.actor())[0][0]
    page = client.submit(wrong, title="Minister", body=body)
    assert "Posts before" in page.text
    assert "Ministry of Nowhere" in page.links
    new = client.submit(client.visit("/contacts/new"), 422, name="Kalinskaja, Vera", kind="parliament")
    assert "Vera Kalinskaja" in new.links
    page = client.submit(new, somebody_else="y")
    assert "May be the same" in page.text
