"""Contacts and interactions: by service, with what must not happen."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from case_mgr.access.actor import Actor
from case_mgr.advocacy import queries, service
from case_mgr.advocacy.kinds import ChannelKind, ContactKind, Direction, Medium
from case_mgr.advocacy.models import Interaction, InteractionCase
from case_mgr.advocacy.types import Channel, ContactDraft, ContactFilter, InteractionDraft
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import service as cases
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from tests import cast
from tests.databases import Database
from tests.integration.reports import world

CANARY = "canary-7f3a@ministry.example"
DAY = PartialDate.day(2026, 2, 3)


def _contact(actor: Actor, name: str = "Ministry of Invented Affairs", **more: Any) -> str:
    public_id = service.add_contact(actor, ContactDraft(name, **more)).public_id
    db.session.commit()
    return public_id


def _draft(*cases: str, **more: Any) -> InteractionDraft:
    known: dict[str, Any] = {
        "happened": DAY,
        "medium": Medium.CALL,
        "direction": Direction.TO_THEM,
        "summary": "Said.",
    }
    return InteractionDraft(**(known | {"cases": cases} | more))


def test_channels_are_shown_only_to_whoever_opens_them_and_that_is_logged(here: Flask) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    contact = _contact(officer)
    service.add_channel(officer, contact, Channel(ChannelKind.EMAIL, CANARY, safe=True, best_time="mornings"))
    db.session.commit()
    view = queries.get_contact(officer, contact)
    assert view.channels == 1
    assert CANARY not in repr(view)
    opened = service.open_channels(cast.CASEWORKER.actor(), contact)
    db.session.commit()
    assert [(channel.value, channel.safe, channel.best_time) for channel in opened] == [(CANARY, True, "mornings")]
    entry = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.CHANNELS_OPENED), PageRequest()).items[0]
    assert entry.actor_name == cast.CASEWORKER.name
    assert CANARY not in repr(log.list_entries(cast.AUDITOR.actor(), EntryFilter(), PageRequest()))


def test_a_channel_is_removed_and_never_doubled(here: Flask) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    contact = _contact(officer)
    service.add_channel(officer, contact, Channel(ChannelKind.EMAIL, CANARY))
    with pytest.raises(Refused, match="recorded already"):
        service.add_channel(officer, contact, Channel(ChannelKind.EMAIL, f" {CANARY} "))
    with pytest.raises(Refused, match="Enter the address"):
        service.add_channel(officer, contact, Channel(ChannelKind.EMAIL, "  "))
    key = service.open_channels(officer, contact)[0].key
    service.remove_channel(officer, contact, key)
    db.session.commit()
    assert service.open_channels(officer, contact) == ()
    with pytest.raises(NotFound):
        service.remove_channel(officer, contact, key)


def test_secrets_are_encrypted_in_the_database(fresh_app: Flask, own_database: Database) -> None:
    with fresh_app.app_context():
        officer = cast.ADVOCACY_OFFICER.actor()
        contact = _contact(officer, notes=f"note {CANARY}")
        service.add_channel(officer, contact, Channel(ChannelKind.EMAIL, CANARY))
        more = {"participants": CANARY, "follow_up": CANARY, "summary": f"said {CANARY}"}
        row = service.record_interaction(officer, contact, _draft(**more))
        service.settle_follow_up(officer, row.public_id, CANARY)
        db.session.commit()
        if own_database.kind == "sqlite":
            raw = sqlite3.connect(own_database.url.removeprefix("sqlite:///"))
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.close()
            stored = b"".join(path.read_bytes() for path in own_database.instance.glob("*sqlite3*"))
        else:
            named = sa.text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
            stored = b""
            for (table,) in db.session.execute(named).all():
                # A row as text shows its bytes in hexadecimal digits.
                rows = db.session.scalars(sa.text(f'SELECT CAST(t AS text) FROM "{table}" t'))  # noqa: S608 - names of our own
                stored += "".join(rows).encode()
        assert b"Ministry of Invented Affairs" in stored, "the test does not see what is stored"
        for spelling in (CANARY.encode(), CANARY.encode().hex().encode()):
            assert spelling not in stored


def test_a_stale_change_writes_nothing(here: Flask) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    contact = _contact(officer)
    seen = queries.get_contact(officer, contact).version
    service.amend_contact(officer, contact, ContactDraft("Ministry of Invented Affairs", post="first"), seen)
    db.session.commit()
    with pytest.raises(Stale) as caught:
        service.amend_contact(officer, contact, ContactDraft("Ministry of Invented Affairs", post="second"), seen)
    now = queries.get_contact(officer, contact)
    assert (now.row.post, now.version) == ("first", caught.value.conflict.version)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (ContactDraft("  "), "Enter the name"),
        (ContactDraft("x" * 301), "at most"),
        (ContactDraft("x", country="Q1"), "country"),
        (ContactDraft("x", do_not_contact=True), "Say why"),
        (ContactDraft("x", took_post=PartialDate.year(2024), left_post=PartialDate.year(2023)), "before it begins"),
        (ContactDraft("x", owner="nobody"), "owner"),
    ],
)
def test_a_senseless_contact_gets_a_sentence(here: Flask, draft: ContactDraft, words: str) -> None:
    with pytest.raises(Refused, match=words):
        service.add_contact(cast.ADVOCACY_OFFICER.actor(), draft)


def test_a_contact_is_found_in_another_script(here: Flask) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    _contact(officer, "Пасольства Выдуманай Краіны", kind=ContactKind.MINISTRY)
    _contact(officer, "100%_Fund", kind=ContactKind.DONOR)
    for words, found in (("Vydumanai", 1), ("выдуманай", 1), ("%", 1), ("_", 1), ("a-0001", 1), ("zzz", 0)):
        page = queries.list_contacts(officer, ContactFilter(words=words), PageRequest())
        assert page.total == found, words
    assert queries.list_alike(officer, "ПАСОЛЬСТВА выдуманай краіны")


def test_an_interaction_is_seen_from_both_sides(here: Flask) -> None:
    officer, worker = cast.ADVOCACY_OFFICER.actor(), cast.CASEWORKER.actor()
    references = [world.case(worker, number) for number in range(3)]
    contact = _contact(officer)
    row = service.record_interaction(officer, contact, _draft(*references, batch="r-2025-001"))
    db.session.commit()
    assert [case.reference for case in queries.get_interaction(worker, contact, row.public_id).cases] == references
    assert [view.reference for view in queries.list_interactions_of_case(worker, references[1])] == [row.reference]
    assert [view.reference for view in queries.list_interactions_of_batch(worker, "R-2025-001")] == [row.reference]
    listed = queries.list_contacts(worker, ContactFilter(), PageRequest()).items[0]
    assert (listed.last, listed.interactions) == (DAY, 1)


def test_one_unknown_foreign_or_hidden_case_and_nothing_is_written(here: Flask) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    own = world.case(cast.CASEWORKER.actor())
    hidden = world.case(cast.CASEWORKER.actor(), 2, sensitivity=Sensitivity.RESTRICTED)
    foreign = next(
        reference
        for reference in (world.case(cast.STRANGER_CASEWORKER.actor(), n) for n in range(3))
        if reference > hidden
    )
    contact = _contact(officer)
    for wrong in (hidden, foreign, "BY-1999-00001", "<b>", "%"):
        with pytest.raises(Refused, match="no case with this reference") as caught:
            service.record_interaction(officer, contact, _draft(own, wrong))
        assert own not in str(caught.value)
        assert wrong in str(caught.value)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Interaction)) == 0


def test_a_talk_that_raised_somebody_withheld_is_there_only_for_their_team(here: Flask) -> None:
    worker, other = cast.CASEWORKER.actor(), cast.SECOND_CASEWORKER.actor()
    hidden, known = world.case(worker, sensitivity=Sensitivity.RESTRICTED), world.case(worker, 2)
    contact = _contact(worker)
    row = service.record_interaction(worker, contact, _draft(hidden, known))
    db.session.commit()
    assert len(queries.get_interaction(worker, contact, row.public_id).cases) == 2
    with pytest.raises(NotFound):
        queries.get_interaction(other, contact, row.public_id)
    assert not queries.list_interactions_of_case(other, known)
    assert [queries.get_contact(member, contact).row.interactions for member in (worker, other)] == [1, 0]
    cases.join_team(worker, hidden, other.public_id)
    assert len(queries.get_interaction(other, contact, row.public_id).cases) == 2


def test_two_hundred_cases_at_once(here: Flask) -> None:
    worker = cast.CASEWORKER.actor()
    references = [world.case(worker, number) for number in range(60)]
    contact = _contact(worker)
    service.record_interaction(worker, contact, _draft(*references))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(InteractionCase)) == 60
    with pytest.raises(Refused, match="At most"):
        service.record_interaction(worker, contact, _draft(*(f"BY-2025-{n:05d}" for n in range(501))))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"happened": None}, "when it was"),
        ({"happened": PartialDate.from_date(clock.today() + timedelta(3))}, "future"),
        ({"summary": " "}, "what was said"),
        ({"follow_up_due": clock.today()}, "what the follow-up is"),
        ({"batch": "R" * 21}, "at most 20"),
    ],
)
def test_a_senseless_interaction_gets_a_sentence(here: Flask, more: dict[str, Any], words: str) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    contact = _contact(officer)
    with pytest.raises(Refused, match=words):
        service.record_interaction(officer, contact, _draft(**more))


def test_a_follow_up_is_settled_once_with_a_result(here: Flask) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    contact = _contact(officer)
    row = service.record_interaction(officer, contact, _draft(follow_up="They will ask", follow_up_due=clock.today()))
    db.session.commit()
    assert queries.get_interaction(officer, contact, row.public_id).awaits
    with pytest.raises(Refused, match="what became"):
        service.settle_follow_up(officer, row.public_id, " ")
    service.settle_follow_up(officer, row.public_id, "They asked.")
    db.session.commit()
    assert not queries.get_interaction(officer, contact, row.public_id).awaits
    with pytest.raises(Refused, match="settled already"):
        service.settle_follow_up(officer, row.public_id, "again")


def test_who_may(here: Flask) -> None:
    contact = _contact(cast.ADVOCACY_OFFICER.actor())
    for member in (cast.DONOR, cast.AUDITOR, cast.DATA_CLERK, cast.REVIEWER):
        with pytest.raises(Forbidden):
            service.add_contact(member.actor(), ContactDraft("x"))
    for member in (cast.DONOR, cast.STRANGER):
        with pytest.raises(NotFound):
            queries.get_contact(member.actor(), contact)
    with pytest.raises(NotFound):
        service.open_channels(cast.STRANGER.actor(), contact)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "by-2021-00042, BY-2021-00043;BY-2021-00044\n\nBY-2021-00042",
            ("BY-2021-00042", "BY-2021-00043", "BY-2021-00044"),
        ),
        ("  ", ()),
    ],
)
def test_references_are_read_as_people_paste_them(text: str, found: tuple[str, ...]) -> None:
    assert service.read_references(text) == found
