"""How entries come into the chain: with their act, in one transaction, in order, from every thread."""

from __future__ import annotations

import threading
from collections import Counter

import pytest
import sqlalchemy as sa
from flask import Flask

from case_mgr.access.actor import Operator
from case_mgr.access.roles import Role
from case_mgr.accounts import service as accounts
from case_mgr.accounts.models import Invitation, Organisation, User
from case_mgr.accounts.types import MemberDraft
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.ledger import Unaudited
from case_mgr.audit.models import AuditDetail, AuditEntry
from case_mgr.audit.queries.showing import entry_view
from case_mgr.audit.types import EntryFilter, EntryView, Event
from case_mgr.core.paging import PageRequest
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient

HARD_TEXT = 'Ў ґ 陈西 عمر 👩‍👩‍👧 \u202e \n \t "quoted" \\ é e\u0301'


def latest(**wanted: object) -> EntryView:
    """Return the newest entry of the own organisation."""
    page = log.list_entries(cast.ADMINISTRATOR.actor(), EntryFilter(**wanted), PageRequest())  # type: ignore[arg-type]  # handed on
    return page.items[0]


def total() -> int:
    return log.get_head()[0]


def test_a_change_that_nobody_explained_stops_the_commit(here: Flask) -> None:
    user = db.session.scalars(sa.select(User).limit(1)).one()
    user.name = "Somebody Else"
    with pytest.raises(Unaudited, match="User"):
        db.session.commit()
    db.session.rollback()
    assert db.session.scalars(sa.select(User).where(User.name == "Somebody Else")).all() == []


def test_a_new_or_deleted_record_that_nobody_explained_stops_the_commit(here: Flask) -> None:
    db.session.add(Organisation(slug="third", name="Third"))
    with pytest.raises(Unaudited, match="Organisation"):
        db.session.commit()
    db.session.rollback()
    member = db.session.scalars(sa.select(User).limit(1)).one().memberships[0]
    db.session.delete(member)
    with pytest.raises(Unaudited):
        db.session.commit()
    db.session.rollback()


def test_an_entry_about_another_record_does_not_explain(here: Flask) -> None:
    one, other = db.session.scalars(sa.select(User).order_by(User.id).limit(2)).all()
    one.name = "Somebody Else"
    audit.record(cast.ADMINISTRATOR.actor(), Event.PROFILE_CHANGED, other)
    with pytest.raises(Unaudited):
        db.session.commit()
    db.session.rollback()


