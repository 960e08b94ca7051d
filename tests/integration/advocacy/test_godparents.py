"""Parliamentary godparenthood: who speaks for whom, since when, until when and why it ended; who has nobody."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from case_mgr.advocacy import queries, service
from case_mgr.advocacy.kinds import ContactKind
from case_mgr.advocacy.types import ContactDraft, GodparentDraft
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.advocacy import a_godparent
from tests.factories.people import a_case, a_person, an_event

OFFICER = cast.ADVOCACY_OFFICER
SINCE = PartialDate.parse("2024-05")


def _deputy(name: str = "Vera Kalinskaja", **more: Any) -> str:
    known: dict[str, Any] = {"kind": ContactKind.PARLIAMENT}
    return service.add_contact(OFFICER.actor(), ContactDraft(name, **(known | more))).public_id


def _record(contact: str, *cases: str, **more: Any) -> Any:
    rows = service.record_godparent(OFFICER.actor(), contact, cases, GodparentDraft(**({"since": SINCE} | more)))
    db.session.commit()
    return rows


def _held() -> str:
    case = a_case()
    an_event(case, "detention", day="2021-05-10")
    db.session.commit()
    return str(case.reference)


def _nobody() -> list[str]:
    return [row.reference for row in queries.list_unspoken(OFFICER.actor(), PageRequest()).items]


def test_who_has_nobody_follows_what_is_recorded(here: Flask) -> None:
    one, two = _held(), _held()
    assert sorted(_nobody()) == sorted([one, two])
    contact = _deputy()
    row = _record(contact, one)[0]
    assert _nobody() == [two]
    draft = GodparentDraft(SINCE, PartialDate.parse("2025-01"), "She left parliament")
    service.amend_godparent(OFFICER.actor(), contact, row.public_id, draft, row.version)
    db.session.commit()
    assert sorted(_nobody()) == sorted([one, two])
    assert [one.draft.ended for one in queries.list_godparents_of_contact(OFFICER.actor(), contact)] == [
        "She left parliament"
    ]
    again = _record(contact, one, since=PartialDate.parse("2025-06"))[0]
    assert _nobody() == [two]
    service.withdraw_godparent(OFFICER.actor(), contact, again.public_id, "Entered for the wrong case")
    db.session.commit()
    assert len(_nobody()) == 2
    wanted = EntryFilter(event=Event.GODPARENT_WITHDRAWN)
    (told,) = log.list_entries(cast.COORDINATOR.actor(), wanted, PageRequest()).items
    assert "wrong case" not in str(told), "the reason is of a case, the log of the contact is open to all"


@pytest.mark.parametrize(
    ("more", "field", "why"),
    [
        ({"since": PartialDate.parse("2099")}, "since", "future"),
        ({"until": PartialDate.parse("2023"), "ended": "x"}, "until", "ends before it begins"),
        ({"until": PartialDate.parse("2025")}, "ended", "why it ended"),
        ({"ended": "She left"}, "until", "when it ended"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(here: Flask, more: dict[str, Any], field: str, why: str) -> None:
    with pytest.raises(service.Misfilled, match=why) as found:
        _record(_deputy(), a_case().reference, **more)
    assert found.value.field == field


def test_only_a_member_of_parliament_speaks_and_for_each_once(here: Flask) -> None:
    case = a_case().reference
    for contact in (_deputy("An office", is_body=True), _deputy("An envoy", kind=ContactKind.ENVOY)):
        with pytest.raises(Refused, match="member of parliament"):
            _record(contact, case)
    contact = _deputy()
    _record(contact, case)
    with pytest.raises(Refused, match=f"{case} already"):
        _record(contact, case)
    ended = _record(contact, case, since=PartialDate.parse("2022"), until=PartialDate.parse("2023"), ended="Elections")
    with pytest.raises(Refused, match="already"):
        service.amend_godparent(OFFICER.actor(), contact, ended[0].public_id, GodparentDraft(SINCE), ended[0].version)


def test_who_is_withheld_is_named_to_nobody(here: Flask) -> None:
    contact, by = _deputy(), cast.COORDINATOR.actor()
    closed = a_person(by, sensitivity=Sensitivity.RESTRICTED)
    with pytest.raises(Refused, match="withheld"):
        service.record_godparent(by, contact, (a_case(by, closed).reference,), GodparentDraft(SINCE))
    person = a_person(by)
    row = service.record_godparent(by, contact, (a_case(by, person).reference,), GodparentDraft(SINCE))[0]
    person.sensitivity = str(Sensitivity.RESTRICTED)
    from case_mgr.audit import service as audit
    from case_mgr.audit.types import Event

    audit.record(by, Event.PERSON_AMENDED, person)
    db.session.commit()
    assert queries.list_godparents_of_contact(cast.SECOND_CASEWORKER.actor(), contact) == []
    with pytest.raises(NotFound):
        queries.get_godparent(cast.SECOND_CASEWORKER.actor(), contact, row.public_id)


def test_the_pages(app: Flask, client: PageClient, another_client: PageClient) -> None:
    with app.app_context():
        contact, case = _deputy(), _held()
        db.session.commit()
    client.sign_in(OFFICER)
    assert case in client.visit("/contacts/follow-up?show=godparents").text
    form = client.visit(client.visit(f"/contacts/{contact}").links["Record a godparenthood"])
    wrong = client.submit(form, 422, cases=f"{case} BY-1999-99999")
    assert "BY-1999-99999" in wrong.text
    page = client.submit(wrong, cases=case, since__kind="year", since__year="2024")
    assert "since 2024" in page.text
    assert "Everybody has a godparent" in client.visit("/contacts/follow-up?show=godparents").text
    assert "Vera Kalinskaja" in client.visit(f"/cases/{case}").text
    edit = client.visit(page.links[f"Change {case}"])
    ended = client.submit(edit, until__kind="year", until__year="2025", ended="She left parliament")
    assert "She left parliament" in ended.text
    gone = client.submit(client.visit(ended.links[f"Take back {case}"]), reason="It never was")
    assert "Of nobody whom you can open." in gone.text
    with app.app_context():
        row = a_godparent()
        db.session.commit()
        path = f"/contacts/{row.contact.public_id}/godparenthoods/{row.public_id}"
    another_client.sign_in(cast.STRANGER)
    for act in ("edit", "withdraw"):
        another_client.visit(f"{path}/{act}", 404)
