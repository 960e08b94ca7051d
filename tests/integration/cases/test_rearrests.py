"""An arrest after a release is a case of its own: both name each other, to nobody who may not open both."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.access.shares import Level
from case_mgr.cases import queries, service
from case_mgr.cases.types import CaseDraft, EventDraft, ExitDraft
from case_mgr.cases.types import Level as Confidence
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.shares import a_guest, a_share
from tests.integration import records

WHO = cast.CASEWORKER


def released(person: str, link: str = "free", day: str = "2024-07-03") -> tuple[str, str]:
    """Open a case of somebody who was released, and return its reference and its exit."""
    ref = records.case(WHO.actor(), person, *records.SERVING)
    draft = ExitDraft("pardon", link, PartialDate.parse(day), evidence="the family wrote")
    row = service.record_exit(WHO.actor(), ref, draft)
    db.session.commit()
    return ref, row.public_id


def again(person: str, exit_id: str = "", day: str = "2025-02-01") -> str:
    """Open a further case of somebody, with an arrest."""
    ref = service.open_case(WHO.actor(), CaseDraft(person, year=2025, reverses=exit_id)).reference
    service.record_event(WHO.actor(), ref, EventDraft("detention", PartialDate.parse(day)))
    db.session.commit()
    return ref


def link(ref: str, exit_id: str) -> None:
    """Say which release the arrest of a case undid."""
    service.amend_case(WHO.actor(), ref, {"reverses": exit_id})
    db.session.commit()


@pytest.fixture
def person(here: Flask) -> str:
    return records.person(WHO.actor(), "Тарас Вярбіцкі")[0]


@pytest.fixture
def worker(here: Flask, client: PageClient) -> PageClient:
    client.sign_in(WHO)
    return client


def test_the_event_leads_to_the_new_case_with_the_release_chosen(person: str, worker: PageClient) -> None:
    old, exit_id = released(person)
    form = worker.visit(f"/cases/{old}/events/new?kind=rearrest")
    page = worker.submit(form, happened__year="2025", source="L1")
    assert "A re-arrest is a case of its own." in page.text
    form = worker.visit(page.links["Open the new case"])
    assert f"{old} · Free · 3 July 2024" in form.text
    page = worker.submit(form, year="2025")
    new = page.path.rsplit("/", 1)[1]
    assert f"Re-arrest after the release of {old}: Pardon, Free, 3 July 2024." in page.text
    page = worker.visit(f"/cases/{old}")
    assert f"Re-arrested: see {new}" in page.text
    assert "This person has been released" not in page.text
    assert "Released, and arrested again" in worker.visit(f"/cases/{old}/timeline").text
    assert queries.get_case(WHO.actor(), new).rearrest.exit_id == exit_id


def test_nobody_is_asked_where_there_is_no_release(person: str, worker: PageClient) -> None:
    records.case(WHO.actor(), person, *records.SERVING)
    assert "This is a re-arrest" not in worker.visit(f"/people/{person}/cases/new").text
    released(person, link="decree")
    assert "This is a re-arrest" not in worker.visit(f"/people/{person}/cases/new").text


def test_the_link_is_set_and_taken_away_later(person: str, worker: PageClient) -> None:
    old, exit_id = released(person)
    new = again(person)
    worker.submit(worker.visit(f"/cases/{new}/edit"), reverses=exit_id)
    assert f"Re-arrested: see {new}" in worker.visit(f"/cases/{old}").text
    history = worker.visit(f"/cases/{new}/history").text
    assert "Re-arrest after the release of an earlier case of this person" in history
    # Whoever changes something else leaves it as it is.
    worker.submit(worker.visit(f"/cases/{new}/edit"), charges="ст. 411")
    assert queries.get_case(WHO.actor(), new).rearrest.exit_id == exit_id
    worker.submit(worker.visit(f"/cases/{new}/edit"), reverses="")
    assert "Re-arrest" not in worker.visit(f"/cases/{old}").text


def test_an_arrest_that_lies_before_the_release_undid_nothing(person: str, worker: PageClient) -> None:
    _old, exit_id = released(person)
    new = again(person, day="2024-07-02")
    page = worker.submit(worker.visit(f"/cases/{new}/edit"), 422, reverses=exit_id)
    assert "lies before that release" in page.text
    assert queries.get_case(WHO.actor(), new).rearrest.after is None
    # On the day itself, and where a date does not say it for certain, nobody is told that they are wrong.
    for day in ("2024-07-03", "2024"):
        link(again(person, day=day), exit_id)


def test_a_date_that_comes_later_and_contradicts_is_said(person: str, worker: PageClient) -> None:
    _old, exit_id = released(person)
    new = again(person, exit_id, day="2024-06-01")
    assert "one of the two dates is wrong" in worker.visit(f"/cases/{new}").text


def test_the_release_of_somebody_else_or_of_the_case_itself_is_refused(person: str) -> None:
    old, own = released(person)
    other = records.person(WHO.actor(), "Алесь Рачны")[0]
    with pytest.raises(Refused, match="another person"):
        again(other, own)
    db.session.rollback()
    with pytest.raises(Refused, match="its own release"):
        link(old, own)
    with pytest.raises(NotFound):
        link(old, "nothing")


def test_a_link_of_the_chain_that_frees_nobody_is_no_release(person: str) -> None:
    _old, decree = released(person, link="decree")
    with pytest.raises(Refused, match="freed nobody"):
        again(person, decree)


def test_an_exit_taken_back_is_not_chosen_but_stays_where_it_was(person: str, worker: PageClient) -> None:
    old, exit_id = released(person)
    new, later = again(person, exit_id), again(person)
    service.withdraw_exit(WHO.actor(), old, exit_id, "another man")
    db.session.commit()
    assert "That exit was taken back since" in worker.visit(f"/cases/{new}").text
    assert f"A re-arrest after an exit that was taken back: see {new}" in worker.visit(f"/cases/{old}").text
    worker.submit(worker.visit(f"/cases/{new}/edit"), charges="ст. 411")
    assert queries.get_case(WHO.actor(), new).rearrest.exit_id == exit_id
    with pytest.raises(Refused, match="taken back"):
        link(later, exit_id)


def test_a_release_that_somebody_may_not_open_does_not_exist(here: Flask) -> None:
    hidden, _ = records.person(WHO.actor(), "Тарас Вярбіцкі", sensitivity=Sensitivity.RESTRICTED)
    _old, exit_id = released(hidden)
    mine = records.case(cast.SECOND_CASEWORKER.actor(), records.person(WHO.actor(), "Алесь Рачны")[0])
    with pytest.raises(NotFound):
        service.amend_case(cast.SECOND_CASEWORKER.actor(), mine, {"reverses": exit_id})
    assert queries.list_releases(cast.SECOND_CASEWORKER.actor(), hidden) == []


def test_a_guest_of_one_case_learns_nothing_of_the_other(person: str) -> None:
    old, exit_id = released(person)
    new = again(person, exit_id)
    for ref in (old, new):
        guest = a_guest(a_share(queries.get_row(WHO.actor(), ref), level=Level.EDIT))
        view = queries.get_case(guest, ref)
        assert (view.rearrest.after, view.rearrest.again) == (None, ())
        with pytest.raises(Forbidden):
            service.amend_case(guest, ref, {"reverses": ""})
    # What a guest amends leaves the link alone.
    service.amend_case(guest, new, {"charges": "ст. 411"})
    db.session.commit()
    assert queries.get_case(WHO.actor(), new).rearrest.exit_id == exit_id


def freed_by_event(person: str, day: str = "2024-07-03") -> str:
    """Open a case of somebody whose release only the timeline tells of."""
    ref = records.case(WHO.actor(), person, *records.SERVING)
    service.record_event(WHO.actor(), ref, EventDraft("free", PartialDate.parse(day), reason="the sister wrote"))
    db.session.commit()
    return ref


def test_an_exit_is_made_from_the_event_and_the_rearrest_finds_it(person: str, worker: PageClient) -> None:
    old = freed_by_event(person)
    again_ = again(person)
    assert queries.list_releases(WHO.actor(), person) == []
    assert queries.list_unexited(WHO.actor(), person) == [old]
    page = worker.visit(f"/cases/{again_}/edit")
    assert "A release is known from the timeline alone" in page.text
    form = worker.visit(page.links[f"Record the exit of {old}"])
    page = worker.submit(form, kind="served", link="free", evidence="The sister wrote on 4 July.")
    assert "The timeline tells of this release already" in page.text
    worker.submit(page, button="Record the exit")
    shown = queries.get_case(WHO.actor(), old)
    (exit_,) = shown.exits
    assert exit_.happened == PartialDate.parse("2024-07-03")
    assert [event.kind for event in shown.events if event.exit_id] == ["free"]
    assert [event.kind for event in shown.events].count("free") == 1
    link(again_, exit_.public_id)
    after = queries.get_case(WHO.actor(), again_).rearrest.after
    assert after is not None
    assert after.case == old
    assert "known from the timeline alone" not in worker.visit(f"/cases/{again_}/edit").text


def test_taking_such_an_exit_back_leaves_the_event_that_was_there_before(person: str) -> None:
    old = freed_by_event(person)
    event = queries.get_case(WHO.actor(), old).events[0]
    draft = ExitDraft("served", "free", evidence="The sister wrote.", event=event.public_id)
    row = service.record_exit(WHO.actor(), old, draft)
    db.session.commit()
    with pytest.raises(Refused, match="rests on this event already"):
        service.record_exit(WHO.actor(), old, draft)
    db.session.rollback()
    service.withdraw_exit(WHO.actor(), old, row.public_id, "Of another man.")
    db.session.commit()
    shown = queries.get_case(WHO.actor(), old)
    assert (shown.exits, str(shown.row.stage)) == ((), "released")
    assert not shown.events[0].withdrawn


@pytest.mark.parametrize(
    ("told", "link_", "happened", "sentence"),
    [
        ("detention", "free", None, "by which the person was out"),
        ("free", "decree", None, "the links that free"),
        ("free", "free", "2024-07-09", "has another date"),
    ],
)
def test_an_event_that_tells_of_no_release_makes_no_exit(
    person: str, told: str, link_: str, happened: str | None, sentence: str
) -> None:
    old = freed_by_event(person)
    event = next(one for one in queries.get_case(WHO.actor(), old).events if one.kind == told)
    when = PartialDate.parse(happened) if happened else None
    draft = ExitDraft("served", link_, when, evidence="The sister wrote.", event=event.public_id)
    with pytest.raises(Refused, match=sentence):
        service.record_exit(WHO.actor(), old, draft)


def test_an_event_that_only_some_may_see_makes_no_exit_and_others_are_not_told(person: str) -> None:
    who = WHO.actor()
    old = records.case(who, person, *records.SERVING)
    service.amend_case(who, old, {"owner": who.public_id})
    draft = EventDraft("free", PartialDate.parse("2024-07-03"), reason="x", level=Confidence.TEAM)
    event = service.record_event(who, old, draft)
    db.session.commit()
    with pytest.raises(Refused, match="Only some may see this event"):
        service.record_exit(who, old, ExitDraft("served", "free", evidence="y", event=event.public_id))
    db.session.rollback()
    other = cast.SECOND_CASEWORKER.actor()
    with pytest.raises(Refused, match="by which the person was out"):
        service.record_exit(other, old, ExitDraft("served", "free", evidence="y", event=event.public_id))
