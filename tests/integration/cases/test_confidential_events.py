"""What only some may see inside a case: nobody else finds its text, its date, its place or that it is there."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter
from case_mgr.cases import policy, queries, service, signs
from case_mgr.cases.models import Case, Correspondence, TimelineEvent
from case_mgr.cases.types import EventDraft, Level
from case_mgr.cases.types.correspondence import Kind, LetterDraft
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.desk.discretion import discreet
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.jurisdictions.enums import Stage
from case_mgr.reports.queries.facts import read_facts
from tests import cast
from tests.client import PageClient
from tests.factories.letters import a_letter
from tests.factories.people import a_case, a_person, an_event

TEXT, PLACE, SOURCE = "Кватэра на ўскрайку", "Нідзе-Патаемнае", "S-кропка-77"
WORDS = (TEXT, PLACE, SOURCE)
SECRET = {"text": TEXT, "place": PLACE, "source": SOURCE}
OTHERS = (cast.SECOND_CASEWORKER, cast.REVIEWER, cast.ADVOCACY_OFFICER, cast.DATA_CLERK)


@pytest.fixture
def case(here: Flask) -> Case:
    """A case that Wanda follows, with Tomas in nobody's team and Rita in hers."""
    wanda = cast.CASEWORKER.actor()
    made = a_case(wanda, a_person(wanda), owner=wanda.public_id, year=2023)
    an_event(made, "report", "2023-05-01", by=wanda)
    service.join_team(wanda, made.reference, cast.REVIEWER.actor().public_id)
    db.session.commit()
    return made


def hidden(case: Case, level: Level = Level.HANDLER, kind: str = "detention", day: str = "2023-06-07") -> TimelineEvent:
    """Record an event that only some may see."""
    deputy = cast.REVIEWER.actor().public_id if level is Level.HANDLER else ""
    row = an_event(case, kind, day, cast.CASEWORKER.actor(), level=level, deputy=deputy, **SECRET)
    db.session.commit()
    return row


def sees(member: cast.Member, case: Case, event: TimelineEvent) -> bool:
    """Whether the event is in what a member is given of the case; the law in SQL must say the same."""
    db.session.expire_all()
    given = queries.get_case(member.actor(), case.reference).events
    by_view = any(event.public_id == one.public_id for one in given)
    condition = policy.visible_items(member.actor(), TimelineEvent)
    found = select(TimelineEvent.public_id).join(TimelineEvent.case).where(condition)
    assert by_view is (event.public_id in set(db.session.scalars(found)))
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
    event = hidden(case, level)
    everybody = (cast.CASEWORKER, cast.COORDINATOR, *OTHERS)
    assert {one.name.split()[0] for one in everybody if sees(one, case, event)} == seers


def test_a_coordinator_who_is_far_from_a_withheld_person_sees_nothing(here: Flask) -> None:
    wanda = cast.CASEWORKER.actor()
    case = a_case(wanda, a_person(wanda, sensitivity=Sensitivity.RESTRICTED), owner=wanda.public_id)
    event = an_event(case, by=wanda, level=Level.TEAM)
    found = select(TimelineEvent.public_id).join(TimelineEvent.case)
    far = found.where(policy.visible_items(cast.COORDINATOR.actor(), TimelineEvent))
    assert event.public_id not in set(db.session.scalars(far))


@pytest.mark.parametrize("member", OTHERS[:1] + OTHERS[2:], ids=lambda member: member.name.split()[0])
def test_nobody_else_finds_it_on_any_page(case: Case, client: PageClient, member: cast.Member) -> None:
    client.sign_in(member)
    paths = _paths(case)
    before = {path: _said(client, path) for path in paths}
    # Something that moves no stage: not one word of any page may change.
    hidden(case, kind="search")
    a_letter(case, Kind.VISIT, day="2023-06-08", by=cast.CASEWORKER.actor(), content=TEXT, source=SOURCE,
             level=Level.HANDLER, deputy=cast.REVIEWER.actor().public_id)  # fmt: skip
    db.session.commit()
    for path in paths:
        said = _said(client, path)
        # What somebody looks for is shown back to them; it says nothing about whether it is there.
        named = [word for word in (*WORDS, "2023-06", "June 2023", "Jun 2023") if word in said]
        assert "words=" in path or named == [], path
        assert said == before[path], path


