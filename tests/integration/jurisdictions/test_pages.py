"""The pages of countries: what is known, whence, what is missing, and what the organisation adds."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import SIZES
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue, sections
from case_mgr.jurisdictions.words import SECTIONS
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, an_event
from tests.factories.places import NAME, a_place

COUNTRIES = [country.code for country in catalogue.jurisdictions()]
SIZE = SIZES[0]
MOST_HTML = 60_000
FIELDS: dict[str, Any] = {"name_en": NAME, "sort": "prison", "source": "A letter"}


def test_the_foot_of_every_page_leads_to_the_countries(client: PageClient) -> None:
    client.sign_in(cast.DATA_CLERK)
    page = client.visit("/cases")
    assert 'href="/jurisdictions"' in page.html
    listed = client.visit("/jurisdictions")
    assert {listed.links[name] for name in ("Belarus", "Iran")} == {"/jurisdictions/BY", "/jurisdictions/IR"}


def test_an_auditor_reads_no_cases_and_gets_no_link(client: PageClient) -> None:
    page = client.sign_in(cast.AUDITOR)
    assert "/jurisdictions" not in page.html
    client.visit("/jurisdictions", 403)


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_table_of_a_country_shows_every_row_with_its_source(client: PageClient, code: str) -> None:
    client.sign_in(cast.CASEWORKER)
    for section in SECTIONS:
        rows = list(catalogue.vocabulary(code, catalogue.TYPES[section]).values())
        # Ten pages show what two hundred would: the first, whole ones between, and the last.
        for number in _some(-(-len(rows) // SIZE) or 1):
            page = client.visit(f"/jurisdictions/{code}/{section}?page={number}")
            assert len(page.html.encode()) < MOST_HTML
            for row in rows[(number - 1) * SIZE : number * SIZE]:
                assert " ".join(row.names["en"].split()) in page.text, row.code
                assert catalogue.source_of(row).title in page.text
                assert f'id="{row.source}"' in page.html
            assert "Not verified" not in page.text


def _some(pages: int) -> list[int]:
    return sorted({*range(1, min(pages, 5) + 1), pages})


def test_a_long_table_is_shown_page_by_page_and_every_row_stands_on_one(client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    first = client.visit("/jurisdictions/BY/courts")
    assert f"Showing 1 to {SIZE} of {len(catalogue.courts('BY'))} rows" in first.text
    assert "/jurisdictions/BY/courts?page=2" in first.links.values()
    second = client.visit("/jurisdictions/BY/courts?page=2")
    rows = catalogue.courts("BY")
    assert rows[SIZE].names["en"] in second.text
    assert rows[SIZE - 1].names["en"] not in second.text
    assert client.visit("/jurisdictions/BY/courts?page=999").text == first.text


def test_articles_are_cut_down_to_one_law(client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit("/jurisdictions/BY/articles?law=koap2003")
    assert "17.11 КоАП 2003" in page.text
    assert "122 УК" not in page.text
    assert "122 УК" in client.visit(page.links["Show all"]).text
    assert "122 УК" in client.visit("/jurisdictions/BY/articles?law=nothing").text


@pytest.mark.parametrize("code", COUNTRIES)
def test_what_is_missing_is_said(client: PageClient, code: str) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/jurisdictions/{code}")
    assert "Known to be missing" in page.text
    for gap in catalogue.jurisdiction(code).gaps:
        assert gap["en"] in page.text


def test_addresses_of_sources_are_text_and_lead_nowhere(client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.visit("/jurisdictions/BY/facilities")
    assert "https://nash-dom.info/71593" in page.text
    assert not [href for href in page.links.values() if href.startswith("http")]


def test_a_reader_of_belarusian_reads_what_is_missing_in_it(client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    client.submit(client.visit("/jurisdictions/BY"), action="/language", button="be")
    page = client.visit("/jurisdictions/BY")
    assert "Лячэбна-працоўныя прафілакторыі" in page.text
    assert "Турма № 1, Гродна" in client.visit("/jurisdictions/BY/facilities").text


@pytest.mark.parametrize("path", ["/jurisdictions/XX", "/jurisdictions/BY/secrets", "/jurisdictions/XX/courts"])
def test_what_does_not_exist_is_not_found(client: PageClient, path: str) -> None:
    client.sign_in(cast.COORDINATOR)
    client.visit(path, 404)


@pytest.mark.parametrize("path", ["/jurisdictions/BY/regimes/new", "/jurisdictions/XX/courts/new"])
def test_only_facilities_and_courts_are_added(client: PageClient, path: str) -> None:
    client.sign_in(cast.COORDINATOR)
    client.visit(path, 404)


def test_from_adding_a_place_to_choosing_it_in_a_case(app: Flask, client: PageClient) -> None:
    with app.app_context():
        case = a_case()
        an_event(case)
        reference = case.reference
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    page = client.visit(client.visit("/jurisdictions/BY/facilities").links["Add a facility"])
    wrong = client.submit(page, 422, **(FIELDS | {"name_en": "ИК-3"}))
    assert "“ИК-3” is in the vocabulary already." in wrong.text
    assert "A letter" in wrong.html, "what was typed is lost"
    added = client.submit(wrong, name_en=NAME)
    assert "Added by your organisation" in added.text
    form = client.visit(f"/cases/{reference}/custody/new")
    assert 'optgroup label="Added by your organisation"' in form.html
    code = next(option for option in form.html.split('"') if option.startswith("own-"))
    held = client.submit(form, facility=code)
    assert f"{NAME} (added by your organisation)" in held.text
    assert code not in held.text
    assert NAME in client.visit("/cases").text
    event = client.submit(client.visit(f"/cases/{reference}/events/new?kind=transfer"), 200, facility=code)
    assert NAME in event.text


def test_lists_name_a_place_by_its_new_name_and_in_the_language_of_the_page(app: Flask, client: PageClient) -> None:
    with app.app_context():
        place, case = a_place(), a_case()
        an_event(case, facility=place.code)
        public_id = place.public_id
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    client.submit(client.visit(f"/places/{public_id}/edit"), name_en="The Pond", name_be="Сажалка")
    assert "The Pond" in client.visit("/cases").text
    client.submit(client.visit("/cases"), action="/language", button="be")
    assert "Сажалка" in client.visit("/cases").text


def test_a_name_in_any_language_is_enough_and_none_is_refused(client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    page = client.visit("/jurisdictions/IR/courts/new")
    empty = client.submit(page, 422, sort="special", source="A lawyer")
    assert "Write the name in at least one language." in empty.text
    unsourced = client.submit(empty, 422, name_fa="دادگاه ساختگی", source="")
    assert "Say where it is known from" in unsourced.text
    assert "دادگاه ساختگی" in client.submit(unsourced, source="A lawyer").text


def test_a_place_that_is_no_more_can_still_be_chosen_and_says_so(app: Flask, client: PageClient) -> None:
    with app.app_context():
        reference = a_case().reference
        a_place(valid_to=PartialDate.year(2024))
        a_place(name="Invented yard")
        db.session.commit()
    client.sign_in(cast.CASEWORKER)
    form = client.visit(f"/cases/{reference}/custody/new")
    assert f"{NAME} (no longer in use)" in form.text
    assert "SIZO No. 1, Minsk, Valadarskaha street (no longer in use)" in form.text
    assert "Invented yard (no longer" not in form.text


def test_changing_and_ending_leave_a_history(app: Flask, client: PageClient) -> None:
    with app.app_context():
        public_id = a_place().public_id
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    place = client.visit(f"/places/{public_id}")
    assert NAME not in place.title
    changed = client.submit(client.visit(place.links["Change"]), name_en="The Pond", region="North")
    assert "The place was changed." in changed.text
    assert NAME in changed.text, "the former name stays as another spelling"
    nothing = client.submit(client.visit(changed.links["End it"]), 422)
    assert "when it ended" in nothing.text
    ended = client.submit(nothing, ended__kind="year", ended__year=2025)
    assert "until 2025" in ended.text
    assert "An own facility or court was ended" in ended.text


def test_a_stale_edit_shows_three_values(app: Flask, client: PageClient) -> None:
    with app.app_context():
        public_id = a_place().public_id
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    mine = client.visit(f"/places/{public_id}/edit")
    client.submit(client.visit(f"/places/{public_id}/edit"), region="North")
    page = client.submit(mine, 409, region="South")
    assert "North" in page.text
    assert "South" in page.text


def test_a_caseworker_reads_own_places_and_changes_none(app: Flask, client: PageClient) -> None:
    with app.app_context():
        public_id = a_place().public_id
        db.session.commit()
    client.sign_in(cast.CASEWORKER)
    page = client.visit("/jurisdictions/BY/facilities")
    assert NAME in page.text
    assert "Add a facility" not in page.links
    assert "Change" not in client.visit(f"/places/{public_id}").links
    for path in ("/jurisdictions/BY/facilities/new", f"/places/{public_id}/edit", f"/places/{public_id}/end"):
        client.visit(path, 403)


def test_a_case_of_every_country_can_be_opened_and_leads_to_its_vocabulary(app: Flask, client: PageClient) -> None:
    with app.app_context():
        references = [a_case(jurisdiction=code, year=2024).reference for code in COUNTRIES]
        db.session.commit()
    assert references == [f"{code}-2024-00001" for code in COUNTRIES]
    client.sign_in(cast.CASEWORKER)
    for code, reference in zip(COUNTRIES, references, strict=True):
        page = client.visit(f"/cases/{reference}")
        assert f"/jurisdictions/{code}" in page.links.values()
        kinds = client.visit(f"/cases/{reference}/events/new").text
        assert all(kind.names["en"] in kinds for kind in catalogue.event_kinds(code))


def test_rows_that_nobody_has_checked_would_be_marked(here: Flask) -> None:
    assert [sections.unverified(code) for code in COUNTRIES] == [0] * len(COUNTRIES)
