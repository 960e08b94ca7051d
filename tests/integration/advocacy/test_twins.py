"""Two contacts of one person are merged without a loss, told apart for good, and a merge is taken back whole."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text, update
from sqlalchemy.orm.exc import StaleDataError

from case_mgr.advocacy import queries, service
from case_mgr.advocacy.kinds import ChannelKind, ContactKind, Discretion
from case_mgr.advocacy.models import Contact, Interaction, Submission, SubmittedList
from case_mgr.advocacy.service import merging
from case_mgr.advocacy.types import Channel, ContactDraft, GodparentDraft, ListDraft, PostDraft
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.advocacy import a_contact, a_list, a_submission, a_talk
from tests.factories.people import a_case

OFFICER = cast.ADVOCACY_OFFICER
ONE, TWO = "Vera Kalinskaja", "Калінская Вера"
STATE = ("kind", "country", "languages", "post", "do_not_contact", "reason", "notes", "channels", "also", "body_id")


def _add(name: str, **more: Any) -> Contact:
    return service.add_contact(OFFICER.actor(), ContactDraft(name, **more))


def _channel(row: Contact, value: str, *, safe: bool) -> None:
    service.add_channel(OFFICER.actor(), row.public_id, Channel(ChannelKind.EMAIL, value, safe, "mornings"))


def _world() -> tuple[Contact, Contact]:
    """One person recorded twice, with everything that can hang on a contact, some of it closed to whoever merges."""
    body = _add("Parliament of Nowhere", is_body=True)
    one = _add(ONE, kind=ContactKind.PARLIAMENT, languages=("lt",), post="Deputy", country="LT")
    two = _add(
        TWO,
        kind=ContactKind.PARLIAMENT,
        languages=("be", "lt"),
        post="Head of a committee",
        body=body.public_id,
        took_post=PartialDate.parse("2024"),
        do_not_contact=True,
        reason="She asked for quiet",
        notes="Likes letters",
    )
    _channel(one, "vera@parliament.example", safe=True)
    _channel(two, "vera@parliament.example", safe=False)
    _channel(two, "+370 000", safe=True)
    service.change_post(
        OFFICER.actor(), two.public_id, PostDraft("Speaker", took=PartialDate.parse("2025")), two.version
    )
    for contact in (one, two):
        a_talk(a_case().reference, by=OFFICER.actor(), contact=contact.public_id)
    a_talk(by=cast.CASEWORKER.actor(), contact=two.public_id, level=Discretion.NAMED, follow_up="Ask")
    listed, sent = a_list(handed="2025-07-03", by=cast.CASEWORKER.actor()), a_submission(sent="2025-07-04")
    db.session.execute(update(SubmittedList).where(SubmittedList.id == listed.id).values(contact_id=two.id))
    db.session.execute(update(Submission).where(Submission.id == sent.id).values(contact_id=two.id))
    db.session.commit()
    return one, two


def _said(row: Contact) -> dict[str, Any]:
    return {name: getattr(row, name) for name in STATE}


def _pointing(row: Contact) -> list[int]:
    return [
        db.session.query(model).filter(model.contact_id == row.id).count()
        for model in (Interaction, Submission, SubmittedList)
    ]


def _merge(one: Contact, two: Contact) -> Any:
    row = service.merge_contacts(OFFICER.actor(), one.public_id, two.public_id, "One person, spelled twice")
    db.session.commit()
    return row


def test_everything_moves_and_the_stricter_rule_holds(here: Flask) -> None:
    one, two = _world()
    assert (_pointing(one), _pointing(two)) == ([1, 0, 0], [2, 1, 1])
    _merge(one, two)
    assert (_pointing(one), _pointing(two)) == ([3, 1, 1], [0, 0, 0])
    found = queries.get_contact(OFFICER.actor(), one.public_id)
    assert (found.row.do_not_contact, found.reason) == (True, "She asked for quiet")
    assert (found.row.post, found.languages, found.notes) == ("Deputy", ("lt", "be"), "Likes letters")
    assert {post.title for post in found.posts} == {"Head of a committee", "Speaker"}
    assert found.also == (TWO,)
    channels = {(one.value, one.safe) for one in service.open_channels(OFFICER.actor(), one.public_id)}
    assert channels == {("vera@parliament.example", False), ("+370 000", True)}
    # The other name and the other address lead to the one that stays.
    assert [row.public_id for row in queries.list_called(OFFICER.actor(), TWO)] == [one.public_id]
    assert queries.find_merged_into(OFFICER.actor(), two.public_id) == one.public_id
    with pytest.raises(NotFound):
        queries.get_contact(OFFICER.actor(), two.public_id)


def test_it_can_be_taken_back_whole(here: Flask) -> None:
    one, two = _world()
    before = _said(one), _said(two), _pointing(one), _pointing(two)
    row = _merge(one, two)
    later = a_talk(by=OFFICER.actor(), contact=one.public_id)
    db.session.commit()
    _row, whole = service.undo_merge(OFFICER.actor(), row.public_id)
    db.session.commit()
    after = _said(one), _said(two), _pointing(one), _pointing(two)
    assert whole
    # What was recorded since stays with the one that stayed.
    assert later.contact_id == one.id
    assert after == (*before[:2], [before[2][0] + 1, *before[2][1:]], before[3])
    with pytest.raises(Refused, match="taken back already"):
        service.undo_merge(OFFICER.actor(), row.public_id)


def test_what_was_changed_since_stays_as_it_is(here: Flask) -> None:
    one, two = _world()
    row = _merge(one, two)
    draft = ContactDraft(ONE, kind=ContactKind.PARLIAMENT, notes="Written since", country="LT")
    service.amend_contact(OFFICER.actor(), one.public_id, draft, one.version)
    db.session.commit()
    _row, whole = service.undo_merge(OFFICER.actor(), row.public_id)
    db.session.commit()
    assert not whole
    assert one.notes == "Written since"
    assert two.notes == "Likes letters"


def test_what_says_one_thing_together_is_put_back_together_or_stays(here: Flask) -> None:
    one = _add(ONE)
    two = _add(TWO, post="Deputy", took_post=PartialDate.parse("2024"), do_not_contact=True, reason="She asked")
    row = _merge(one, two)
    one.reason = "She asked again, in writing"
    one.left_post = PartialDate.parse("2025")
    audit.record(OFFICER.actor(), Event.CONTACT_AMENDED, one)
    db.session.commit()
    _row, whole = service.undo_merge(OFFICER.actor(), row.public_id)
    db.session.commit()
    assert not whole
    assert (one.do_not_contact, one.reason) == (True, "She asked again, in writing")
    assert (one.post, one.took_post, one.left_post) == ("Deputy", PartialDate.parse("2024"), PartialDate.parse("2025"))
    assert one.also == "", "a thing that nobody touched goes back"


@pytest.mark.parametrize(
    ("left", "added"), [(None, 0), ("2022", 1)], ids=["one post said twice", "the same title at two times"]
)
def test_a_second_post_of_the_same_title_is_not_dropped(here: Flask, left: str | None, added: int) -> None:
    one = _add(ONE, post="Deputy", left_post=PartialDate.parse("2025"))
    two = _add(
        TWO, post="Deputy", took_post=PartialDate.parse("2020"), left_post=PartialDate.parse(left) if left else None
    )
    row = _merge(one, two)
    took = None if added else PartialDate.parse("2020")
    assert (one.took_post, one.left_post, len(one.posts)) == (took, PartialDate.parse("2025"), added)
    _row, whole = service.undo_merge(OFFICER.actor(), row.public_id)
    db.session.commit()
    assert (whole, one.took_post, len(one.posts)) == (True, None, 0)


def test_the_same_title_at_two_bodies_is_two_posts(here: Flask) -> None:
    first, second = _add("Parliament of Nowhere", is_body=True), _add("Assembly of Nowhere", is_body=True)
    one, two = _add(ONE, post="Deputy", body=first.public_id), _add(TWO, post="Deputy", body=second.public_id)
    _merge(one, two)
    assert [(one.body_id, post.title, post.body_id) for post in one.posts] == [(first.id, "Deputy", second.id)]


def test_a_merge_of_a_merge_is_taken_back_from_the_end(here: Flask) -> None:
    one, two, three = _add("A A"), _add("B B"), _add("C C")
    first, second = _merge(one, two), _merge(three, one)
    assert queries.find_merged_into(OFFICER.actor(), two.public_id) == three.public_id
    with pytest.raises(Refused, match="merged further"):
        service.undo_merge(OFFICER.actor(), first.public_id)
    for row in (second, first):
        service.undo_merge(OFFICER.actor(), row.public_id)
        db.session.commit()
    assert {row.withdrawn_at for row in (one, two, three)} == {None}


def test_a_no_is_remembered_and_holds_for_both(here: Flask) -> None:
    one, two, three = _add(ONE), _add(TWO), _add("Kalinskaya Vera")
    db.session.commit()
    who = OFFICER.actor()
    assert queries.list_twins(who, PageRequest()).total == 3
    service.tell_apart(who, one.public_id, three.public_id)
    db.session.commit()
    assert [row.public_id for row in queries.list_alike(who, ONE, but=one.public_id)] == [two.public_id]
    assert queries.list_twins(who, PageRequest()).total == 2
    with pytest.raises(Refused, match="told apart already"):
        service.tell_apart(who, three.public_id, one.public_id)
    row = _merge(two, one)
    assert queries.list_twins(who, PageRequest()).total == 0, "the no was lost with the merge"
    service.undo_merge(who, row.public_id)
    db.session.commit()
    assert queries.list_twins(who, PageRequest()).total == 2
    assert [one.reference for one in queries.list_apart(who, one.public_id)] == [three.reference]


def test_what_cannot_be_one_is_refused(here: Flask) -> None:
    body = _add("Office", is_body=True)
    under = _add("Branch", is_body=True, body=body.public_id)
    person, who = _add("Somebody"), OFFICER.actor()
    for kept, other, why in ((body, person, "a person and the other a body"), (body, under, "belongs to the other")):
        for one, two in ((kept, other), (other, kept)):
            with pytest.raises(Refused, match=why):
                service.merge_contacts(who, one.public_id, two.public_id, "Why")
    with pytest.raises(Refused, match="two different"):
        service.merge_contacts(who, body.public_id, body.public_id, "Why")
    with pytest.raises(Refused, match="Say why"):
        service.merge_contacts(who, person.public_id, _add("Another").public_id, " ")
    with pytest.raises(NotFound):
        service.merge_contacts(cast.STRANGER.actor(), person.public_id, body.public_id, "Why")


def test_the_pages_and_the_log(app: Flask, client: PageClient, another_client: PageClient) -> None:
    with app.app_context():
        one, two = (row.public_id for row in _world())
    client.sign_in(OFFICER)
    listed = client.visit(client.visit("/contacts").links["Contacts that may be the same"])
    page = client.visit(listed.links["Compare A-0002, A-0003"])
    assert "Speaker" in page.text
    wrong = client.submit(page, 422, keep=one, reason="")
    assert "Say why they are the same" in wrong.text
    with app.app_context():
        service.change_post(OFFICER.actor(), two, PostDraft("Minister"), None)
        db.session.commit()
    late = client.submit(wrong, 422, keep=one, reason="One person")
    assert "changed while you were choosing" in late.text
    done = client.submit(late, keep=one, reason="One person")
    assert "A-0003 is part of A-0002 now." in done.text
    assert "Do not contact" in done.text
    # Its address leads on, and nobody learns of the closed talk by the merge.
    assert client.visit(f"/contacts/{two}").path == f"/contacts/{one}"
    assert "2 interactions" in done.text
    assert "interactions" not in client.visit(done.links["A-0003 became part of it"]).text
    with app.app_context():
        wanted = EntryFilter(event=Event.CONTACTS_MERGED)
        entries = log.list_entries(cast.COORDINATOR.actor(), wanted, PageRequest()).items
        assert [entry.facts["merged"] for entry in entries] == ["A-0002", "A-0003"]
    another_client.sign_in(cast.STRANGER)
    another_client.visit(f"/contacts/{two}", 404)
    back = client.submit(client.visit(done.links["A-0003 became part of it"]), button="Take the merge back")
    assert "A-0003 stands by itself again" in back.text
    told = client.submit(client.visit(back.links["Compare A-0002"]), action=f"/contacts/{two}/apart")
    assert "These two are not suggested again." in told.text
    assert "A-0003" not in told.text


def _meanwhile(app: Flask, first: Callable[[], object], second: Callable[[], object]) -> list[str]:
    """Do a second thing while a first one is not committed yet; returns why it was refused."""
    refused: list[str] = []

    def do() -> None:
        with app.app_context():
            try:
                second()
                db.session.commit()
            except (NotFound, Refused) as error:
                db.session.rollback()
                refused.append(error.sentence)

    thread = threading.Thread(target=do)
    waits = text("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)))")
    with app.app_context():
        first()
        db.session.flush()
        thread.start()
        # On SQLite the other one waits before it reads anything.
        while db.engine.dialect.name == "postgresql" and thread.is_alive() and not db.session.scalar(waits):
            thread.join(0.02)
        db.session.commit()
    thread.join(60)
    return refused


@pytest.mark.parametrize("what", ["talk", "list"])
def test_what_is_written_while_a_merge_runs_does_not_vanish(fresh_app: Flask, what: str) -> None:
    with fresh_app.app_context():
        one, two, case = _add(ONE).public_id, _add(TWO).public_id, a_case().reference
        db.session.commit()

    def write() -> None:
        if what == "talk":
            a_talk(case, by=OFFICER.actor(), contact=two)
        else:
            service.make_list(OFFICER.actor(), ListDraft(two, (case,)))

    merge = _meanwhile(fresh_app, lambda: service.merge_contacts(OFFICER.actor(), one, two, "One person"), write)
    assert merge == ["There is no such contact."]


def test_two_who_record_one_godparenthood_at_once_leave_one(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        contact, case = _add(ONE, kind=ContactKind.PARLIAMENT).public_id, a_case().reference
        db.session.commit()
    draft = GodparentDraft(PartialDate.parse("2024"))

    def write() -> None:
        service.record_godparent(OFFICER.actor(), contact, (case,), draft)

    assert _meanwhile(fresh_app, write, write) == ["They speak for %(cases)s already."]


def test_who_is_overtaken_before_the_commit_reads_that_and_keeps_what_was_typed(
    client: PageClient, here: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    public_id = _add(ONE).public_id
    db.session.commit()

    def overtaken(*_all: object) -> None:
        raise StaleDataError("somebody was faster")

    client.sign_in(OFFICER)
    form = client.visit(f"/contacts/{public_id}/edit")
    monkeypatch.setattr(service, "amend_contact", overtaken)
    page = client.submit(form, 409, notes="Likes letters")
    assert "Somebody else changed this while you were editing. Nothing was written." in page.text
    assert "Likes letters" in page.html


def test_many_alike_are_shown_page_by_page(here: Flask) -> None:
    for number in range(30):
        a_contact(f"Office number {number:02d} of Invented Affairs")
    found = queries.list_twins(cast.COORDINATOR.actor(), PageRequest(1, 20))
    assert (len(found.items), found.total) == (20, 435)


def test_whatever_points_at_a_contact_moves_whichever_room_it_is_of() -> None:
    found = {f"{table.name}.{column}" for table, column in merging.pointing()}
    assert found >= {
        "advocacy_contact.body_id",
        "contact_post.contact_id",
        "contact_post.body_id",
        "godparenthood.contact_id",
        "interaction.contact_id",
        "submission.contact_id",
        "submitted_list.contact_id",
    }
    assert not [name for name in found if name.startswith(("contact_apart", "contact_merge"))]
    assert all("id" in table.c for table, _column in merging.pointing()), "the way back needs a key of its own"