def test_the_two_find_it_where_it_belongs(case: Case, client: PageClient) -> None:
    """The control: the same pages name it to whoever may see it, or the test above would prove nothing."""
    hidden(case)
    client.sign_in(cast.REVIEWER)
    assert all(word in client.visit(f"/cases/{case.reference}/timeline").text for word in WORDS)
    assert PLACE in client.visit(f"/cases/{case.reference}/history").text
    assert "Two people only" in client.visit(f"/cases/{case.reference}/timeline").text


def test_the_log_hides_what_stood_in_it_and_of_which_case_it_was(case: Case) -> None:
    event = hidden(case)
    wanted = EntryFilter(subject=event.public_id)
    for member, open_ in ((cast.COORDINATOR, False), (cast.AUDITOR, False), (cast.ADMINISTRATOR, False)):
        entries = discreet(member.actor(), log.list_entries(member.actor(), wanted, PageRequest()).items)
        assert [entry.closed for entry in entries] == [not open_]
        said = str([(entry.subject_label, entry.facts, entry.changes) for entry in entries])
        assert not [word for word in (*WORDS, case.reference, "2023-06-07", "detention") if word in said]


def test_what_was_open_once_is_closed_in_the_log_as_well(case: Case, client: PageClient) -> None:
    event = an_event(case, "search", "2023-06-07", cast.CASEWORKER.actor(), **SECRET)
    db.session.commit()
    client.sign_in(cast.SECOND_CASEWORKER)
    history = f"/cases/{case.reference}/history"
    assert PLACE in client.visit(history).text
    deputy = cast.REVIEWER.actor().public_id
    service.guard_event(cast.CASEWORKER.actor(), case.reference, event.public_id, Level.HANDLER, deputy)
    db.session.commit()
    assert PLACE not in client.visit(history).text
    assert "Who may see an event" not in client.visit(history).text
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    assert PLACE not in client.visit("/audit?size=100").text
    seqs = re.findall(r"/audit/entries/\d+", client.visit("/audit?size=100").html)
    assert seqs
    assert not [path for path in set(seqs) if PLACE in client.visit(path).text]


def test_the_stage_follows_but_no_date_no_place_and_no_report_does(case: Case) -> None:
    reports = cast.COORDINATOR.actor()
    before = read_facts(reports).events
    hidden(case)
    row = queries.get_case(cast.SECOND_CASEWORKER.actor(), case.reference).row
    assert (row.stage, row.arrested, row.place) == (Stage.DETAINED, None, "")
    assert read_facts(reports).events == before


def test_a_watcher_is_not_told_that_something_changed(case: Case) -> None:
    tomas = cast.SECOND_CASEWORKER.actor()
    service.watch(tomas, case.reference)
    db.session.commit()
    watched = {public_id: seen for public_id, seen, _row in queries.list_watched(tomas)}
    before = log.count_since(tomas, watched)
    hidden(case)
    assert log.count_since(tomas, watched) == before


def test_a_refusal_never_speaks_of_what_is_hidden(case: Case) -> None:
    hidden(case, kind="death_in_custody", day="2023-07-01")
    tomas = cast.SECOND_CASEWORKER.actor()
    an_event(case, "search", "2023-08-01", tomas)
    assert queries.get_case(tomas, case.reference).row.stage is Stage.DIED


def test_a_sign_of_life_is_dated_only_for_whoever_may_see_it(case: Case) -> None:
    hidden(case, kind="last_sign_of_life", day="2023-09-09")
    for member, day in ((cast.CASEWORKER, "2023-09-09"), (cast.SECOND_CASEWORKER, None)):
        last = signs.last(signs.of_case(queries.get_case(member.actor(), case.reference)))
        assert (last.happened.edtf if last and last.happened else None) == day
        assert (case.reference in queries.list_last_signs(member.actor(), [case.reference])) is (day is not None)


