"""One search over people, cases, batches, contacts and officials, each by its own words; nothing that is closed."""

import pytest
from flask import Flask

from case_mgr.advocacy import service as advocacy
from case_mgr.advocacy.types import ContactDraft
from case_mgr.cases import service as cases
from case_mgr.cases.types import CustodyDraft
from case_mgr.detainees.types import Sensitivity
from case_mgr.legal.types.drafts import CourtDraft
from case_mgr.pardons import service as pardons
from case_mgr.pardons.types import BatchDraft
from tests import cast
from tests.client import Page, PageClient
from tests.factories import law
from tests.factories.people import a_case, a_person
from tests.factories.places import a_place


@pytest.fixture
def reader(here: Flask, client: PageClient) -> PageClient:
    client.sign_in(cast.COORDINATOR)
    return client


def search(client: PageClient, words: str) -> Page:
    return client.visit("/search", query_string={"words": words})


def found(page: Page) -> dict[str, list[str]]:
    """Return what stands in each group: title and reference."""
    return {
        (table.all("caption")[0].get("id") or "").removeprefix("found-").removesuffix("-caption"): [
            span.text for span in table.all("span", class_="reference")
        ]
        for table in page.main.all("table")
    }


@pytest.mark.parametrize("words", ["342", "ч. 1 ст. 342", "арт. 342 ч.1", "Article 342 part 1"])
def test_a_case_is_found_by_an_article_however_it_is_written(reader: PageClient, words: str) -> None:
    case, other = a_case(charges="арт. 369"), a_case(charges="1342")
    law.charges(case.reference, "ч. 1 ст. 342 УК")
    page = search(reader, words)
    assert found(page) == {"cases": [case.reference]}
    assert "charged with: Article 342" in page.text
    assert other.reference not in page.text


def test_a_charge_as_a_list_wrote_it_is_found_too(reader: PageClient) -> None:
    later, plain, _ = a_case(charges="ст. 361¹ УК"), a_case(charges="арт. 361"), a_case(charges="1361, 3610")
    assert found(search(reader, "361¹")) == {"cases": [later.reference]}
    assert found(search(reader, "ст. 361-1")) == {"cases": [later.reference]}
    assert found(search(reader, "361")) == {"cases": [plain.reference]}


def test_charges_that_are_recorded_count_for_what_was_written_before(reader: PageClient) -> None:
    case = a_case(charges="ст. 342, ст. 369")
    law.charges(case.reference, "ст. 361-4 УК")
    assert found(search(reader, "342")) == {}
    assert found(search(reader, "361-4")) == {"cases": [case.reference]}
    assert case.written == []


def test_what_was_written_otherwise_since_is_found_as_it_stands_now(reader: PageClient) -> None:
    case = a_case(charges="ч. 1 ст. 342, ст. 369")
    cases.amend_case(cast.COORDINATOR.actor(), case.reference, {"charges": "ст. 369, ст. 130"})
    assert found(search(reader, "342")) == {}
    assert found(search(reader, "369")) == {"cases": [case.reference]}
    assert found(search(reader, "130")) == {"cases": [case.reference]}


@pytest.mark.parametrize("words", ["IK-15", "ИК-15", "калонія 15", "penal colony 15", "Исправительная колония № 15"])
def test_a_case_is_found_by_its_facility_in_any_language(reader: PageClient, words: str) -> None:
    case, other = a_case(), a_case()
    cases.record_custody(cast.COORDINATOR.actor(), case.reference, CustodyDraft("ik-15"))
    cases.record_custody(cast.COORDINATOR.actor(), other.reference, CustodyDraft("ik-1"))
    page = search(reader, words)
    assert found(page) == {"cases": [case.reference]}
    assert "held in: Penal colony No. 15" in page.text


def test_a_facility_of_the_own_organisation_and_a_court_are_found(reader: PageClient) -> None:
    coordinator = cast.COORDINATOR.actor()
    place, case = a_place(coordinator, "Camp Выдуманы"), a_case()
    cases.record_custody(coordinator, case.reference, CustodyDraft(place.code))
    assert found(search(reader, "выдуманы camp")) == {"cases": [case.reference]}
    tried = a_case()
    law.a_hearing(tried.reference, court=CourtDraft("brest-region"))
    assert found(search(reader, "Брестский областной суд")) == {"cases": [tried.reference]}


