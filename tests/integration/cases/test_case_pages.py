"""Cases through the pages: what happened, corrected, taken back; custody; exits."""

import pytest
from flask import Flask

from case_mgr.detainees.types import Sensitivity
from tests import cast
from tests.client import PageClient
from tests.integration import records


@pytest.fixture
def worker(here: Flask, client: PageClient) -> PageClient:
    client.sign_in(cast.CASEWORKER)
    return client


def open_case(*events: tuple[str, str]) -> str:
    """Open a case of somebody new."""
    actor = cast.CASEWORKER.actor()
    return records.case(actor, records.person(actor, "Тарас Вярбіцкі", born="1980")[0], *events)


def test_open_a_case(worker: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    page = worker.submit(worker.visit(f"/people/{public_id}/cases/new"), year="2024", charges="ст. 361¹")
    assert page.path == "/cases/BY-2024-00001"
    assert "Case BY-2024-00001 was opened" in page.text
    assert "ст. 361¹" in page.text
    assert "Followed by Wanda Okafor" in page.text
    assert "Вярбіцкі" not in page.title
    form = worker.visit(f"/people/{public_id}/cases/new")
    assert "This person has a case already" in form.text
    assert "four digits" in worker.submit(form, 422, year="24").text


def test_an_event_in_two_steps_and_another_one(worker: PageClient) -> None:
    ref = open_case()
    assert worker.visit(f"/cases/{ref}/events/new?step=2", 422).title.startswith("Error:")
    page = worker.visit(f"/cases/{ref}/events/new?kind=detention")
    assert "moves the case to: Detained" in page.text
    page = worker.submit(
        page, button="another", happened__year="2021", happened__month="May", facility="sizo-1", source="L1"
    )
    assert page.path == f"/cases/{ref}/events/new"
    assert f"“Detention” was added to the timeline of {ref}" in page.text
    page = worker.visit(f"/cases/{ref}/timeline")
    assert "May 2021" in page.text
    assert "Recorded by Wanda Okafor on" in page.text
    assert "Source: L1" in page.text
    assert "In custody" in page.text


def test_an_impossible_event_is_refused_at_its_kind(worker: PageClient) -> None:
    ref = open_case(*records.HELD, ("left_facility", "2022"), ("free", "2022"))
    page = worker.submit(
        worker.visit(f"/cases/{ref}/events/new?kind=punishment_cell"), 422, happened__year="2023", text="typed"
    )
    assert "is not possible after a release" in page.text
    assert (
        page.links[
            "“Punishment cell” is not possible after a release: a re-arrest opens a new case; "
            "if the release was taken back, record the return to custody first."
        ]
        == "#kind"
    )
    assert "typed" in page.html


def test_a_rare_event_asks_how_it_is_known(worker: PageClient) -> None:
    ref = open_case()
    form = worker.visit(f"/cases/{ref}/events/new?kind=transfer")
    page = worker.submit(form, 422, happened__year="2023", text="driven away")
    assert "Nothing is recorded before this" in page.text
    assert "driven away" in page.html
    page = worker.submit(page, button="Save anyway", reason="the lawyer saw it")
    assert page.path == f"/cases/{ref}/timeline"
    assert "How it is known: the lawyer saw it" in page.text


def test_a_date_in_the_future_is_refused_at_the_date(worker: PageClient) -> None:
    page = worker.submit(worker.visit(f"/cases/{open_case()}/events/new?kind=detention"), 422, happened__year="2999")
    assert "The date lies in the future" in page.text


def test_a_correction_keeps_the_earlier_text(worker: PageClient) -> None:
    ref = open_case(*records.HELD)
    form = worker.visit(worker.visit(f"/cases/{ref}/timeline").links["Correct: Detention, May 2021"])
    assert form.root.all("input", name="happened-month")[0].get("value") == "5"
    page = worker.submit(form, happened__month="6", text="in June")
    assert "June 2021" in page.text
    assert "Earlier: Detention · May 2021" in page.text


def test_an_event_taken_back_stays_readable_and_no_longer_counts(worker: PageClient) -> None:
    ref = open_case(*records.HELD)
    form = worker.visit(worker.visit(f"/cases/{ref}/timeline").links["Take back: Detention, May 2021"])
    assert "Say why it is taken back" in worker.submit(form, 422).text
    page = worker.submit(form, reason="another person")
    assert "Taken back" in page.text
    assert "Why: another person" in page.text
    assert "In custody" not in page.text
    worker.visit(form.path, 404)


def test_custody_names_its_facility_in_the_language_of_the_page(worker: PageClient) -> None:
    ref = open_case(*records.HELD)
    form = worker.visit(f"/cases/{ref}/custody/new")
    assert "Choose a facility" in worker.submit(form, 422).text
    page = worker.submit(form, facility="ik-1", regime="enhanced", began__year="2022", source="L2")
    assert "Penal colony No. 1, Navapolatsk" in page.text
    worker.submit(page, action="/language", language="ru")
    assert "Исправительная колония № 1, Новополоцк" in worker.visit(f"/cases/{ref}/custody").text


def test_nobody_who_is_free_is_held_until_now(worker: PageClient) -> None:
    ref = open_case(*records.HELD)
    worker.submit(worker.visit(f"/cases/{ref}/custody/new"), facility="ik-1", began__year="2022", source="L2")
    assert "2022 – now" in worker.visit(f"/cases/{ref}").text
    assert "not ended" in worker.visit(f"/cases/{ref}/custody").text
    worker.submit(worker.submit(worker.visit(f"/cases/{ref}/exit"), kind="pardon", link="free", evidence="seen"))
    assert "2022 – end not recorded" in worker.visit(f"/cases/{ref}").text
    assert "end not recorded" in worker.visit(f"/cases/{ref}/custody").text


def test_an_exit_says_first_what_it_changes(worker: PageClient) -> None:
    ref = open_case(*records.SERVING)
    form = worker.visit(f"/cases/{ref}/exit")
    assert "Say who saw or confirmed it" in worker.submit(form, 422, kind="pardon", link="border").text
    page = worker.submit(form, kind="pardon", link="border", happened__year="2025", evidence="seen by W2")
    assert "moves from “Serving” to “Released”" in page.text
    assert "Serving" in worker.visit(f"/cases/{ref}").text
    # Back in the browser: the form is still good.
    page = worker.submit(form, kind="pardon", link="border", happened__year="2025", evidence="seen by W2 at noon")
    page = worker.submit(page)
    assert page.path == f"/cases/{ref}"
    assert "An exit from custody was recorded" in page.text
    assert "This person has been released" in page.text
    assert "seen by W2 at noon" in page.text
    undo = page.links["Undo"]
    page = worker.submit(worker.visit(undo), reason="another man")
    assert "was taken back" in page.text
    assert "Serving" in page.text
    worker.visit(undo, 404)


def test_a_link_that_frees_nobody_says_so(worker: PageClient) -> None:
    ref = open_case(*records.SERVING)
    page = worker.submit(worker.visit(f"/cases/{ref}/exit"), kind="pardon", link="decree", evidence="decree printed")
    assert "frees nobody yet" in page.text


def test_the_event_of_an_exit_is_taken_back_with_the_exit(worker: PageClient) -> None:
    ref = open_case(*records.SERVING)
    form = worker.submit(worker.visit(f"/cases/{ref}/exit"), kind="pardon", link="border", evidence="seen")
    worker.submit(form)
    links = worker.visit(f"/cases/{ref}/timeline").links
    take_back = [href for text, href in links.items() if text.startswith("Take the exit back")]
    assert len(take_back) == 1
    assert not [text for text in links if text.startswith("Correct: Crossed")]


def test_what_we_say_of_an_exit_is_said_in_the_language_of_the_page(worker: PageClient) -> None:
    ref = open_case(*records.SERVING)
    form = worker.submit(worker.visit(f"/cases/{ref}/exit"), kind="pardon", link="border", evidence="seen by W2")
    worker.submit(form)
    page = worker.visit(f"/cases/{ref}/timeline")
    assert "The evidence is kept with the exit." in page.text
    worker.submit(page, action="/language", language="be")
    assert "The evidence is kept" not in worker.visit(f"/cases/{ref}/timeline").text
    assert "The evidence is kept" not in worker.visit(f"/cases/{ref}/history").text


def test_custody_of_somebody_released_does_not_last_until_now(worker: PageClient) -> None:
    ref = open_case(*records.SERVING)
    worker.submit(worker.visit(f"/cases/{ref}/custody/new"), facility="ik-1", began__year="2022", accepted="y")
    assert "2022 – now" in worker.visit(f"/cases/{ref}").text
    worker.submit(worker.submit(worker.visit(f"/cases/{ref}/exit"), kind="pardon", link="border", evidence="seen"))
    page = worker.visit(f"/cases/{ref}")
    assert "2022 – end not recorded" in page.text
    assert "mini-banner__strip--muted" in worker.visit(f"/cases/{ref}/edit").html, "no alarm over good news"
    assert "not recorded" in worker.visit(f"/cases/{ref}/custody").text


def test_a_stale_edit_of_a_case(worker: PageClient, another_client: PageClient) -> None:
    ref = open_case()
    form = worker.visit(f"/cases/{ref}/edit")
    another_client.sign_in(cast.SECOND_CASEWORKER)
    another_client.submit(another_client.visit(f"/cases/{ref}/edit"), charges="ст. 342")
    page = worker.submit(form, 409, charges="ст. 130")
    row = next(row for row in page.main.all("tr") if "Charges as written" in row.text)
    assert [cell.text for cell in row.all("td")] == ["ст. 361-4", "ст. 342", "ст. 130"]


def test_every_page_of_a_case_names_the_person_and_the_reference(worker: PageClient) -> None:
    ref = open_case(*records.HELD)
    places = (
        "",
        "/timeline",
        "/timeline?order=oldest",
        "/custody",
        "/custody/new",
        "/exit",
        "/edit",
        "/history",
        "/events/new",
    )
    for place in (*places, "/events/new?kind=hearing"):
        page = worker.visit(f"/cases/{ref}{place}")
        assert "Тарас Вярбіцкі" in page.text
        assert ref in page.text
        assert "Вярбіцкі" not in page.title


def test_the_case_of_a_restricted_person_is_for_its_owner_and_registrar(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    public_id, reference = records.person(actor, "Тарас Вярбіцкі", sensitivity=Sensitivity.RESTRICTED)
    ref = records.case(actor, public_id, owner=cast.SECOND_CASEWORKER.actor().public_id)
    client.sign_in(cast.SECOND_CASEWORKER)
    page = client.visit(f"/cases/{ref}")
    assert reference in page.text
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    client.visit(f"/cases/{ref}", 404)
    assert "Вярбіцкі" not in client.visit("/cases").html
    assert "Вярбіцкі" not in client.visit("/people").html
    assert "0 results for “Вярбіцкі”" in client.visit("/search?words=Вярбіцкі").text
    for typed in (reference, ref):
        assert f"0 results for “{typed}”" in client.visit(f"/search?words={typed}").text
