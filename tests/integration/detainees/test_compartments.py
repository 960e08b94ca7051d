"""Vulnerabilities, family contacts and relations: what is closed appears nowhere, and each look is written down."""

import pytest
from flask import Flask
from sqlalchemy import text

from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.detainees import queries, service
from case_mgr.detainees.types import (
    ChannelKind,
    FamilyChannel,
    FamilyDraft,
    RelationDraft,
    Sensitivity,
    Tie,
    VulnerabilityDraft,
    VulnerabilityKind,
    inverse,
)
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.exports import a_file
from tests.integration import records

DETAIL = "insulin twice a day, refused in the punishment cell"
MOTHER = FamilyDraft(
    "Вольга Выдумка",
    "mother in Hrodna",
    "be",
    "after six",
    "calls only",
    (FamilyChannel(ChannelKind.PHONE, "+375290000"),),
)
SECRETS = ("Вольга", "Hrodna", "+375290000", "calls only", "after six")


@pytest.fixture
def worker(here: Flask, client: PageClient) -> PageClient:
    client.sign_in(cast.CASEWORKER)
    return client


def test_the_kind_is_for_the_team_and_the_detail_for_few(worker: PageClient, another_client: PageClient) -> None:
    public_id, _ = records.person(cast.CASEWORKER.actor())
    form = worker.visit(f"/people/{public_id}/vulnerabilities/new")
    worker.submit(form, kind="health", detail=DETAIL, since__year="2022", source="L1")
    assert "recorded already" in worker.submit(form, 422, kind="health", once="another").text
    assert DETAIL in worker.visit(f"/people/{public_id}/health").text
    assert "The detail of a person's vulnerabilities was opened" in worker.visit(f"/people/{public_id}/history").text
    another_client.sign_in(cast.ADVOCACY_OFFICER)
    for place in ("", "/vulnerabilities", "/history", "/names"):
        page = another_client.visit(f"/people/{public_id}{place}")
        assert DETAIL not in page.html
        assert "Detail" not in page.text
        assert "was opened" not in page.text
    assert "Poor health" in another_client.visit(f"/people/{public_id}").text
    another_client.visit(f"/people/{public_id}/health", 403)


def test_a_detail_is_amended_and_a_stale_edit_refused(here: Flask) -> None:
    who = cast.CASEWORKER.actor()
    public_id, _ = records.person(who)
    row = service.add_vulnerability(who, public_id, VulnerabilityDraft(VulnerabilityKind.HEALTH, detail=DETAIL))
    db.session.commit()
    seen = row.version
    changed = VulnerabilityDraft(VulnerabilityKind.HEALTH, detail="better now")
    service.amend_vulnerability(who, public_id, row.public_id, changed, seen)
    with pytest.raises(Stale):
        service.amend_vulnerability(who, public_id, row.public_id, changed, seen)
    assert [view.detail for view in service.open_health(who, public_id)] == ["better now"]
    service.remove_vulnerability(who, public_id, row.public_id)
    assert queries.get_person(who, public_id).vulnerabilities == ()


def test_a_relative_stands_nowhere_in_clear(here: Flask) -> None:
    who = cast.CASEWORKER.actor()
    public_id, _ = records.person(who)
    service.add_family_contact(who, public_id, MOTHER)
    service.open_family(who, public_id)
    db.session.commit()
    for table in ("detainee", "family_contact", "audit_entry", "audit_detail", "person_name", "name_key"):
        for stored in db.session.execute(text(f"SELECT * FROM {table}")):  # noqa: S608 - names from the line above
            said = b"|".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in stored)
            assert not [secret for secret in SECRETS if secret.encode() in said], table


def test_family_is_a_tab_for_few_and_shown_nowhere_else(worker: PageClient, another_client: PageClient) -> None:
    public_id, reference = records.person(cast.CASEWORKER.actor())
    form = worker.visit(f"/people/{public_id}/family/new")
    assert "Enter a name" in worker.submit(form, 422, name="").text
    page = worker.submit(form, name="Вольга Выдумка", relation="mother in Hrodna", value0="+375290000", safe0="y")
    assert "Family" in page.links
    for words in ("Вольга Выдумка", "mother in Hrodna", "+375290000", "Safe"):
        assert words in page.text
    another_client.sign_in(cast.COORDINATOR)
    for path in ("", "/history", "/names", "/relations", "/edit"):
        assert not [word for word in SECRETS if word in another_client.visit(f"/people/{public_id}{path}").html]
    for path in ("/people", "/audit", "/cases"):
        assert not [word for word in SECRETS if word in another_client.get(path).get_data(as_text=True)], path
    taken = a_file(another_client, "people")
    assert reference in taken
    assert not [word for word in SECRETS if word in taken]
    assert reference not in another_client.visit("/search?q=Вольга").text
    entry = next(href for href in another_client.visit("/audit").links.values() if "/audit/entries/" in href)
    assert not [word for word in SECRETS if word in another_client.visit(entry).html]
    assert reference in another_client.visit("/audit").text
    another_client.sign_out()
    another_client.sign_in(cast.REVIEWER)
    assert "Family" not in another_client.visit(f"/people/{public_id}").links
    assert "family" not in another_client.visit(f"/people/{public_id}/history").text
    another_client.visit(f"/people/{public_id}/family", 403)