def test_a_case_is_found_by_year_and_number_alone(reader: PageClient) -> None:
    case = a_case(year=2021)
    assert case.reference == "BY-2021-00001"
    assert found(search(reader, "2021-1")) == {"cases": [case.reference]}


def test_batches_contacts_and_officials_have_their_groups(reader: PageClient) -> None:
    batch = pardons.create(cast.COORDINATOR.actor(), BatchDraft("Вызваленне Снягір"))
    contact = advocacy.add_contact(cast.COORDINATOR.actor(), ContactDraft("Ministry of Снягір"))
    case = a_case(person=a_person(None, "Алесь Снягір"))
    judge = law.a_judge(case.reference, law.a_hearing(case.reference), "Юрась Снягір")
    page = search(reader, "снягір")
    assert found(page) == {
        "people": [case.detainee.reference],
        "batches": [batch.reference],
        "contacts": [contact.reference],
        "officials": [judge.official.reference],
    }
    assert "4 results for “снягір”" in page.text
    assert "Register this person" not in page.text
    for group, label in (("batches", "Pardon batches 1"), ("contacts", "Contacts 1"), ("officials", "Officials 1")):
        assert list(found(reader.visit(page.links[label]))) == [group]
    for reference in (batch.reference, contact.reference, judge.official.reference):
        assert reference in search(reader, reference).path or reference in search(reader, reference).title


def test_what_a_role_does_not_read_is_not_searched(here: Flask, client: PageClient) -> None:
    advocacy.add_contact(cast.COORDINATOR.actor(), ContactDraft("Ministry of Снягір"))
    client.sign_in(cast.DATA_CLERK)
    page = search(client, "снягір")
    assert found(page) == {}
    assert "0 results for “снягір”" in page.text


def test_a_withheld_person_is_found_by_nothing_of_their_case(here: Flask, client: PageClient) -> None:
    caseworker = cast.CASEWORKER.actor()
    person = a_person(caseworker, "Марыля Снягір", "Maria Bullfinch", sensitivity=Sensitivity.RESTRICTED)
    case = a_case(caseworker, person, year=2020, charges="арт. 361-4")
    cases.record_custody(caseworker, case.reference, CustodyDraft("ik-15"))
    law.charges(case.reference, "ст. 130 УК", by=caseworker)
    law.a_judge(
        case.reference, law.a_hearing(case.reference, by=caseworker, court=CourtDraft("brest-region")), by=caseworker
    )
    words = ("Снягір", "Bullf", "361-4", "130", "IK-15", "brest regional court", "2020-1", case.reference, "P-1")
    client.sign_in(cast.COORDINATOR)
    for word in words:
        page = search(client, word)
        assert found(page) == {}, word
        assert "0 results" in page.text, word
    client.sign_out()
    client.sign_in(cast.CASEWORKER)
    assert all("0 results" not in search(client, word).text for word in words if word != "361-4")


def test_only_the_first_of_a_group_are_shown_and_the_rest_has_pages(reader: PageClient) -> None:
    for number in range(27):
        a_person(None, f"Тарас Вярбіцкі-{number}")
    page = search(reader, "вярб")
    assert len(found(page)["people"]) == 10
    every = reader.visit(page.links["See all: People"])
    assert len(found(every)["people"]) == 25
    assert len(found(reader.visit(every.links["Next"]))["people"]) == 2


def test_a_name_is_offered_for_registration_though_an_official_has_it(reader: PageClient) -> None:
    case = a_case()
    law.a_judge(case.reference, law.a_hearing(case.reference), "Юрась Снягір")
    page = search(reader, "Юрась Снягір")
    assert list(found(page)) == ["officials"]
    assert "Юрась Снягір" in reader.submit(page, action="/people/new").text


def test_no_address_tells_what_was_looked_for(reader: PageClient) -> None:
    a_person(None, "Алесь Снягір")
    page = search(reader, "снягір")
    for href in page.links.values():
        assert "снягір" not in href.casefold()
        assert "%D1%81%D0%BD" not in href
