"""The pages of recognitions: request, decision, statement, end, lists and tags."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask

from case_mgr.cases.models import Case
from case_mgr.extensions import db
from case_mgr.recognition import queries
from tests import cast
from tests.client import Page, PageClient, fill
from tests.conftest import page_client
from tests.factories.people import a_case, a_person, an_event
from tests.factories.recognition import a_decision, a_recognition, a_request

NAME = "Тарас Вярбіцкі"


@pytest.fixture
def case(here: Flask) -> Case:
    """A case of somebody in custody."""
    made = a_case(cast.CASEWORKER.actor(), a_person(cast.CASEWORKER.actor(), NAME))
    an_event(made, day="2023-05-04")
    db.session.commit()
    return made


def day(name: str, year: int, month: int, number: int) -> dict[str, Any]:
    return {f"{name}__day": number, f"{name}__month": month, f"{name}__year": year}


def as_(client: PageClient, member: cast.Member) -> PageClient:
    client.sign_out()
    client.sign_in(member)
    return client


def hrefs(page: Page) -> set[str]:
    return {link.get("href") or "" for link in page.main.all("a")}


def figure(page: Page, label: str) -> tuple[int, str]:
    """Return the number with this label and where it leads."""
    link = next(link for link in page.main.all("a") if label in link.text and link.text.split()[0].isdigit())
    return int(link.text.split()[0]), link.get("href") or ""


def test_from_the_request_to_the_end(case: Case, client: PageClient) -> None:
    ref = case.reference
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/cases/{ref}")
    assert "Recognition" in page.links
    page = client.visit(page.links["Recognition"])
    assert "No recognition was requested in this case" in page.text
    page = client.visit(page.links["Request a recognition"])
    assert "PACE Resolution 1900 (2012)" in page.text
    assert "AAPP" not in page.text, "a standard for Myanmar is not offered for Belarus"
    page = client.visit(f"/cases/{ref}/recognition/new?standard=pace-1900")
    for words in ("purely political reasons", "clearly unfair", "Parliamentary Assembly of the Council of Europe"):
        assert words in page.text
    page = client.submit(page, 422, note=" ", why__pace__1900__a=" ")
    assert "which criterion is met" in page.text
    page = client.submit(page, note="The sister asks.", why__pace__1900__a="Held for a post.")
    assert "Recognition was requested. Somebody else decides." in page.text
    for name in (cast.COORDINATOR.name, cast.REVIEWER.name):
        assert name in page.text
    assert "Decide" not in page.links

    as_(client, cast.REVIEWER)
    home = client.visit("/")
    assert "Waiting for my decision" in home.text
    assert f"/cases/{ref}/recognition" in hrefs(home)
    page = client.visit(f"/cases/{ref}/recognition")
    page = client.submit(page, action=f"/cases/{ref}/recognition/")
    assert "The request is under review." in page.text
    page = client.visit(page.links["Decide"])
    assert "Held for a post." in page.html
    assert "The sister asks." in page.text
    page = client.submit(page, 422, decision="declined", note="")
    assert "Write why" in page.text
    assert "Held for a post." in page.html, "what was typed is kept"
    page = client.submit(page, decision="recognised", **day("decided", 2023, 6, 1))
    assert "The decision was recorded." in page.text
    assert "Recognised as a political prisoner" in page.text
    assert f"/cases/{ref}/recognition" not in hrefs(client.visit("/"))

    as_(client, cast.CASEWORKER)
    page = client.visit(client.visit(f"/cases/{ref}/recognition").links["Record the statement"])
    said: dict[str, Any] = {"title": "Joint statement", "signatories": "Group One\nGroup Two"}
    assert "https://" in client.submit(page, 422, url="groups.example", **said).text
    page = client.submit(page, url="https://groups.example/1", **said, **day("published", 2023, 6, 2))
    assert page.links["Joint statement"] == "https://groups.example/1"
    assert "Group Two" in page.text
    page = client.visit(page.links["Change the statement"])
    assert 'value="2023"' in page.html
    assert "Group Two" in page.html

    as_(client, cast.COORDINATOR)
    page = client.visit(client.visit(f"/cases/{ref}/recognition").links["End the recognition"])
    page = client.submit(page, 422, kind="withdrawn", reason="New facts", **day("ended", 2020, 1, 1))
    assert "It ends before it was decided" in page.text
    page = client.submit(page, kind="withdrawn", reason="New facts", **day("ended", 2024, 1, 1))
    assert "The recognition was ended." in page.text
    assert "New facts" in page.text


def test_the_requester_is_told_who_decides(case: Case, client: PageClient) -> None:
    row = a_request(case, by=cast.COORDINATOR.actor())
    db.session.commit()
    client.sign_in(cast.COORDINATOR)
    page = client.visit(f"/cases/{case.reference}/recognition/{row.public_id}/decide", 422)
    assert cast.REVIEWER.name in page.text
    assert "somebody else decides" in page.text


def test_whoever_decides_second_sees_what_was_decided(case: Case, client: PageClient) -> None:
    row = a_request(case)
    db.session.commit()
    client.sign_in(cast.REVIEWER)
    page = client.visit(f"/cases/{case.reference}/recognition/{row.public_id}/decide")
    a_decision(row, by=cast.COORDINATOR.actor())
    db.session.commit()
    page = client.submit(page, 409, decision="declined", note="Too little", **day("decided", 2023, 7, 1))
    for words in ("Recognised", "Declined", "Keep what is there now and open it"):
        assert words in page.text
    assert "Write mine over it" not in page.text
    assert client.visit(f"/cases/{case.reference}/recognition/{row.public_id}/decide").path.endswith("/recognition")


def test_tags_of_the_case_of_the_list_and_of_the_person(case: Case, client: PageClient) -> None:
    person = case.detainee.public_id
    other = a_case(person=a_person())
    a_request(other)
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    places = (f"/cases/{case.reference}", "/cases", f"/people/{person}")
    assert not any("Recognised" in client.visit(place).text for place in places)
    a_recognition(case)
    db.session.commit()
    assert [client.visit(place).text.count("Recognised") for place in places] == [1, 1, 1]


def test_numbers_lead_to_lists_of_as_many(case: Case, client: PageClient) -> None:
    a_recognition(case, "2023")
    for _ in range(2):
        a_recognition(a_case(), "2023-06-01")
    a_request(a_case())
    db.session.commit()
    client.sign_in(cast.REVIEWER)
    page = client.visit("/recognition")
    assert "Showing all 4 recognitions" in page.text
    waiting, href = figure(page, "Waiting for my decision")
    assert waiting == 1
    assert "Showing 1 recognition" in client.visit(href).text
    today, href = figure(page, "People recognised today")
    assert today == 3
    assert "Showing all 3 people" in client.visit(href).text
    page = client.visit("/recognition/day?on-day=1&on-month=6&on-year=2023")
    assert figure(page, "for certain")[0] == 2
    assert "Showing all 2 people" in page.text
    perhaps, href = figure(page, "perhaps")
    assert perhaps == 1
    page = client.visit(href)
    assert "Showing 1 person" in page.text
    assert case.reference in page.links


def test_a_day_that_has_not_come_is_not_counted(case: Case, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    for name in ("on", "known"):
        page = client.visit(f"/recognition/day?{name}-day=31&{name}-month=12&{name}-year=9999", 422)
        assert "This day has not come yet." in page.text


def test_a_day_that_is_none_gets_a_sentence_and_what_was_typed_stays(case: Case, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit("/recognition/day?on-day=31&on-month=2&on-year=2023", 422)
    assert "no such day" in page.text
    assert 'value="31"' in page.html


@pytest.mark.parametrize("member", [cast.ADVOCACY_OFFICER, cast.DATA_CLERK])
def test_whoever_only_reads_is_offered_nothing(case: Case, client: PageClient, member: cast.Member) -> None:
    row = a_request(case)
    db.session.commit()
    client.sign_in(member)
    page = client.visit(f"/cases/{case.reference}/recognition")
    assert not {"Decide", "Request a recognition"} & set(page.links)
    assert page.forms() == []
    assert (cast.REVIEWER.name in page.text) == (member is cast.ADVOCACY_OFFICER)
    client.visit(f"/cases/{case.reference}/recognition/{row.public_id}/decide", 403)
    client.visit(f"/cases/{case.reference}/recognition/new", 403)


def test_two_who_ask_at_once_make_one_request(fresh_app: Flask) -> None:
    """Both pages were opened before either was sent; whoever comes second is told at the field."""
    with fresh_app.app_context():
        ref = a_case(cast.CASEWORKER.actor()).reference
        db.session.commit()
    path, answers, opened = f"/cases/{ref}/recognition/new?standard=pace-1900", list[int](), []
    for member in (cast.CASEWORKER, cast.SECOND_CASEWORKER, cast.COORDINATOR):
        client = page_client(fresh_app)
        client.sign_in(member)
        opened.append((client, fill(client.visit(path).form(names=frozenset({"note"})), {"note": "Asked."})))
    headers = {"Referer": f"http://localhost{path}", "Sec-Fetch-Site": "same-origin"}
    start = threading.Barrier(len(opened))

    def send(client: PageClient, data: Any) -> None:
        start.wait()
        answers.append(client.post(path, data=data, headers=headers).status_code)

    threads = [threading.Thread(target=send, args=pair) for pair in opened]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 422, 422]
    with fresh_app.app_context():
        assert len(queries.list_of_case(cast.COORDINATOR.actor(), ref)) == 1
