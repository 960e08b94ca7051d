"""What a word of a list means is said once, for all rows and for later lists."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from case_mgr.cases import queries as cases
from case_mgr.core.errors import NotFound
from case_mgr.detainees import queries as people
from case_mgr.extensions import db
from case_mgr.imports import service
from case_mgr.imports.models import ValueMeaning
from case_mgr.jurisdictions import catalogue
from tests import cast
from tests.client import PageClient
from tests.integration.imports import lists

LIST = (
    "Full name,Date of birth,Nationality,Date of arrest,Place of detention\n"
    "Вербалоз Андрэй,1985,мясцовы,2021,Белы дом\n"
    "Крыніцкая Марыя,1990,мясцовы,2021,белы  дом\n"
    "Дубрава Янка,1977,BY,2021,\n"
)
PLACE = catalogue.facilities("BY")[0]


def told(public_id: str) -> list[tuple[str, str, int]]:
    """Return the words of a list that nobody has explained."""
    unknown = lists.row_of(cast.CASEWORKER.actor(), public_id).unknown or []
    return [(word["field"], word["word"], word["rows"]) for word in unknown]


def test_a_word_is_explained_once_for_all_rows_and_lists(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, LIST)
    assert ("nationality", "мясцовы", 2) in told(public_id)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(client.visit(f"/imports/{public_id}/check").links["Say once what they mean"])
    words = [word for _field, word, _rows in told(public_id)]
    said: dict[str, Any] = {f"word_{words.index('мясцовы')}": "Беларусь"}
    page = client.submit(page, **said)
    assert page.path == f"/imports/{public_id}/check"
    assert "1 word is remembered" in page.text
    assert told(public_id) == [("place_of_detention", "Белы дом", 2)], "spelled otherwise, it is one word"
    assert service.explain(actor, public_id, {0: PLACE.code}) == {}
    service.check(actor, public_id)
    db.session.commit()
    assert told(public_id) == []
    lists.run(here, actor, public_id)
    first = lists.lines(actor, public_id)[0]
    assert [one.country for one in people.get_person(actor, str(first.person)).nationalities] == ["BY"]
    custody = cases.get_case(actor, str(first.case_reference)).custody[0]
    assert (custody.facility, custody.place) == (PLACE.code, "Белы дом"), "the word is kept as it is printed"
    other = lists.checked(actor, "Name;Citizenship\nКлён Пятро;МЯСЦОВЫ\n")
    assert lists.lines(actor, other)[0].fields["nationality"] == "BY", "remembered for the next list"
    assert told(other) == []


def test_what_is_not_understood_is_said_and_nothing_is_remembered(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, LIST)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{public_id}/values")
    page = client.submit(page, 422, word_0="Атлантыда", word_1="Атлантыда")
    assert "names no country" in page.text or "no such place" in page.text
    assert db.session.scalars(select(ValueMeaning)).all() == []


def test_words_are_remembered_for_the_own_organisation_alone(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, LIST)
    numbers = [n for n, (field, _word, _rows) in enumerate(told(public_id)) if field == "nationality"]
    assert service.explain(actor, public_id, dict.fromkeys(numbers, "BY")) == {}
    db.session.commit()
    stored = db.session.scalars(select(ValueMeaning)).one()
    assert b"\xd0" not in stored.digest.encode()
    assert "мясцовы".encode() not in stored.word_sealed, "a word of a list is kept sealed"
    strange = lists.checked(cast.STRANGER.actor(), LIST)
    line = lists.lines(cast.STRANGER.actor(), strange)[0]
    assert "nationality" not in line.fields
    client.sign_in(cast.STRANGER)
    client.visit(f"/imports/{public_id}/values", 404)


STATUSES = (
    "Full name,Date of birth,Date of arrest,Status,Release kind,Recognition\n"
    "Вербалоз Андрэй,1985,2021,Осуждён,,признан\n"
    "Крыніцкая Марыя,1990,2021,Сидит,,\n"
    "Дубрава Янка,1977,2021,сидит.,,под вопросом\n"
    "Клён Пятро,1969,2020,,выехал,\n"
    "Ясень Кацярына,1980,2020,,умер в колонии,\n"
)


def test_words_of_status_are_chosen_from_what_they_can_mean(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, STATUSES)
    assert told(public_id) == [("stage", "Сидит", 2), ("recognition", "под вопросом", 1), ("release_kind", "выехал", 1)]
    client.sign_in(cast.CASEWORKER)
    page = client.visit(client.visit(f"/imports/{public_id}/check").links["Say once what they mean"])
    assert "Restriction of freedom, at home or in an open facility" in page.text
    client.submit(page, 422, word_0="nonsense")
    page = client.submit(page, word_0="serving", word_1="-")
    assert "2 words are remembered" in page.text
    assert told(public_id) == [("release_kind", "выехал", 1)]
    lists.run(here, actor, public_id)
    stages = {}
    for line in lists.lines(actor, public_id):
        case = cases.get_case(actor, str(line.case_reference))
        stages[line.fields["full_name"].split()[0]] = str(case.row.stage)
        assert [event for event in case.events if event.happened and event.kind != "detention"] == []
    assert stages == {
        "Вербалоз": "sentenced",
        "Крыніцкая": "serving",
        "Дубрава": "serving",
        "Клён": "detained",
        "Ясень": "died",
    }
    first = str(lists.lines(actor, public_id)[0].person)
    shown = client.visit(f"/people/{first}/sources").text
    assert "Recognised, says the list" in shown
    assert "Осуждён" in shown, "the word stays as it stood"
    other = lists.checked(actor, "Name;Current status\nДуб Алесь;СИДИТ\n")
    assert told(other) == [], "remembered for the next list"


def test_what_a_word_of_status_means_counts_for_the_own_organisation_alone(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, STATUSES)
    assert service.explain(actor, public_id, {0: "serving"}) == {}
    db.session.commit()
    strange = lists.checked(cast.STRANGER.actor(), STATUSES)
    unknown = lists.row_of(cast.STRANGER.actor(), strange).unknown or []
    assert ("stage", "Сидит") in [(word["field"], word["word"]) for word in unknown]


def test_a_wrong_meaning_is_forgotten_and_asked_anew(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, STATUSES)
    assert service.explain(actor, public_id, {0: "released"}) == {}
    db.session.commit()
    meaning = db.session.scalars(select(ValueMeaning)).one().public_id
    client.sign_in(cast.STRANGER)
    assert "Сидит" not in client.visit("/imports/words").text
    with pytest.raises(NotFound):
        service.forget(cast.STRANGER.actor(), meaning)
    client.sign_out()
    client.sign_in(cast.CASEWORKER)
    page = client.visit("/imports/words")
    assert "Released" in page.text
    page = client.submit(page, action=f"/imports/words/{meaning}/forget")
    assert "The next list with this word asks what it means" in page.text
    assert ("stage", "Сидит", 2) in told(lists.checked(actor, STATUSES))
