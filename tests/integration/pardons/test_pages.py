"""The walk of a batch through the pages, without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from case_mgr.cases import queries as cases
from case_mgr.cases.types import State
from case_mgr.extensions import db
from case_mgr.pardons import service
from tests import cast
from tests.client import Page, PageClient
from tests.integration.pardons import walk

DAY: dict[str, Any] = {"happened__kind": "day", "happened__day": "11", "happened__month": "9", "happened__year": "2025"}


@pytest.fixture(autouse=True)
def one_is_enough(here: Flask) -> None:
    """These tests are about the evidence; who must agree has its own."""
    walk.alone()
    db.session.commit()


@pytest.fixture
def batch(here: Flask) -> str:
    """A batch with four names, one of them of a person of ours in custody."""
    actor = cast.CASEWORKER.actor()
    walk.held(actor, walk.person(actor, "Сяргей Вярбіцкі"))
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    db.session.commit()
    return reference


def _first_candidate(page: Page) -> str:
    values = [e.get("value") or "" for e in page.root.all("input") if e.get("name") == "answer"]
    return next(value for value in values if value.startswith("person:"))


def _decide(client: PageClient, page: Page, answer: str, **fields: Any) -> Page:
    return client.submit(page, answer=answer, **fields)


def test_from_the_announcement_to_a_confirmed_release(client: PageClient, here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    case = walk.held(actor, walk.person(actor, "Сяргей Вярбіцкі")).reference
    client.sign_in(cast.CASEWORKER)
    assert "No batch is recorded yet" in client.visit("/pardons").text
    page = client.submit(
        client.visit("/pardons/new"),
        title="Autumn pardon",
        announced__kind="month",
        announced__month="9",
        announced__year="2025",
        claim_source="State agency",
        claim_total="52",
    )
    assert page.path == "/pardons/R-2025-001"
    assert "Autumn pardon" not in page.title
    names = client.visit("/pardons/R-2025-001/names")
    preview = client.submit(names, label="Press list", text=walk.PRINTED)
    assert "4 names would be new here, 0 known already, 1 line left out" in preview.text
    assert "52 stated − 0 named" in client.visit("/pardons/R-2025-001").text
    page = client.submit(preview, button="add", label="Press list", text=walk.PRINTED)
    assert page.path == "/pardons/R-2025-001/reconcile"
    assert "Siarhiej Vierbicki" in page.text
    page = _decide(client, page, _first_candidate(page))
    assert "after=1" in page.path
    assert "Иван Дубравин" in page.text
    db.session.rollback()
    assert cases.get_case(actor, case).row.state is State.IN_CUSTODY
    page = client.visit("/pardons/R-2025-001/places/1/confirm")
    page = client.submit(page, link="border", evidence="Seen at the crossing.", source="S-014", **DAY)
    assert case in page.text
    db.session.rollback()
    assert cases.get_case(actor, case).row.state is not State.IN_CUSTODY
    assert "1 Confirmed" in " ".join(client.visit("/pardons/R-2025-001").text.split())


def test_every_figure_is_a_link_to_its_list(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/pardons/{batch}")
    figures = [li for li in page.root.all("li") if "figure-row__item" in (li.get("class") or "")]
    checked = 0
    for figure in figures:
        href = figure.all("a")[0].get("href") or ""
        value = next(e.text for e in figure.all("span") if e.get("class") == "figure-row__value")
        if "/places" in href or "not-listed" in href:
            shown = client.visit(href)
            rows = shown.root.all("tbody")[0].all("tr") if shown.root.all("tbody") else []
            assert str(len(rows)) == value, href
            checked += 1
    assert checked == 6


def test_all_pages_open_for_whoever_reads(client: PageClient, batch: str) -> None:
    client.sign_in(cast.REVIEWER)
    for path in (
        "",
        "/places",
        "/places?fact=named",
        "/places?fact=nonsense&page=999",
        "/places/1",
        "/history",
        "/not-listed",
    ):
        client.visit(f"/pardons/{batch}{path}")
    for path in ("/names", "/reconcile", "/claims/new", "/edit", "/places/1/confirm", "/places/1/refute"):
        client.visit(f"/pardons/{batch}{path}", 403)


def test_strangers_get_the_page_of_what_does_not_exist(client: PageClient, batch: str) -> None:
    client.sign_in(cast.STRANGER)
    missing = client.visit("/pardons/R-1999-001", 404)
    for path in (
        "",
        "/places",
        "/names",
        "/reconcile",
        "/places/1",
        "/places/1/confirm",
        "/claims/new",
        "/edit",
        "/history",
    ):
        page = client.visit(f"/pardons/{batch}{path}", 404)
        assert page.heading == missing.heading
    assert "No batch is recorded yet" in client.visit("/pardons").text


def test_an_answer_keeps_the_place_and_can_be_undone(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/pardons/{batch}/reconcile?after=2")
    assert "Anna Rachnaya" in page.text
    page = _decide(client, page, "not_ours", comment="A criminal case.")
    assert "Zxcvbn Qwertovich" in page.text
    page = _decide(client, page, "unsure")
    assert "Siarhiej Vierbicki" in page.text
    for answer in ("none", "new_to_us"):
        page = _decide(client, page, answer)
    # Whoever is new to us is recorded at once, or later: the answer stands already.
    page = client.visit(page.links["Later: on to the next place"])
    assert "Every place is decided" in page.text
    page = client.submit(page, action=f"/pardons/{batch}/decisions/")
    assert page.path.endswith("place=2")
    assert "Иван Дубравин" in page.text


def test_nothing_chosen_says_so_and_keeps_what_was_typed(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.submit(client.visit(f"/pardons/{batch}/reconcile"), 422, comment="to be asked")
    assert "Choose who this is" in page.text
    assert "to be asked" in page.html
    page = client.submit(page, 422, answer="other", other="P-999999")
    assert "No record has the reference P-999999" in page.text
    page = client.submit(page, 422, answer="same", same_as="1")
    assert "A place cannot be the same as itself" in page.text


def test_two_people_at_once_hear_who_was_quicker(client: PageClient, another_client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    another_client.sign_in(cast.SECOND_CASEWORKER)
    mine, theirs = (one.visit(f"/pardons/{batch}/reconcile") for one in (client, another_client))
    _decide(client, mine, "not_ours")
    late = another_client.submit(theirs, 409, answer="new_to_us")
    assert cast.CASEWORKER.name in late.text
    assert "Not ours" in late.text


def test_a_button_pressed_twice_decides_once(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/pardons/{batch}/reconcile")
    first, again = (_decide(client, page, "not_ours") for _ in range(2))
    assert first.path == again.path
    assert "1 of 4 decided" in again.text


def test_claims_stand_side_by_side_and_are_withdrawn_with_a_reason(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.submit(client.visit(f"/pardons/{batch}/claims/new"), source="A ministry", total="51")
    assert "The sources differ" in page.text
    assert "51–52" in page.text
    href = next(link for link in page.links.values() if "/withdraw" in link)
    page = client.submit(client.visit(href), 422, reason="")
    page = client.submit(client.visit(href), reason="Taken back by the ministry.")
    assert "The sources differ" not in page.text
    assert "Taken back by the ministry." in page.text


def test_bad_numbers_and_dates_are_refused_with_a_sentence(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    new = client.visit(f"/pardons/{batch}/claims/new")
    assert "Write the number with digits" in client.submit(new, 422, source="x", total="fifty").text
    assert "at most as many" in client.submit(new, 422, source="x", total="5", in_scope="6").text
    late: dict[str, Any] = {"as_of__kind": "year", "as_of__year": "2190"}
    assert "lies in the future" in client.submit(new, 422, source="x", total="5", **late).text


def test_sources_that_count_citizens_differently_are_told_in_words(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    new = f"/pardons/{batch}/claims/new"
    page = client.submit(
        client.visit(new),
        source="Lithuania",
        total="52",
        women="12",
        by_nationality="LT 6, Poland 2",
        by_destination="LT 52",
        archived="https://archive.example.org/1",
    )
    page = client.submit(client.visit(new), source="Polish foreign ministry", by_nationality="PL 3")
    assert "Nationality Poland: 3 according to Polish foreign ministry; 2 according to Lithuania." in page.text
    assert "Women 12" in page.text
    assert "By destination: Lithuania 52" in page.text
    assert "Archived copy: https://archive.example.org/1" in page.text


def test_a_claim_that_is_not_understood_says_what_and_keeps_what_was_typed(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    new = client.visit(f"/pardons/{batch}/claims/new")
    page = client.submit(new, 422, source="A ministry", total="5", by_nationality="Atlantis 3")
    assert "“Atlantis 3” is no country" in page.text or "“Atlantis” is no country" in page.text
    assert "Atlantis 3" in page.html
    page = client.submit(new, 422, source="A ministry", total="5", by_nationality="PL 6")
    assert "Of 5 people at most as many" in page.text
    assert (
        "Enter the number that this source gave, of all or of a part."
        in client.submit(new, 422, source="A ministry").text
    )


def test_half_a_claim_or_a_confirmation_without_a_date_is_told_at_the_field(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    new = client.visit("/pardons/new")
    assert "A number needs a source" in client.submit(new, 422, title="x", claim_total="5").text
    assert "Enter the number that this source gave" in client.submit(new, 422, title="x", claim_source="y").text
    page = client.visit(f"/pardons/{batch}/places/1/confirm")
    asked = [link.text for link in client.submit(page, 422).main.all("a") if (link.get("href") or "").startswith("#")]
    assert [sentence.split()[0] for sentence in asked] == ["Choose", "Enter", "Say", "Say"], "in the order of the page"
    page = client.submit(page, 422, link="free", evidence="Seen.", source="S-1")
    assert "Enter when it happened" in page.text


def test_refuting_and_taking_back_through_the_pages(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.submit(client.visit(f"/pardons/{batch}/places/2/refute"), evidence="Still inside.", source="S-3")
    assert "Refuted" in page.text
    href = next(link for link in page.links.values() if "/evidence/" in link)
    page = client.submit(client.visit(href), reason="The letter was old.")
    assert "The letter was old." in page.text
    assert "Say by what this is known" in client.submit(page, scope="not_political").html
    page = client.submit(page, scope="not_political", known_by="Sentenced for smuggling, S-4")
    assert "Not a political case" in page.text


def test_a_batch_is_corrected_and_a_stale_one_is_not(
    client: PageClient, another_client: PageClient, batch: str
) -> None:
    client.sign_in(cast.CASEWORKER)
    another_client.sign_in(cast.COORDINATOR)
    theirs = another_client.visit(f"/pardons/{batch}/edit")
    client.submit(client.visit(f"/pardons/{batch}/edit"), title="Pardon of September")
    late = another_client.submit(theirs, 409, title="Pardons")
    assert "Pardon of September" in late.text


def test_people_without_a_name_are_added(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/pardons/{batch}/names")
    page = client.submit(page, count="2", note="Seen at the border, 14:20")
    assert page.path == f"/pardons/{batch}/places?fact=anonymous"
    assert "Showing all 2 places" in page.text


def test_a_case_leads_to_its_batch_only_those_who_may_open_it(client: PageClient, another_client: PageClient) -> None:
    with client.application.app_context():
        actor = cast.CASEWORKER.actor()
        who = walk.person(actor, "Сяргей Вярбіцкі")
        case = walk.held(actor, who)
        reference = walk.batch(actor)
        walk.paste(actor, reference)
        service.decide(actor, reference, 1, walk.matched(who, case))
        service.confirm(actor, reference, 1, walk.proof())
        path = f"/cases/{case.reference}"
        db.session.commit()
    client.sign_in(cast.CASEWORKER)
    assert client.visit(client.visit(path).links[reference]).status == 200
    another_client.sign_in(cast.DATA_CLERK)
    page = another_client.visit(path)
    assert reference in page.text
    assert reference not in page.links, "a link that ends at a refusal is none"


def test_whoever_was_refused_at_one_place_is_likely_at_another(client: PageClient, here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    one, _other = (walk.person(actor, name) for name in ("Ганна Рачная", "Анна Рачная"))
    reference = walk.batch(actor)
    walk.paste(actor, reference, "1. Hanna Rachnaja\n2. Anna Rachnaya")
    service.decide(actor, reference, 1, walk.matched(one))
    db.session.commit()
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/pardons/{reference}/reconcile?show=likely")
    assert "Somebody is likely 1 Doubtful 0 Nobody found 0" in page.text
    assert "Анна Рачная" in page.text


def test_the_clear_ones_are_gone_through_first_and_latin_letters_stay_on(client: PageClient, batch: str) -> None:
    client.sign_in(cast.CASEWORKER)
    here = f"/pardons/{batch}/reconcile"
    page = client.visit(here)
    assert "To decide 4 Somebody is likely 1 Doubtful 0 Nobody found 3 Unsure 0" in page.text
    page = client.visit(f"{here}?show=nobody")
    assert "Иван Дубравин" in page.text
    assert "Ivan Dubravin" not in page.text
    page = client.visit(page.links["Also in Latin letters"])
    assert "Ivan Dubravin" in page.text
    page = _decide(client, page, "not_ours")
    assert ("Place 3" in page.text, "Nobody found 2" in page.text) == (True, True)
    assert "Without Latin letters" in page.text
    page = client.visit(f"{here}?show=likely&latin=1")
    assert "Siarhei Viarbitski" in page.text
    page = _decide(client, page, "none")
    assert "No such place is left to decide" in page.text
    assert "Somebody is likely 0 Doubtful 0 Nobody found 2" in page.text
    assert "Place 3" in client.visit(page.links["All that wait"]).text
