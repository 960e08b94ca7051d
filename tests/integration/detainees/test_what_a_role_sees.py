"""Every role against every part of a person's record: the profile, the form, the file, the history and the search."""

import pytest
from flask import Flask

from case_mgr.access.fields import Group, Level, level_of
from case_mgr.access.roles import Role
from case_mgr.detainees import service
from case_mgr.detainees.types import (
    ChannelKind,
    DocumentDraft,
    DocumentKind,
    FamilyChannel,
    FamilyDraft,
    VulnerabilityDraft,
    VulnerabilityKind,
    Walk,
)
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.exports import a_file
from tests.integration import records

# A word of each part that is nowhere else.
WORDS = {
    Group.BIOGRAPHY: "lighthouse-keeper",
    Group.CASE: "Quaker-of-Hrodna",
    Group.NOTES: "note-told-in-confidence",
    Group.IDENTITY: "MP-7654321",
    Group.HEALTH: "insulin-refused",
    Group.FAMILY: "aunt-in-Brest",
}
# Where an open part is read at once, and where after a look that is written down.
AT_ONCE = {Group.BIOGRAPHY: "", Group.CASE: "", Group.NOTES: ""}
BY_A_LOOK = {Group.IDENTITY: "/identity", Group.HEALTH: "/health", Group.FAMILY: "/family"}
PLACES = ("", "/names", "/nationalities", "/vulnerabilities", "/relations", "/consent", "/biography", "/history")
LISTS = ("/people", "/cases", "/search?q=Тарас", "/", "/audit", "/people/export", "/cases/export")
TAKES_OUT = {Role.COORDINATOR, Role.REVIEWER}
Known = dict[str, str]


@pytest.fixture
def known(here: Flask) -> Known:
    who = cast.CASEWORKER.actor()
    public_id, reference = records.person(who, "Тарас Вярбіцкі")
    service.amend(
        who,
        public_id,
        {
            "occupation": WORDS[Group.BIOGRAPHY],
            "religion": WORDS[Group.CASE],
            "notes": WORDS[Group.NOTES],
            "groups": (Walk.UNION,),
        },
    )
    service.add_document(who, public_id, DocumentDraft(DocumentKind.PASSPORT, WORDS[Group.IDENTITY]))
    service.add_vulnerability(who, public_id, VulnerabilityDraft(VulnerabilityKind.HEALTH, detail=WORDS[Group.HEALTH]))
    channel = FamilyChannel(ChannelKind.PHONE, "+37529")
    service.add_family_contact(who, public_id, FamilyDraft(WORDS[Group.FAMILY], channels=(channel,)))
    for look in (service.open_identity, service.open_health, service.open_family):
        look(who, public_id)
    db.session.commit()
    return {"id": public_id, "reference": reference}


@pytest.mark.parametrize("role", Role)
def test_each_part_is_where_the_table_says_and_nowhere_else(known: Known, client: PageClient, role: Role) -> None:
    client.sign_in(cast.BY_ROLE[role])
    levels = {group: level_of(role, group) for group in Group}
    shown = {place: client.get(f"/people/{known['id']}{place}").get_data(as_text=True) for place in PLACES}
    form = client.get(f"/people/{known['id']}/edit")
    assert form.status_code == (200 if levels[Group.BIOGRAPHY] is Level.WRITE else 403)
    for group, word in WORDS.items():
        places = {place for place, html in shown.items() if word in html}
        if levels[group] is Level.HIDDEN:
            assert places == set(), f"{role} sees {group}"
            assert word not in form.get_data(as_text=True)
        elif group in AT_ONCE:
            assert AT_ONCE[group] in places
            assert (word in form.get_data(as_text=True)) == (levels[group] is Level.WRITE)
        else:
            assert places == set(), f"{group} is shown without a look"
            assert word not in form.get_data(as_text=True)
        if group in BY_A_LOOK:
            opened = client.get(f"/people/{known['id']}{BY_A_LOOK[group]}")
            assert opened.status_code == (403 if levels[group] is Level.HIDDEN else 200)
            assert (word in opened.get_data(as_text=True)) == (levels[group] is not Level.HIDDEN)


