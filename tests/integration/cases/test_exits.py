"""What an exit says beside how far it went: recorded at once or later, shown where the case is shown."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from case_mgr.access.shares import Level
from case_mgr.cases import queries, service
from case_mgr.cases.models import Exit
from case_mgr.cases.types import Consent, Documents, ExitDraft, ExitFacts, Petition
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Stale
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.people import an_exit
from tests.factories.shares import a_guest, a_share
from tests.integration import records

WHO = cast.CASEWORKER
NOTE = "Пашпарт забралі на мяжы"
ALL = ExitFacts("Вільня", "no return", Documents.WITHHELD, NOTE, Petition.COERCED, Consent.REFUSED)


@pytest.fixture
def ref(here: Flask) -> str:
    return records.case(WHO.actor(), records.person(WHO.actor(), "Тарас Вярбіцкі")[0], *records.SERVING)


@pytest.fixture
def exit_id(ref: str) -> str:
    draft = ExitDraft("pardon", "border", PartialDate.parse("2025-09-11"), evidence="seen by W2", destination="Польшча")
    row = service.record_exit(WHO.actor(), ref, draft)
    db.session.commit()
    return row.public_id


@pytest.fixture
def worker(here: Flask, client: PageClient) -> PageClient:
    client.sign_in(WHO)
    return client


def shown(ref: str) -> ExitFacts:
    """Return what the case says of its only exit."""
    (row,) = queries.get_case(WHO.actor(), ref).exits
    return ExitFacts(
        row.destination,
        row.conditions,
        row.documents,
        row.documents_note,
        row.petition,
        row.consent,
        row.health,
        row.support,
        row.support_note,
        row.needs,
    )


def test_all_of_it_is_said_on_the_check_and_on_the_case(ref: str, worker: PageClient) -> None:
    check = worker.submit(
        worker.visit(f"/cases/{ref}/exit"),
        kind="pardon",
        link="border",
        evidence="seen by W2",
        documents="withheld",
        documents_note=NOTE,
        petition="coerced",
        consent="refused",
    )
    page = worker.submit(check)
    for place in (check, page):
        assert f"Identity documents Kept back by the authorities {NOTE}" in place.text
        assert "Petition for mercy Signed under pressure" in place.text
        assert "Consent to leave the country Did not agree" in place.text
    stored = db.session.scalars(select(Exit)).one()
    assert NOTE.encode() not in (stored.documents_note_sealed or b"")


def test_what_nobody_said_is_not_known(exit_id: str, ref: str, worker: PageClient) -> None:
    page = worker.visit(f"/cases/{ref}")
    assert "Identity documents Not known" in page.text
    assert "Petition for mercy Not known" in page.text
    assert "Consent to leave the country Not known" in page.text


def test_an_exit_is_completed_later(exit_id: str, ref: str, worker: PageClient) -> None:
    form = worker.visit(f"/cases/{ref}/exits/{exit_id}/edit")
    assert "Crossed the border" in form.text
    page = worker.submit(
        form,
        destination="Вільня",
        conditions="no return",
        documents="withheld",
        documents_note=NOTE,
        petition="coerced",
        consent="refused",
    )
    assert f"What is known of the exit of {ref} was saved" in page.text
    assert shown(ref) == ALL
    (row,) = queries.get_case(WHO.actor(), ref).exits
    assert (row.link, row.evidence, row.kind) == ("border", "seen by W2", "pardon")


def test_what_is_needed_is_told_kept_encrypted_and_waits_until_it_is_met(
    exit_id: str, ref: str, worker: PageClient
) -> None:
    form = worker.visit(f"/cases/{ref}/exits/{exit_id}/edit")
    refused = worker.submit(form, 422, support="none", need_medical="needed")
    assert "Something is needed below" in refused.text
    page = worker.submit(
        refused,
        health="urgent",
        support="unknown",
        need_medical="needed",
        need_housing="met",
        support_note="dentist, W2 calls",
    )
    assert f"What is known of the exit of {ref} was saved" in page.text
    found = worker.visit(f"/cases/{ref}").text
    assert "Health Needs care at once" in found
    assert "Support Medical care: Needed; A place to live: Met dentist, W2 calls" in found
    stored = db.session.scalars(select(Exit)).one()
    assert (stored.support, b"dentist" in (stored.support_note_sealed or b"")) == ("needed", False)
    history = worker.visit(f"/cases/{ref}/history").text
    assert "What support is needed" in history
    assert "Medical care: Needed" in history
    assert "dentist" not in history
    known = stored.needs["housing"]
    worker.submit(worker.visit(form.path), support="none", need_medical="declined")
    db.session.expire_all()
    assert (stored.support, stored.needs["housing"], stored.needs["medical"][0]) == ("none", known, "declined")


def test_the_history_tells_each_change_in_words(exit_id: str, ref: str, worker: PageClient) -> None:
    service.amend_exit(WHO.actor(), ref, exit_id, ALL, 1)
    db.session.commit()
    entry = worker.visit(f"/cases/{ref}/history").text
    assert "What is known of an exit from custody was completed or changed" in entry
    for said in (
        "Where to: Вільня",
        "Conditions: no return",
        "Identity documents: Kept back by the authorities",
        "Which documents, and who has them: (not shown here)",
        "Petition for mercy: Signed under pressure",
        "Consent to leave the country: Did not agree",
    ):
        label, value = said.split(": ")
        assert label in entry
        assert value in entry
    assert NOTE not in entry


def test_another_destination_stands_on_the_timeline_and_the_exit_still_rests_on_it(exit_id: str, ref: str) -> None:
    who = WHO.actor()
    service.amend_exit(who, ref, exit_id, ALL, 1)
    db.session.commit()
    event = next(one for one in queries.get_case(who, ref).events if one.kind == "border_crossing")
    assert (event.place, [old.place for old in event.corrections]) == ("Вільня", ["Польшча"])
    assert event.exit_id == exit_id
    assert queries.get_case(who, ref).row.state == "free"
    service.withdraw_exit(who, ref, exit_id, "another man")
    db.session.commit()
    assert queries.get_case(who, ref).row.state == "in_custody"
    assert all(one.withdrawn for one in queries.get_case(who, ref).events if one.kind == "border_crossing")


def test_a_stale_amendment_writes_nothing_and_shows_both(
    exit_id: str, ref: str, worker: PageClient, another_client: PageClient
) -> None:
    form = worker.visit(f"/cases/{ref}/exits/{exit_id}/edit")
    another_client.sign_in(cast.SECOND_CASEWORKER)
    another_client.submit(another_client.visit(form.path), petition="signed")
    page = worker.submit(form, 409, petition="refused", destination="Вільня")
    rows = {row.all("th")[0].text: [cell.text for cell in row.all("td")] for row in page.main.all("tr")[1:]}
    assert rows["Petition for mercy"] == ["Not known", "Signed freely", "Refused to sign"]
    assert rows["Where to"] == ["Польшча", "Польшча", "Вільня"]
    assert cast.SECOND_CASEWORKER.name in page.text
    assert shown(ref).petition is Petition.SIGNED
    with pytest.raises(Stale):
        service.amend_exit(WHO.actor(), ref, exit_id, ALL, None)


def test_an_exit_that_was_taken_back_is_amended_by_nobody(exit_id: str, ref: str, worker: PageClient) -> None:
    service.withdraw_exit(WHO.actor(), ref, exit_id, "another man")
    db.session.commit()
    worker.visit(f"/cases/{ref}/exits/{exit_id}/edit", 404)
    with pytest.raises(NotFound):
        service.amend_exit(WHO.actor(), ref, exit_id, ALL, 1)


def test_words_that_we_do_not_have_are_refused_at_the_field(exit_id: str, ref: str, worker: PageClient) -> None:
    form = worker.visit(f"/cases/{ref}/exits/{exit_id}/edit")
    page = worker.submit(form, 422, documents_note="x" * 10_001, destination="Вільня")
    assert "Вільня" in page.html
    assert shown(ref).destination == "Польшча"


def test_a_guest_reads_it_and_amends_it_only_where_the_share_permits(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    reference = records.case(who, records.person(who)[0], *records.SERVING)
    case = queries.get_row(who, reference)
    row = an_exit(case, "pardon", "border", "2025-09-11", evidence="seen", documents_note=NOTE)
    for level, amends in ((Level.VIEW, False), (Level.EDIT, True)):
        guest = a_guest(a_share(case, level=level))
        assert queries.get_case(guest, reference).exits[0].documents_note == NOTE
        if amends:
            assert service.amend_exit(guest, reference, row.public_id, ALL, row.version).petition == "coerced"
        else:
            with pytest.raises(Forbidden):
                service.amend_exit(guest, reference, row.public_id, ALL, row.version)
