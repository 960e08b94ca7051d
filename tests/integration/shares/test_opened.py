"""Documents, letters and versions of events in a shared case: what a guest reads and writes, and what never reaches."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from flask import Flask, g

from case_mgr.access.fields import Group
from case_mgr.access.shares import Act, Compartment, Level
from case_mgr.audit import queries as log
from case_mgr.audit.types import Event
from case_mgr.cases import queries as cases_
from case_mgr.cases import service as cases
from case_mgr.cases.models import Case, CaseMember
from case_mgr.cases.types import Level as Confidence
from case_mgr.cases.types.correspondence import Kind, Party
from case_mgr.core import clock
from case_mgr.core.errors import Forbidden, NotFound
from case_mgr.documents import queries as documents_
from case_mgr.documents import service as documents
from case_mgr.documents.types import DocumentDraft, Filter
from case_mgr.documents.types import Kind as Paper
from case_mgr.extensions import db
from case_mgr.shares import queries, service
from case_mgr.web.guests import still_admitted
from tests import cast
from tests.client import PageClient
from tests.factories import files
from tests.factories.documents import a_document, a_draft
from tests.factories.letters import a_letter
from tests.factories.people import a_case, a_person, an_event
from tests.factories.shares import a_guest, a_share, address
from tests.integration.recognition.test_pages import as_

TEXT, PLACE = "Кватэра на ўскрайку", "Нідзе-Патаемнае"
SISTER = "Зінаіда Прыдуманая"


@pytest.fixture
def case(here: Flask) -> Case:
    """A case that Wanda follows, with Rita in its team."""
    wanda = cast.CASEWORKER.actor()
    made = a_case(wanda, a_person(wanda), owner=wanda.public_id, year=2023)
    an_event(made, day="2023-05-04", by=wanda)
    cases.join_team(wanda, made.reference, cast.REVIEWER.actor().public_id)
    db.session.commit()
    return made


@pytest.mark.parametrize("confidence", [Confidence.TEAM, Confidence.HANDLER])
@pytest.mark.parametrize("level", Level)
def test_what_only_some_may_see_reaches_no_guest(
    case: Case, client: PageClient, level: Level, confidence: Confidence
) -> None:
    wanda = cast.CASEWORKER.actor()
    deputy = cast.REVIEWER.actor().public_id if confidence is Confidence.HANDLER else ""
    hidden: dict[str, Any] = {"level": confidence, "deputy": deputy}
    event = an_event(case, "search", "2023-06-07", wanda, text=TEXT, place=PLACE, source="S-77", **hidden)
    letter = a_letter(case, Kind.VISIT, day="2023-06-08", by=wanda, content=TEXT, source="S-77", **hidden)
    document = a_document(case, by=wanda, events=(event.public_id,))
    # Somebody who was of the team before they went to the other organisation is a guest like others.
    case.team.append(CaseMember(user_id=cast.STRANGER.actor().user_id, part="helper", created_at=clock.now()))
    event.handler_id = letter.handler_id = cast.STRANGER.actor().user_id
    with db.session.no_autoflush:
        cases.amend_case(cast.COORDINATOR.actor(), case.reference, {"charges": "арт. 342"})
    row = a_share(case, level=level, compartments=frozenset(Compartment))
    guest, base = a_guest(row), address(row)
    assert [one.kind for one in cases_.get_case(guest, case.reference).events] == ["detention"]
    assert cases_.get_case(guest, case.reference).letters == ()
    for verb in (cases.open_who, cases.open_health):
        with pytest.raises(NotFound):
            verb(guest, case.reference, letter.public_id if verb is cases.open_who else event.public_id)
    client.sign_in(cast.STRANGER)
    pages = ("", "/timeline", "/correspondence", "/history", "/documents", f"/documents/{document.public_id}")
    for page in pages:
        said = client.visit(f"{base}{page}").html
        assert not [word for word in (TEXT, PLACE, "S-77", "2023-06-0", "June 2023") if word in said], page
    for page in (f"/correspondence/{letter.public_id}", f"/correspondence/{letter.public_id}/who"):
        client.visit(f"{base}{page}", 404)
    for page in ("health", "otherwise", "correct", "withdraw"):
        assert client.get(f"{base}/events/{event.public_id}/{page}").status_code in (403, 404)


def test_a_guest_takes_no_proof_of_what_they_do_not_know(case: Case) -> None:
    """Whoever amends a document keeps that it proves an event which they may not see."""
    wanda = cast.CASEWORKER.actor()
    event = an_event(case, "search", "2023-06-07", wanda, level=Confidence.TEAM)
    document = a_document(case, by=wanda, events=(event.public_id, case.events[0].public_id))
    guest = a_guest(a_share(case, level=Level.EDIT))
    for who in (guest, cast.SECOND_CASEWORKER.actor()):
        documents.amend(who, case.reference, document.public_id, a_draft("Іншая назва"))
        found = documents_.get_document(wanda, case.reference, document.public_id)
        assert found.events == (event.public_id,)
        with pytest.raises(documents.Misfilled, match="events of this case"):
            documents.amend(who, case.reference, document.public_id, a_draft(events=(event.public_id,)))


@pytest.mark.parametrize("shared", [None, *Compartment])
def test_closed_documents_open_with_their_part_alone(
    case: Case, client: PageClient, shared: Compartment | None
) -> None:
    kinds = {Group.HEALTH: Paper.MEDICAL, Group.IDENTITY: Paper.IDENTITY}
    parts = (Group.CASE, Group.NOTES, Group.IDENTITY, Group.HEALTH, Group.FAMILY)
    made = {
        part: a_document(case, title=f"Ліст {part}", kind=kinds.get(part, Paper.LETTER), part=part) for part in parts
    }
    gone = a_document(case, title="Чужы")
    documents.withdraw(cast.CASEWORKER.actor(), case.reference, gone.public_id, "Of another person")
    row = a_share(case, level=Level.EDIT, compartments=frozenset({shared} if shared else ()))
    guest = a_guest(row)
    open_ = {Group.CASE} | ({Group(str(shared))} if shared else set())
    assert {one.part for one in documents_.list_documents(guest, case.reference, Filter()).rows} == open_
    assert documents_.list_documents(guest, case.reference, Filter(withdrawn=True)).rows == ()
    client.sign_in(cast.STRANGER)
    listed = client.visit(f"{address(row)}/documents")
    assert f"{len(open_)} document" in listed.text
    assert "taken back" not in listed.text
    for part, document in made.items():
        for page in ("", "/download"):
            status = client.get(f"{address(row)}/documents/{document.public_id}{page}").status_code
            assert status == (200 if part in open_ else 404), (part, page)
    assert client.get(f"{address(row)}/documents/{gone.public_id}").status_code == 404
    assert client.get(f"{address(row)}/documents/{gone.public_id}/download").status_code == 404
    form = client.visit(f"{address(row)}/documents/new").html
    assert ("Medical record" in form) is (shared is Compartment.HEALTH)


def test_a_download_stands_in_both_logs_and_names_nobody_of_the_owner(case: Case, client: PageClient) -> None:
    document = a_document(case, name="from-Wanda.pdf", title="Прысуд", note="З суда")
    row = a_share(case)
    for who in (cast.CASEWORKER, cast.REVIEWER):
        documents.download(who.actor(), case.reference, document.public_id)
    client.sign_in(cast.STRANGER)
    page = client.visit(client.visit(f"{address(row)}/documents").links["Прысуд"])
    assert "З суда" in page.text
    assert page.path.startswith(address(row))
    assert client.get(page.links["Download"]).data == files.a_pdf()
    page = client.visit(page.path)
    assert cast.STRANGER.name in page.text.split("Who took it out")[1]
    for name in (cast.CASEWORKER.name, cast.REVIEWER.name, "from-Wanda", "Amend", "Take back"):
        assert name not in page.text, name
    assert cast.CASEWORKER.name not in client.visit(f"{address(row)}/documents").text
    ours = log.list_history(cast.COORDINATOR.actor(), document.public_id)
    assert (ours[0].event, ours[0].actor_name) == (
        Event.DOCUMENT_DOWNLOADED, f"{cast.STRANGER.name} (Lantern Committee)",
    )  # fmt: skip
    theirs = log.list_of_event(cast.STRANGER.actor(), row.public_id, Event.SHARED_CASE_OPENED)
    assert {"document_downloaded", "documents.download"} <= {entry.facts["page"] for entry in theirs}


def test_a_guest_adds_a_document_amends_it_and_takes_it_back(case: Case, client: PageClient) -> None:
    theirs = a_document(case, title="Чужы ліст")
    row = a_share(case, level=Level.CONTRIBUTE)
    base = f"{address(row)}/documents"
    client.sign_in(cast.STRANGER_CASEWORKER)
    page = client.visit(client.visit(base).links["Add a document"])
    page = client.submit(page, title="Наш ліст", kind="letter", file=(BytesIO(files.a_pdf()), "letter.pdf"))
    assert cast.STRANGER_CASEWORKER.name in page.text
    assert "letter.pdf" in page.text
    newer = client.visit(page.links["Add a newer version"])
    assert "Whoever may open family contacts" not in newer.text
    page = client.submit(newer, file=(BytesIO(files.a_pdf(b"<< /Note 2 >>")), "letter-2.pdf"))
    assert "Version 2, this one" in page.text
    page = client.submit(client.visit(page.links["Amend"]), title="Наш ліст, увесь", part="case")
    assert "Наш ліст, увесь" in page.text
    gone = client.submit(client.visit(page.links["Take back"]), reason="It was another case.")
    assert "Harbour Watch can put it back." in gone.text
    client.visit(page.path, 404)
    for act in ("edit", "newer", "withdraw"):
        client.visit(f"{base}/{theirs.public_id}/{act}", 403)
    owner = documents_.list_documents(cast.COORDINATOR.actor(), case.reference, Filter(withdrawn=True)).rows
    assert [one.added_by for one in owner] == [cast.STRANGER_CASEWORKER.name]


def test_who_may_open_a_document_stays_the_owners_to_say(case: Case) -> None:
    document = a_document(case, title="Даведка", kind=Paper.LETTER, part=Group.FAMILY)
    guest = a_guest(a_share(case, level=Level.EDIT, compartments=frozenset({Compartment.FAMILY})))
    wider = DocumentDraft("Даведка", Paper.LETTER, Group.CASE)
    with pytest.raises(documents.Misfilled, match="Who may open a document"):
        documents.amend(guest, case.reference, document.public_id, wider)
    with pytest.raises(documents.Misfilled, match="Who may open a document"):
        a_document(case, by=guest, newer_than=document.public_id, kind=Paper.LETTER)
    documents.amend(guest, case.reference, document.public_id, a_draft("Іншая", Paper.LETTER, part=Group.FAMILY))


def test_a_share_that_ends_while_a_file_is_taken_in_lets_nothing_in(case: Case, here: Flask) -> None:
    row = a_share(case, level=Level.CONTRIBUTE)
    with here.test_request_context():
        g.actor = a_guest(row)
        assert still_admitted(Act.ADD)
        assert not still_admitted(Act.AMEND)
        service.end(cast.COORDINATOR.actor(), case.reference, row.public_id, "It is over.")
        assert not still_admitted(Act.ADD)
        g.actor = cast.COORDINATOR.actor()
        assert still_admitted(Act.ADD)


@pytest.mark.parametrize("family", [False, True])
def test_a_guest_reads_letters_without_the_name_of_the_relative(case: Case, client: PageClient, family: bool) -> None:
    letter = a_letter(case, content="Жывы", party=Party.FAMILY, who=SISTER, by=cast.CASEWORKER.actor())
    a_letter(case, day="2024-01-03", party=Party.US, by=cast.CASEWORKER.actor())
    gone = a_letter(case, content="Чужая вестка", by=cast.CASEWORKER.actor())
    cases.withdraw_letter(cast.CASEWORKER.actor(), case.reference, gone.public_id, "Of another person")
    row = a_share(case, compartments=frozenset({Compartment.FAMILY} if family else ()))
    client.sign_in(cast.STRANGER)
    overview = client.visit(address(row))
    assert "3 February 2024" in overview.text
    assert "Sign of life today" not in overview.text
    page = client.visit(overview.links["Correspondence"])
    assert "Жывы" in page.text
    assert "Family" in page.text
    assert "Our organisation" not in page.text, "it is the organisation of the owner, and not theirs"
    read = client.visit(f"{address(row)}/correspondence/{letter.public_id}")
    assert ("Show their name" in read.links) is family
    who = client.get(f"{address(row)}/correspondence/{letter.public_id}/who")
    assert (who.status_code, SISTER in who.get_data(as_text=True)) == ((200, True) if family else (403, False))
    history = client.visit(f"{address(row)}/history")
    for shown in (overview, page, read, history):
        for word in (cast.CASEWORKER.name, SISTER, "Чужая вестка", "Of another person", "Amend"):
            assert word not in shown.text, (shown.path, word)
    client.visit(f"{address(row)}/correspondence/{gone.public_id}", 404)
    if family:
        person = case.detainee.public_id
        looks = log.list_of_event(cast.COORDINATOR.actor(), person, Event.FAMILY_OPENED)
        assert [one.actor_name for one in looks] == [f"{cast.STRANGER.name} (Lantern Committee)"]


def test_a_guest_records_letters_and_signs_of_life_and_follows_them(case: Case, client: PageClient) -> None:
    theirs = a_letter(case, content="Ліст маці", day="2024-02-03", by=cast.CASEWORKER.actor())
    row = a_share(case, level=Level.CONTRIBUTE)
    base = f"{address(row)}/correspondence"
    client.sign_in(cast.STRANGER_CASEWORKER)
    page = client.submit(client.visit(address(row)), action=f"{address(row)}/sign-of-life", kind="call")
    assert "A sign of life of today was recorded" in page.text
    assert "For several cases at once" not in page.links
    form = client.visit(f"{base}/new")
    assert "Who may see it" not in form.text
    assert "Their name" not in form.text
    page = client.submit(form, kind="visit", became="arrived", content="Бачылі")
    assert cast.STRANGER_CASEWORKER.name in page.text
    page = client.submit(client.visit(page.links["Amend"]), content="Бачылі яго")
    assert "Бачылі яго" in page.text
    page = client.submit(client.visit(page.links["Take it back"]), reason="Another prisoner")
    assert "It was taken back" in page.text
    page = client.visit(f"{base}/{theirs.public_id}")
    assert not {"Amend", "Take it back"} & page.links.keys()
    page = client.submit(page, action=f"{base}/{theirs.public_id}/steps", became="returned")
    assert page.text.count("Take this step back") == 1, "their own step, and not the one of the owner"
    for act in ("edit", "withdraw"):
        client.visit(f"{base}/{theirs.public_id}/{act}", 403)
    step = theirs.steps[0].public_id
    with pytest.raises(Forbidden):
        cases.withdraw_step(a_guest(row, cast.STRANGER_CASEWORKER), case.reference, theirs.public_id, step)
    as_(client, cast.COORDINATOR)
    assert cast.STRANGER_CASEWORKER.name in client.visit(f"/cases/{case.reference}/history").text


def test_a_guest_tells_an_event_differently_and_the_owner_says_what_is_true(case: Case, client: PageClient) -> None:
    row = a_share(case, level=Level.CONTRIBUTE)
    client.sign_in(cast.STRANGER_CASEWORKER)
    page = client.visit(f"{address(row)}/timeline")
    label = next(label for label in page.links if label.startswith("Another source tells it differently"))
    assert not [label for label in page.links if label.startswith(("Correct", "Who may see it"))]
    page = client.submit(client.visit(page.links[label]), source="L2", place="Нідзе")
    assert "Another version was added" in page.text
    assert "Disputed" in page.text
    assert not [label for label in page.links if label.startswith("Take as true")]
    page = as_(client, cast.CASEWORKER).visit(f"/cases/{case.reference}/timeline")
    label = next(label for label in page.links if label.startswith("Take as true"))
    page = client.submit(client.visit(page.links[label]), reason="The protocol says so.")
    shown = as_(client, cast.STRANGER_CASEWORKER).visit(f"{address(row)}/timeline")
    assert "Taken as true by Harbour Watch" in shown.text
    assert cast.CASEWORKER.name not in shown.text + client.visit(f"{address(row)}/history").text


def test_what_an_event_tells_of_health_opens_with_that_part(case: Case, client: PageClient) -> None:
    event = an_event(case, "torture_report", "2023-06-01", details={"methods": "beating"})
    for shared in (frozenset[Compartment](), frozenset({Compartment.HEALTH})):
        row = a_share(case, compartments=shared)
        client.sign_in(cast.STRANGER)
        opens = "Show what belongs to health" in " ".join(client.visit(f"{address(row)}/timeline").links)
        status = client.get(f"{address(row)}/events/{event.public_id}/health").status_code
        assert (opens, status) == ((True, 200) if shared else (False, 403))
        client.sign_out()


def test_the_check_before_an_offer_counts_what_they_will_read(case: Case) -> None:
    wanda, deputy = cast.CASEWORKER.actor(), cast.REVIEWER.actor().public_id
    an_event(case, "search", "2023-06-07", wanda, level=Confidence.TEAM)
    a_letter(case, by=wanda)
    a_letter(case, by=wanda, level=Confidence.HANDLER, deputy=deputy)
    first = a_document(case)
    a_document(case, newer_than=first.public_id)
    a_document(case, kind=Paper.MEDICAL, part=Group.HEALTH)
    a_document(case, part=Group.NOTES)
    found = queries.contents(wanda, case.reference)
    assert (found.events, found.letters) == (1, 1)
    told = {label: count for label, count in found.more if count}
    assert told == {"Documents": 1, "Documents about health, if that part is shared": 1}