def test_a_relative_is_amended_and_removed(worker: PageClient, another_client: PageClient) -> None:
    who = cast.CASEWORKER.actor()
    public_id, _ = records.person(who)
    contact = service.add_family_contact(who, public_id, MOTHER).public_id
    db.session.commit()
    here = f"/people/{public_id}/family/{contact}"
    form = worker.visit(f"{here}/edit")
    assert form.root.all("input", name="value0")[0].get("value") == "+375290000"
    another_client.sign_in(cast.SECOND_CASEWORKER)
    another_client.submit(another_client.visit(f"{here}/edit"), best_time="never on Sundays")
    looks = text("SELECT count(*) FROM audit_entry WHERE event = 'family_opened'")
    looked = db.session.scalar(looks) or 0
    page = worker.submit(form, 409, best_time="mornings")
    assert [cell.text for cell in page.main.all("td")] == ["after six", "never on Sundays", "mornings"]
    # That the other's words were shown is written down, although the edit was not.
    assert db.session.scalar(looks) == looked + 1
    assert "never on Sundays" in worker.visit(f"/people/{public_id}/family").text
    page = worker.submit(worker.visit(f"{here}/remove"))
    assert "Вольга" not in page.html
    worker.visit(f"{here}/edit", 404)


@pytest.mark.parametrize("member", [cast.ADVOCACY_OFFICER, cast.DATA_CLERK, cast.REVIEWER, cast.STRANGER])
def test_family_is_closed_to_services_too(here: Flask, member: cast.Member) -> None:
    who = cast.CASEWORKER.actor()
    public_id, _ = records.person(who)
    contact = service.add_family_contact(who, public_id, MOTHER).public_id
    with pytest.raises((Forbidden, NotFound)):
        service.open_family(member.actor(), public_id)
    with pytest.raises((Forbidden, NotFound)):
        service.open_contact(member.actor(), public_id, contact)


def test_looking_is_no_edit_that_would_keep_an_import(here: Flask) -> None:
    from case_mgr.audit import queries as log

    who = cast.CASEWORKER.actor()
    public_id, _ = records.person(who)
    service.open_family(who, public_id)
    service.open_health(who, public_id)
    service.open_identity(who, public_id)
    db.session.commit()
    assert log.count_by_subject(who, [public_id])[public_id] == 1


def test_a_relation_is_read_from_both_sides(worker: PageClient) -> None:
    who = cast.CASEWORKER.actor()
    (mother, _), (son, reference) = records.person(who, "Ганна Рачная"), records.person(who, "Алесь Рачны")
    form = worker.visit(f"/people/{mother}/relations/new")
    page = worker.submit(form, reference=reference.lower(), tie="child", since__year="1990", source="passport")
    assert "Алесь Рачны" in page.text
    assert "Child" in page.text
    other = worker.visit(f"/people/{son}/relations").text
    assert "Ганна Рачная" in other
    assert "Parent" in other
    for place in (mother, son):
        assert "A relation between two people was recorded" in worker.visit(f"/people/{place}/history").text
    again = worker.visit(f"/people/{mother}/relations/new")
    assert "recorded already" in worker.submit(again, 422, reference=reference, tie="child").text
    page = worker.submit(worker.visit(page.links["Undo"]))
    assert "Алесь" not in page.text
    assert "Ганна" not in worker.visit(f"/people/{son}/relations").text


@pytest.mark.parametrize("tie", Tie)
def test_every_word_has_its_opposite(tie: Tie) -> None:
    assert inverse(inverse(tie)) is tie


def test_somebody_who_is_withheld_is_neither_named_nor_counted(worker: PageClient, another_client: PageClient) -> None:
    close = cast.SECOND_CASEWORKER.actor()
    hidden, hidden_reference = records.person(close, "Юрась Зорны", sensitivity=Sensitivity.RESTRICTED)
    public_id, reference = records.person(close, "Алена Зорная")
    service.relate(close, public_id, RelationDraft(hidden_reference, Tie.SPOUSE, source="a neighbour"))
    db.session.commit()
    page = worker.visit(f"/people/{public_id}/relations")
    assert "No relation is recorded" in page.text
    history = worker.visit(f"/people/{public_id}/history").text
    assert "relation" not in history
    assert "neighbour" not in history
    form = worker.visit(f"/people/{public_id}/relations/new")
    absent = worker.submit(form, 422, reference="P-999999").text.replace("P-999999", "")
    found = worker.submit(form, 422, reference=hidden_reference).text.replace(hidden_reference, "")
    assert "No person whom you may open has this reference" in found
    assert found == absent
    another_client.sign_in(cast.SECOND_CASEWORKER)
    assert "Юрась Зорны" in another_client.visit(f"/people/{public_id}/relations").text
    assert reference in another_client.visit(f"/people/{hidden}/relations").text


def test_what_makes_no_sense_is_refused(here: Flask) -> None:
    who = cast.CASEWORKER.actor()
    public_id, reference = records.person(who)
    _, foreign = records.person(cast.STRANGER.actor())
    for wanted in (reference, "P-9", "", foreign if foreign != reference else "P-000077"):
        with pytest.raises(Refused):
            service.relate(who, public_id, RelationDraft(wanted, Tie.FRIEND))
