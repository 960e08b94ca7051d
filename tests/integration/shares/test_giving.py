"""Offering, replacing, changing and ending a share: consent, recipients, days, both logs, and two who act at once."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from case_mgr.access.shares import Compartment, Level
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.desk.discretion import discreet
from case_mgr.detainees import service as people
from case_mgr.detainees.types import Purpose, Sensitivity
from case_mgr.extensions import db
from case_mgr.shares import queries, service
from case_mgr.shares.types import ChangeDraft, State
from tests import cast
from tests.client import fill
from tests.conftest import page_client
from tests.factories.people import a_case, a_consent, a_person
from tests.factories.shares import a_draft, a_guest, a_share, address, an_offer

NAME = "Тарас Вярбіцкі"


@pytest.fixture
def case(here: Flask) -> Case:
    return a_case(cast.COORDINATOR.actor(), a_person(cast.COORDINATOR.actor(), NAME))


@pytest.fixture
def withheld(here: Flask) -> Case:
    who = cast.COORDINATOR.actor()
    return a_case(who, a_person(who, NAME, sensitivity=Sensitivity.RESTRICTED))


def state(case: Case) -> list[State]:
    return [row.state for row in queries.list_of_case(cast.COORDINATOR.actor(), case.reference)]


def entries(member: cast.Member, *events: Event) -> list[Any]:
    found = log.list_entries(member.actor(), EntryFilter(), PageRequest(1, 100)).items
    return [entry for entry in discreet(member.actor(), found) if entry.event in events]


def test_consent_opens_and_without_it_whoever_shares_says_why(case: Case) -> None:
    with pytest.raises(service.Unconsented):
        an_offer(case, why=" ")
    row = an_offer(case, why="The sister asked us to.")
    assert row.why == "The sister asked us to."
    db.session.commit()
    (entry,) = entries(cast.COORDINATOR, Event.SHARE_OFFERED)
    assert entry.facts["without_consent"] == "The sister asked us to."
    a_consent(case.detainee, Purpose.PARTNERS)
    assert an_offer(case, why="").why is None


def test_a_second_offer_replaces_the_first(case: Case) -> None:
    row = a_share(case)
    an_offer(case)
    assert state(case) == [State.OFFERED, State.REPLACED]
    assert queries.find_guest(cast.STRANGER.actor(), row.public_id) is None


def test_days_are_ahead_and_within_a_year(case: Case) -> None:
    for until in (clock.today(), clock.today() - timedelta(days=3), clock.today() + timedelta(days=366)):
        with pytest.raises(service.Misfilled) as refused:
            an_offer(case, until=until)
        assert refused.value.field == "expires_on"
    an_offer(case, until=clock.today() + timedelta(days=365))


def test_only_members_of_that_organisation_are_named(case: Case) -> None:
    for nobody in (cast.CASEWORKER, cast.STRANGER_ADMINISTRATOR):
        with pytest.raises(service.Misfilled) as refused:
            an_offer(case, nobody)
        assert refused.value.field == "recipients"


def test_a_restricted_person_is_shared_by_name_and_by_somebody_near(withheld: Case) -> None:
    with pytest.raises(service.Misfilled, match="restricted"):
        an_offer(withheld)
    other = cast.Member("Nora Second", f"nora@{cast.OWN}.example", cast.COORDINATOR.roles)
    _add(other)
    with pytest.raises(NotFound):
        an_offer(withheld, cast.STRANGER, by=other.actor())
    row = a_share(withheld, cast.STRANGER_CASEWORKER)
    guest = a_guest(row, cast.STRANGER_CASEWORKER)
    assert cases.get_case(guest, withheld.reference).row.person == NAME
    # Whoever accepted for the organisation is not one of those whom the share names.
    assert queries.find_guest(cast.STRANGER.actor(), row.public_id) is None
    assert queries.list_with_us(cast.STRANGER.actor()) == []
    (closed,) = queries.list_closed_to_me(cast.STRANGER.actor())
    assert (closed.reference, closed.person) == (withheld.reference, "")
    assert queries.list_with_us(cast.STRANGER.actor(), NAME) == []
    (found,) = queries.list_with_us(cast.STRANGER_CASEWORKER.actor(), NAME)
    assert found.person == NAME


def test_restricting_somebody_closes_what_was_open_to_all_and_not_to_the_named(case: Case) -> None:
    row = a_share(case)
    a_guest(row)
    people.amend(cast.COORDINATOR.actor(), case.detainee.public_id, {"sensitivity": str(Sensitivity.RESTRICTED)})
    db.session.flush()
    assert queries.find_guest(cast.STRANGER.actor(), row.public_id) is None


def test_an_offer_names_nobody(case: Case) -> None:
    an_offer(case, purpose="Legal aid at the appeal")
    (offer,) = queries.list_offered(cast.STRANGER.actor())
    assert (offer.reference, offer.other, offer.purpose, offer.person) == (
        case.reference,
        "Harbour Watch",
        "Legal aid at the appeal",
        "",
    )
    assert queries.list_offered(cast.STRANGER_CASEWORKER.actor()) == []
    assert queries.list_offered(cast.COORDINATOR.actor()) == []


def test_only_the_organisation_that_was_asked_answers(case: Case) -> None:
    row = an_offer(case)
    with pytest.raises(NotFound):
        service.accept(cast.COORDINATOR.actor(), row.public_id)
    with pytest.raises(Refused, match="Say why you decline"):
        service.decline(cast.STRANGER.actor(), row.public_id, " ")
    service.decline(cast.STRANGER.actor(), row.public_id, "We cannot.")
    assert state(case) == [State.DECLINED]
    with pytest.raises(NotFound):
        service.accept(cast.STRANGER.actor(), row.public_id)


def test_a_change_holds_at_once_and_widening_asks_for_consent(case: Case) -> None:
    row, who = a_share(case, level=Level.EDIT), cast.COORDINATOR.actor()
    service.change(who, case.reference, row.public_id, ChangeDraft(Level.VIEW, row.expires_on))
    assert a_guest(row).guest.level is Level.VIEW  # type: ignore[union-attr]  # a guest
    wider = ChangeDraft(Level.VIEW, row.expires_on, frozenset({Compartment.FAMILY}))
    with pytest.raises(service.Unconsented):
        service.change(who, case.reference, row.public_id, wider)
    with pytest.raises(Stale):
        service.change(who, case.reference, row.public_id, ChangeDraft(Level.VIEW, row.expires_on), seen=1)
    service.end(who, case.reference, row.public_id, "It is over.")
    with pytest.raises(Refused, match="over already"):
        service.change(who, case.reference, row.public_id, ChangeDraft(Level.VIEW, row.expires_on))
    with pytest.raises(Refused, match="over already"):
        service.end(who, case.reference, row.public_id, "Again.")


def test_both_logs_tell_each_in_its_own_words(case: Case) -> None:
    row = a_share(case)
    guest = a_guest(row)
    service.note_opened(guest, "cases.case")
    service.end(cast.COORDINATOR.actor(), case.reference, row.public_id, "The lawyer changed")
    db.session.commit()
    ours = entries(cast.COORDINATOR, Event.SHARE_OFFERED, Event.SHARE_ANSWERED, Event.CASE_OPENED_SHARED)
    assert [entry.event for entry in ours] == [Event.CASE_OPENED_SHARED, Event.SHARE_ANSWERED, Event.SHARE_OFFERED]
    assert {entry.actor_name for entry in ours[:2]} == {f"{cast.STRANGER.name} (Lantern Committee)"}
    theirs = entries(
        cast.STRANGER, Event.SHARE_RECEIVED, Event.SHARE_ANSWERED, Event.SHARED_CASE_OPENED, Event.SHARE_REVOKED
    )
    assert [entry.event for entry in theirs] == [
        Event.SHARE_REVOKED,
        Event.SHARED_CASE_OPENED,
        Event.SHARE_ANSWERED,
        Event.SHARE_RECEIVED,
    ]
    told = " ".join(f"{entry.actor_name} {entry.subject_label} {entry.facts} {entry.changes}" for entry in theirs)
    for secret in (NAME, cast.COORDINATOR.name, "The lawyer changed", case.detainee.reference):
        assert secret not in told
    assert theirs[0].actor_name == "Harbour Watch"
    (opening,) = queries.list_openings(cast.COORDINATOR.actor(), case.reference)
    assert (opening.name, opening.times) == (f"{cast.STRANGER.name} (Lantern Committee)", 1)


def _add(member: cast.Member) -> None:
    from case_mgr.accounts import queries as accounts
    from case_mgr.accounts import service as members
    from case_mgr.accounts.types import MemberDraft

    organisation = accounts.find_organisation(member.organisation)
    assert organisation is not None
    draft = MemberDraft(member.email, member.roles)
    members.add_member(cast.ADMINISTRATOR.actor(), organisation, draft, member.name, cast.PASSWORD)


def test_a_write_that_is_under_way_when_the_share_ends_fails(fresh_app: Flask) -> None:
    """The share is ended and not committed yet; the guest's form arrives, waits, and is not found."""
    with fresh_app.app_context():
        case = a_case()
        row = a_share(case, level=Level.EDIT)
        ref, share, path = case.reference, row.public_id, f"{address(row)}/events/new"
        db.session.commit()
    client = page_client(fresh_app)
    client.sign_in(cast.STRANGER)
    data = fill(client.visit(f"{path}?kind=charge").form(names=frozenset({"place"})), {"place": "Нідзе"})
    headers = {"Referer": f"http://localhost{path}", "Sec-Fetch-Site": "same-origin"}
    answers: list[int] = []
    sender = threading.Thread(target=lambda: answers.append(client.post(path, data=data, headers=headers).status_code))
    with fresh_app.app_context():
        service.end(cast.COORDINATOR.actor(), ref, share, "At once.")
        sender.start()
        db.session.commit()
    sender.join()
    assert answers == [404]
    with fresh_app.app_context():
        assert cases.get_case(cast.COORDINATOR.actor(), ref).events[:] == ()


def test_two_who_offer_at_once_leave_one_share(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        ref = a_case().reference
        db.session.commit()
    start = threading.Barrier(2)

    def offer() -> None:
        with fresh_app.app_context():
            who, draft = cast.COORDINATOR.actor(), a_draft()
            db.session.rollback()
            start.wait()
            service.offer(who, ref, draft)
            db.session.commit()

    threads = [threading.Thread(target=offer) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with fresh_app.app_context():
        found = queries.list_of_case(cast.COORDINATOR.actor(), ref)
        assert sorted(str(row.state) for row in found) == ["offered", "replaced"]