@pytest.mark.parametrize("role", Role)
def test_no_list_file_search_or_log_has_a_closed_part(known: Known, client: PageClient, role: Role) -> None:
    client.sign_in(cast.BY_ROLE[role])
    closed = [word for group, word in WORDS.items() if group not in AT_ONCE or group is Group.NOTES]
    shown = {path: client.get(path).get_data(as_text=True) for path in LISTS}
    if role in TAKES_OUT:
        shown |= {f"the file of {what}": a_file(client, what) for what in ("people", "cases")}
    assert all("reference" in shown[path] for path in shown if path.startswith("the file"))
    for path, html in shown.items():
        assert not [word for word in closed if word in html], path
    for word in closed:
        assert known["reference"] not in client.get(f"/search?q={word}").get_data(as_text=True)
    log = client.get("/audit")
    if log.status_code == 200:
        entries = [href for href in client.visit("/audit").links.values() if "/audit/entries/" in href]
        pages = " ".join(client.visit(href).html for href in entries)
        for group, word in WORDS.items():
            # The log keeps in clear what stands in clear; what is sealed is never in it.
            may = level_of(role, group) is not Level.HIDDEN and group is Group.BIOGRAPHY
            assert (word in pages) == may, f"{role} reads {group} in the log"


def test_a_file_has_the_parts_of_its_taker_and_none_of_the_compartments(known: Known, client: PageClient) -> None:
    client.sign_in(cast.REVIEWER)
    text = a_file(client, "people")
    header, line = text.strip().splitlines()[:2]
    assert header.endswith("occupation,groups,languages")
    assert "lighthouse-keeper,union," in line
    assert not [group for group in Group if group is not Group.BIOGRAPHY and WORDS[group] in text]


def test_the_history_names_no_closed_part(known: Known, client: PageClient) -> None:
    client.sign_in(cast.ADVOCACY_OFFICER)
    text = client.visit(f"/people/{known['id']}/history").text
    for word in ("Notes", "identity", "family", "was opened", "Detail"):
        assert word not in text
    assert "Religion" in text
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    text = client.visit(f"/people/{known['id']}/history").text
    for word in ("Notes", "identity documents", "family contacts", "was opened", "Detail"):
        assert word in text


def test_what_a_role_sees_is_a_page(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.ADMINISTRATOR)
    page = client.visit("/members/roles")
    row = next(row for row in page.main.all("tr") if "Family" in row.text)
    assert [cell.text for cell in row.all("td")] == ["hidden", "sees and changes", "sees and changes", *["hidden"] * 5]
    assert "Each look is written to the log" in row.text


def test_a_field_that_is_closed_is_not_changed_by_sending_it(known: Known, client: PageClient) -> None:
    client.sign_in(cast.ADVOCACY_OFFICER)
    token = client.visit(f"/people/{known['id']}").root.all("input", name="csrf_token")[0].get("value")
    sent = {"csrf_token": token, "notes": "x", "national_number": "1", "registered_by_id": "1", "organisation_id": "2"}
    assert client.post(f"/people/{known['id']}/edit", data=sent).status_code == 403
    client.sign_out()
    client.sign_in(cast.CASEWORKER)
    form = client.visit(f"/people/{known['id']}/edit")
    mass = {
        field.get("name"): field.get("value") for field in form.form().all("input") if field.get("type") == "hidden"
    }
    more = {"sex": "male", "sensitivity": "normal", "national_number": "1", "organisation_id": "2", "reference": "P-9"}
    assert client.post(f"/people/{known['id']}/edit", data=mass | more).status_code == 303
    assert known["reference"] in client.visit(f"/people/{known['id']}").text
    assert WORDS[Group.IDENTITY] in client.visit(f"/people/{known['id']}/identity").text
