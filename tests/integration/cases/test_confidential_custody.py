"""A claim of custody that only some may see: no page, list, count, search or refusal tells anybody else of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from case_mgr.access.shares import Level as ShareLevel
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter
from case_mgr.cases import policy, queries, service
from case_mgr.cases.models import Case, CustodyPeriod
from case_mgr.cases.types import Contact, CustodyDraft, Level
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.desk.discretion import discreet
from case_mgr.extensions import db
from case_mgr.reports.queries.facts import read_facts
from case_mgr.shares.queries import contents
from case_mgr.tasks.models import Task
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person, an_event
from tests.factories.shares import a_share, address
from tests.factories.tasks import checked

PLACE, SOURCE = "Хутар Патаемны", "S-кропка-78"
FACILITY, FACILITY_WORDS = "sizo-1", "SIZO-1"
OTHERS = (cast.SECOND_CASEWORKER, cast.ADVOCACY_OFFICER, cast.DATA_CLERK)


@pytest.fixture
def case(here: Flask) -> Case:
    """A case that Wanda follows with Rita in the team: charged, so that only custody would say that it is custody."""
    wanda = cast.CASEWORKER.actor()
    made = a_case(wanda, a_person(wanda), owner=wanda.public_id, year=2023)
    an_event(made, "report", "2023-05-01", by=wanda)
    service.join_team(wanda, made.reference, cast.REVIEWER.actor().public_id)
    db.session.commit()
    return made


def claim(case: Case, level: Level = Level.HANDLER, **facts: object) -> CustodyPeriod:
    """Record a claim that only some may see."""
    deputy = cast.REVIEWER.actor().public_id if level is Level.HANDLER else ""
    facts = {"place": PLACE, "source": SOURCE, "began": PartialDate.parse("2023-06-07"), "accepted": False} | facts
    draft = CustodyDraft(level=level, deputy=deputy, **facts)  # type: ignore[arg-type]  # of a test
    row = service.record_custody(cast.CASEWORKER.actor(), case.reference, draft)
    db.session.commit()
    return row


def sees(member: cast.Member, case: Case, row: CustodyPeriod) -> bool:
    """Whether a member is given the claim; the law in SQL must say the same."""
    db.session.expire_all()
    given = queries.get_case(member.actor(), case.reference).custody
    by_view = row.public_id in {one.public_id for one in given}
    condition = policy.visible_items(member.actor(), CustodyPeriod)
    found = select(CustodyPeriod.public_id).join(CustodyPeriod.case).where(condition)
    assert by_view is (row.public_id in set(db.session.scalars(found)))
    return by_view


@pytest.mark.parametrize(
    ("level", "seers"),
    [
        (Level.NORMAL, {"Wanda", "Rita", "Cora", "Tomas", "Olive", "Denis"}),
        (Level.TEAM, {"Wanda", "Rita", "Cora"}),
        (Level.HANDLER, {"Wanda", "Rita"}),
    ],
)
def test_who_sees_what_of_each_level(case: Case, level: Level, seers: set[str]) -> None:
    row = claim(case, level)
    everybody = (cast.CASEWORKER, cast.REVIEWER, cast.COORDINATOR, *OTHERS)
    assert {one.name.split()[0] for one in everybody if sees(one, case, row)} == seers


@pytest.mark.parametrize("member", OTHERS, ids=lambda member: member.name.split()[0])
def test_nobody_else_finds_it_on_any_page(case: Case, client: PageClient, member: cast.Member) -> None:
    client.sign_in(member)
    paths = _paths(case)
    before = {path: _said(client, path) for path in paths}
    claim(case)
    claim(case, Level.TEAM, facility=FACILITY, place="", contact=Contact.NONE)
    for path in paths:
        assert _said(client, path) == before[path], path


def test_the_two_find_it_where_it_belongs(case: Case, client: PageClient) -> None:
    """The control: the same pages name it to whoever may see it, or the test above would prove nothing."""
    claim(case)
    client.sign_in(cast.REVIEWER)
    for path in ("", "/custody"):
        page = client.visit(f"/cases/{case.reference}{path}")
        assert PLACE in page.text
        assert "Two people only" in page.text
    assert PLACE in client.visit(f"/cases/{case.reference}/history").text


@pytest.mark.parametrize("level", [Level.TEAM, Level.HANDLER])
def test_columns_of_lists_days_reports_and_searches_say_nothing(case: Case, client: PageClient, level: Level) -> None:
    an_event(case, "charge", "2023-05-20", by=cast.CASEWORKER.actor(), reason="the court file")
    before = (case.state, case.place)
    claim(case, level, facility=FACILITY, place="", contact=Contact.NONE)
    db.session.refresh(case)
    assert (case.state, case.place) == before
    assert not [fact for fact in read_facts(cast.COORDINATOR.actor()).cases.values() if fact.held]
    # Also whoever may see it: a figure that differs by reader tells when it is read aloud.
    for member in (cast.CASEWORKER, cast.SECOND_CASEWORKER):
        client.sign_in(member)
        assert case.reference not in client.visit(f"/search?words={FACILITY_WORDS}").text
        custody = client.visit(f"/cases/{case.reference}/custody").text
        assert ("0 days" in custody) is (member is cast.CASEWORKER)
        client.sign_out()
    claim(case, Level.NORMAL, facility=FACILITY, place="", began=PartialDate.parse("2023-07-01"))
    db.session.refresh(case)
    assert case.state == "in_custody"
    client.sign_in(cast.SECOND_CASEWORKER)
    assert case.reference in client.visit(f"/search?words={FACILITY_WORDS}").text


def test_an_accepted_period_is_never_closed(case: Case) -> None:
    wanda = cast.CASEWORKER.actor()
    with pytest.raises(Refused, match="Record it as a claim"):
        claim(case, accepted=True)
    db.session.rollback()
    closed = claim(case)
    with pytest.raises(Refused, match="Record it as a claim"):
        service.weigh_custody(wanda, case.reference, closed.public_id, accepted=True)
    db.session.rollback()
    draft = CustodyDraft(place="Жодзіна", began=PartialDate.parse("2023-06-08"))
    with pytest.raises(Refused, match="Record it as a claim"):
        service.correct_custody(wanda, case.reference, closed.public_id, draft, "a slip")
    db.session.rollback()
    open_ = service.record_custody(wanda, case.reference, CustodyDraft(place="Жодзіна"))
    with pytest.raises(Refused, match="Make it a claim first"):
        service.guard_custody(wanda, case.reference, open_.public_id, Level.TEAM)
    service.weigh_custody(wanda, case.reference, open_.public_id, accepted=False)
    assert service.guard_custody(wanda, case.reference, open_.public_id, Level.TEAM).level == Level.TEAM


def test_a_closed_claim_refuses_nothing_to_others(case: Case) -> None:
    claim(case, ended=PartialDate.parse("2023-09-01"))
    tomas = cast.SECOND_CASEWORKER.actor()
    draft = CustodyDraft(place="Жодзіна", began=PartialDate.parse("2023-06-10"), ended=PartialDate.parse("2023-07-01"))
    assert service.record_custody(tomas, case.reference, draft).accepted


def test_nobody_acts_on_what_they_may_not_see(case: Case) -> None:
    row, tomas = claim(case), cast.SECOND_CASEWORKER.actor()
    ref, ident = case.reference, row.public_id
    for act in (
        lambda: service.correct_custody(tomas, ref, ident, CustodyDraft(place="x"), "why"),
        lambda: service.withdraw_custody(tomas, ref, ident, "why"),
        lambda: service.weigh_custody(tomas, ref, ident, accepted=True),
        lambda: service.guard_custody(tomas, ref, ident, Level.NORMAL),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_correction_stays_with_the_same_two_and_opens_with_the_whole_chain(case: Case) -> None:
    row, wanda = claim(case), cast.CASEWORKER.actor()
    draft = CustodyDraft(place=PLACE, began=PartialDate.parse("2023-06-08"), accepted=False)
    new = service.correct_custody(wanda, case.reference, row.public_id, draft, "another day")
    db.session.commit()
    for one in (row, new):
        assert (sees(cast.CASEWORKER, case, one), sees(cast.REVIEWER, case, one)) == (True, True)
        assert not sees(cast.COORDINATOR, case, one)
    service.guard_custody(cast.CASEWORKER.actor(), case.reference, new.public_id, Level.NORMAL)
    db.session.commit()
    assert sees(cast.SECOND_CASEWORKER, case, row)
    assert sees(cast.SECOND_CASEWORKER, case, new)


def test_the_log_hides_what_stood_in_it_also_when_it_was_open_once(case: Case, client: PageClient) -> None:
    row = claim(case, Level.NORMAL)
    client.sign_in(cast.SECOND_CASEWORKER)
    history = f"/cases/{case.reference}/history"
    assert PLACE in client.visit(history).text
    deputy = cast.REVIEWER.actor().public_id
    service.guard_custody(cast.CASEWORKER.actor(), case.reference, row.public_id, Level.HANDLER, deputy)
    db.session.commit()
    assert PLACE not in client.visit(history).text
    assert "Who may see a claim" not in client.visit(history).text
    for member in (cast.COORDINATOR, cast.AUDITOR):
        found = log.list_entries(member.actor(), EntryFilter(subject=row.public_id), PageRequest()).items
        entries = discreet(member.actor(), found)
        assert [entry.closed for entry in entries] == [True]
        said = str([(entry.subject_label, entry.facts, entry.changes) for entry in entries])
        assert not [word for word in (PLACE, SOURCE, case.reference, "2023-06-07") if word in said]


def test_a_guest_of_a_share_reads_open_claims_alone_and_closes_none(case: Case, client: PageClient) -> None:
    claim(case)
    claim(case, Level.TEAM, place="Хутар каманды")
    claim(case, Level.NORMAL, place="Хутар адкрыты")
    assert contents(cast.COORDINATOR.actor(), case.reference).custody == 1
    share = a_share(case, level=ShareLevel.CONTRIBUTE)
    db.session.commit()
    client.sign_in(cast.STRANGER)
    text = client.visit(f"{address(share)}/custody").text
    assert "Хутар адкрыты" in text
    assert PLACE not in text
    assert "Хутар каманды" not in text
    assert "Who may see it" not in client.visit(f"{address(share)}/custody/new").text


def test_the_rule_about_silence_tells_nobody_of_a_closed_contact(here: Flask) -> None:
    start = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        wanda = cast.CASEWORKER.actor()
        case = a_case(wanda, a_person(wanda), owner=wanda.public_id)
        an_event(case, day="2026-02-20", by=wanda)
        service.join_team(wanda, case.reference, cast.REVIEWER.actor().public_id)
        clock.move_to(start + timedelta(days=20))
        claim(case, began=PartialDate.parse("2026-03-01"), contact=Contact.LAWYER)
        an_event(case, "last_sign_of_life", "2026-03-10", wanda, level=Level.TEAM)
        clock.move_to(start + timedelta(days=31))
        checked()
        (task,) = db.session.scalars(select(Task).where(Task.rule == "silence").order_by(Task.id))
        assert task.base == PartialDate.parse("2026-03-02")


def test_the_page_closes_a_claim_and_asks_for_a_deputy(case: Case, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    form = client.visit(f"/cases/{case.reference}/custody/new")
    page = client.submit(form, 422, place=PLACE, level="team")
    assert "Record it as a claim: an accepted period counts" in page.text
    page = client.submit(page, accepted=[])
    assert "Team only" in page.text
    form = client.visit(page.links["Who may see it"])
    page = client.submit(form, 422, level="handler")
    assert "Choose a deputy" in page.text
    page = client.submit(page, deputy=cast.REVIEWER.actor().public_id)
    assert "Two people only" in page.text


def _paths(case: Case) -> list[str]:
    ref = f"/cases/{case.reference}"
    tabs = ("", "/timeline", "/custody", "/history", "/legal", "/recognition", "/team", "/tasks")
    person = f"/people/{case.detainee.public_id}"
    lists = (
        "/",
        "/cases",
        "/people",
        f"/search?words={FACILITY_WORDS}",
        "/cases?state=in_custody",
        f"/cases?words={PLACE}",
    )
    return [*(ref + tab for tab in tabs if tab != "/tasks"), person, f"{person}/cases", *lists]


def _said(client: PageClient, path: str) -> str:
    return re.sub(r"\d\d:\d\d", "", client.visit(path).text)