def test_before_and_after_come_from_the_orm(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    accounts.change_language(who, "be")
    db.session.commit()
    accounts.change_language(who, "ru")
    db.session.commit()
    entry = latest()
    assert entry.event is Event.PROFILE_CHANGED
    assert entry.changes == (("app_user.language", "be", "ru"),)
    assert entry.actor_name == cast.COORDINATOR.name


def test_a_password_never_stands_in_the_log(app: Flask, client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    new = "nine purple anvils sing"
    client.submit(client.visit("/account/password"), current=cast.PASSWORD, password=new, repeat=new)
    with app.app_context():
        everything = repr([entry_view(entry, detail) for entry, detail in _all()])
    assert new not in everything
    assert cast.PASSWORD not in everything
    assert "argon2" not in everything


def _all() -> list[tuple[AuditEntry, AuditDetail]]:
    rows = db.session.execute(sa.select(AuditEntry, AuditDetail).join(AuditDetail, AuditDetail.seq == AuditEntry.seq))
    return [(row[0], row[1]) for row in rows]


def test_one_act_of_several_entries_is_one_act(here: Flask) -> None:
    before = total()
    organisation = db.session.scalars(sa.select(Organisation).where(Organisation.slug == cast.OWN)).one()
    for number in range(3):
        draft = MemberDraft(f"act{number}@harbour-watch.example", frozenset({Role.CASEWORKER}))
        accounts.add_member(cast.ADMINISTRATOR.actor(), organisation, draft, f"Act {number}", cast.PASSWORD)
    db.session.commit()
    entries = log.list_entries(cast.ADMINISTRATOR.actor(), EntryFilter(), PageRequest()).items[:3]
    assert total() == before + 3
    assert len({entry.act for entry in entries}) == 1
    assert len({entry.subject_id for entry in entries}) == 3
    assert log.verify().ok


def test_two_verbs_on_one_record_keep_their_own_changes(here: Flask) -> None:
    who = cast.COORDINATOR.actor()
    accounts.change_language(who, "be")
    accounts.change_language(who, "ru")
    db.session.commit()
    second, first = log.list_entries(cast.ADMINISTRATOR.actor(), EntryFilter(), PageRequest()).items[:2]
    assert [entry.changes for entry in (first, second)] == [
        (("app_user.language", "", "be"),),
        (("app_user.language", "be", "ru"),),
    ]


def test_a_savepoint_rolled_back_takes_its_entries_along(here: Flask) -> None:
    who, before = cast.COORDINATOR.actor(), total()
    accounts.change_language(who, "be")
    savepoint = db.session.begin_nested()
    audit.record(who, Event.AUDIT_EXPORTED, rows=1)
    accounts.invite(cast.ADMINISTRATOR.actor(), MemberDraft("a@harbour-watch.example", frozenset({Role.DONOR})))
    savepoint.rollback()
    db.session.commit()
    assert total() == before + 1
    assert latest().event is Event.PROFILE_CHANGED
    assert db.session.scalars(sa.select(Invitation)).all() == []
    assert log.verify().ok


def test_a_savepoint_that_holds_keeps_its_entries(here: Flask) -> None:
    who, before = cast.ADMINISTRATOR.actor(), total()
    for number in range(3):
        with db.session.begin_nested():
            accounts.invite(who, MemberDraft(f"a{number}@harbour-watch.example", frozenset({Role.DONOR})))
    db.session.commit()
    assert total() == before + 3
    assert log.verify().ok


def test_rows_of_a_rolled_back_savepoint_between_good_ones(here: Flask) -> None:
    """As an import does it: row by row in savepoints, one of which fails."""
    who, before = cast.ADMINISTRATOR.actor(), total()
    for number in range(6):
        try:
            with db.session.begin_nested():
                accounts.invite(who, MemberDraft(f"a{number}@harbour-watch.example", frozenset({Role.DONOR})))
                if number % 2:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            continue
    db.session.commit()
    assert total() == before + 3
    assert len(db.session.scalars(sa.select(Invitation)).all()) == 3
    assert log.verify().ok


def test_a_rollback_leaves_nothing_for_the_next_commit(here: Flask) -> None:
    before = total()
    accounts.change_language(cast.COORDINATOR.actor(), "be")
    db.session.flush()
    db.session.rollback()
    db.session.commit()
    assert total() == before


def test_any_text_comes_back_as_it_was(here: Flask) -> None:
    audit.record(
        cast.COORDINATOR.actor(), Event.PROFILE_CHANGED, label=HARD_TEXT, note=HARD_TEXT, many=[HARD_TEXT, 1, None]
    )
    db.session.commit()
    entry = latest()
    assert entry.subject_label == HARD_TEXT
    assert entry.facts == {"note": HARD_TEXT, "many": [HARD_TEXT, 1, None]}
    assert log.verify().ok


@pytest.mark.parametrize("fact", [1.5, {"ключ": 1}, {1: 2}, object(), b"x"])
def test_what_has_no_canonical_form_is_refused(here: Flask, fact: object) -> None:
    before = total()
    audit.record(cast.COORDINATOR.actor(), Event.PROFILE_CHANGED, note=fact)
    with pytest.raises(TypeError):
        db.session.commit()
    db.session.rollback()
    assert total() == before


def test_an_event_without_its_facts_is_refused(here: Flask) -> None:
    with pytest.raises(Unaudited, match="rows"):
        audit.record(cast.COORDINATOR.actor(), Event.EXPORT_MADE, what="people")


def test_a_refused_act_stands_in_the_log_and_its_changes_do_not(app: Flask, client: PageClient) -> None:
    client.sign_in(cast.DATA_CLERK)
    with app.app_context():
        before = total()
    client.visit("/members/invite", 403)
    with app.app_context():
        entry = latest()
        assert total() == before + 1
        assert entry.event is Event.ACCESS_REFUSED
        assert entry.facts == {"permission": "member.manage", "place": "accounts.invite"}
        assert log.verify().ok


def test_a_failed_sign_in_stands_in_the_log_of_the_organisation(app: Flask, client: PageClient) -> None:
    client.submit(client.visit("/sign-in"), 422, email=cast.COORDINATOR.email, password="not the password")
    with app.app_context():
        entry = latest()
        assert entry.event is Event.SIGN_IN_FAILED
        assert entry.subject_label == cast.COORDINATOR.email


def test_what_a_stranger_types_is_not_written_down(app: Flask, client: PageClient) -> None:
    client.submit(client.visit("/sign-in"), 422, email="my password by mistake", password="x")
    with app.app_context():
        assert "by mistake" not in repr([entry_view(entry, detail) for entry, detail in _all()])


def test_entries_of_many_threads_make_one_chain(fresh_app: Flask) -> None:
    """No gap, no fork, nothing lost; some threads roll back in between."""
    threads_count, each = 8, 20
    with fresh_app.app_context():
        before = total()
    gate, faults = threading.Barrier(threads_count), []

    def run(number: int) -> None:
        gate.wait()
        for step in range(each):
            try:
                with fresh_app.app_context():
                    who = Operator(public_id=f"thread{number}", name=f"thread {number}")
                    audit.record(who, Event.PROFILE_CHANGED, step=step)
                    if step % 5 == 4:
                        db.session.flush()
                        db.session.rollback()
                    else:
                        db.session.commit()
            except BaseException as error:  # noqa: BLE001 - a thread hands it to the test
                faults.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(threads_count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with fresh_app.app_context():
        kept = each * 4 // 5
        assert total() == before + threads_count * kept
        counts = Counter(db.session.scalars(sa.select(AuditEntry.actor).where(AuditEntry.seq > before)))
        assert set(counts.values()) == {kept}
        assert log.verify().ok


def test_the_log_is_in_order_of_its_numbers(here: Flask) -> None:
    seqs = list(db.session.scalars(sa.select(AuditEntry.seq).order_by(AuditEntry.seq)))
    assert seqs == list(range(1, len(seqs) + 1))