def test_nobody_acts_on_what_they_may_not_see(case: Case) -> None:
    event, tomas = hidden(case), cast.SECOND_CASEWORKER.actor()
    draft = EventDraft("detention", PartialDate.parse("2023-06-08"))
    with pytest.raises(NotFound):
        service.correct_event(tomas, case.reference, event.public_id, draft)
    with pytest.raises(NotFound):
        service.withdraw_event(tomas, case.reference, event.public_id, "why")
    with pytest.raises(NotFound):
        service.guard_event(tomas, case.reference, event.public_id, Level.NORMAL)


def test_a_correction_by_the_deputy_stays_with_the_same_two(case: Case) -> None:
    event, wanda = hidden(case), cast.CASEWORKER.actor()
    draft = EventDraft("detention", PartialDate.parse("2023-06-08"))
    row = service.correct_event(wanda, case.reference, event.public_id, draft)
    db.session.commit()
    assert (sees(cast.CASEWORKER, case, row), sees(cast.REVIEWER, case, row)) == (True, True)
    assert not sees(cast.COORDINATOR, case, row)


@pytest.mark.parametrize(
    ("level", "deputy", "sentence"),
    [
        (Level.HANDLER, "", "Choose a deputy"),
        (Level.HANDLER, "nobody", "Choose a deputy"),
        (Level.TEAM, "", "not in the team"),
    ],
)
def test_nobody_shuts_themselves_out_or_stays_alone(case: Case, level: Level, deputy: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        an_event(case, "search", by=cast.SECOND_CASEWORKER.actor(), level=level, deputy=deputy)


def test_nobody_hides_from_the_owner_what_somebody_else_wrote(case: Case) -> None:
    event, cora = an_event(case, "search", "2023-06-07", cast.CASEWORKER.actor()), cast.COORDINATOR.actor()
    deputy = cast.CASEWORKER.actor().public_id
    with pytest.raises(Refused, match="Only whoever recorded it"):
        service.guard_event(cora, case.reference, event.public_id, Level.HANDLER, deputy)
    service.guard_event(cora, case.reference, event.public_id, Level.TEAM)
    service.guard_event(cast.CASEWORKER.actor(), case.reference, event.public_id, Level.NORMAL)
    letter = a_letter(case, by=cast.CASEWORKER.actor())
    draft = LetterDraft(Kind.LETTER, level=Level.HANDLER, deputy=deputy)
    with pytest.raises(Refused, match="Only whoever recorded it"):
        service.amend_letter(cora, case.reference, letter.public_id, draft, letter.version)


def test_letters_follow_the_same_law(case: Case) -> None:
    letter = a_letter(case, by=cast.CASEWORKER.actor(), level=Level.TEAM)
    db.session.commit()
    for member in (cast.CASEWORKER, cast.COORDINATOR, *OTHERS):
        condition = policy.visible_items(member.actor(), Correspondence)
        found = select(Correspondence.public_id).join(Correspondence.case).where(condition)
        listed = letter.public_id in set(db.session.scalars(found))
        assert listed is bool(queries.get_case(member.actor(), case.reference).letters)
        assert listed is (member in (cast.CASEWORKER, cast.COORDINATOR, cast.REVIEWER))


def _paths(case: Case) -> list[str]:
    ref = f"/cases/{case.reference}"
    tabs = ("", "/timeline", "/custody", "/correspondence", "/history", "/legal", "/recognition", "/team")
    person = f"/people/{case.detainee.public_id}"
    lists = ("/", "/cases", "/people", f"/search?words={TEXT}", f"/cases?words={PLACE}", "/cases?sort=-arrested")
    return [*(ref + tab for tab in tabs), person, f"{person}/cases", *lists]


def _said(client: PageClient, path: str) -> str:
    return re.sub(r"\d\d:\d\d", "", client.visit(path).text)
