"""Urgent actions, petitions and communications: whose they are, until when, how many signed, what was decided."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from case_mgr.advocacy import queries, service
from case_mgr.advocacy.kinds import ContactKind, Finding, Response, Status, StepKind, SubmissionKind
from case_mgr.advocacy.types import ContactDraft, CourseDraft, ReplyDraft, StepDraft, SubmissionDraft
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.desk import chain
from case_mgr.extensions import db
from case_mgr.tasks import queries as tasks
from case_mgr.tasks import service as tasking
from case_mgr.tasks.types import Filter, State, Whose
from tests import cast
from tests.client import PageClient
from tests.exports import taken_out
from tests.factories.people import a_case

OFFICER, READER = cast.ADVOCACY_OFFICER, cast.CASEWORKER


def _day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def _contact(name: str = "Ministry of Invented Affairs", **more: Any) -> str:
    return service.add_contact(OFFICER.actor(), ContactDraft(name, **more)).public_id


def _begun(kind: SubmissionKind, *, contact: str = "", mechanism: str = "") -> str:
    who = OFFICER.actor()
    to = contact or _contact(kind=ContactKind.UN)
    draft = SubmissionDraft(to, kind, "en", (a_case(READER.actor()).reference,), mechanism, text="We ask.")
    row = service.begin_submission(who, draft)
    db.session.commit()
    return row.public_id


def _keep(public_id: str, draft: CourseDraft, seen: int | None = None) -> None:
    service.keep_course(OFFICER.actor(), public_id, draft, seen)
    db.session.commit()


def _step(public_id: str, kind: StepKind, day: str, **more: Any) -> None:
    service.record_step(OFFICER.actor(), public_id, StepDraft(kind, _day(day), **more))
    db.session.commit()


def _due(rule: str) -> list[tuple[str, bool]]:
    found = tasks.list_tasks(READER.actor(), Filter(whose=Whose.ALL), PageRequest(size=100)).items
    return sorted((one.due.edtf if one.due else "", one.state is State.DONE) for one in found if one.rule == rule)


def test_an_urgent_action_ends_on_a_day_and_a_task_comes_before_it(here: Flask) -> None:
    row = _begun(SubmissionKind.URGENT_ACTION)
    ends = clock.today() + timedelta(days=30)
    draft = CourseDraft("Lighthouse International", "UA 12/26", ("en", "fr"), "https://example.org/ua-12", expires=ends)
    _keep(row, replace(draft, opened=_day("2026-03-02")))
    kept = queries.get_course(READER.actor(), row).draft
    assert (kept.host, kept.number, kept.languages, kept.expires) == (draft.host, "UA 12/26", ("en", "fr"), ends)
    before = ends - timedelta(days=7)
    assert _due("action_ends") == [(before.isoformat(), False)]
    later = ends + timedelta(days=60)
    _step(row, StepKind.EXTENSION, "2026-04-01", until=later)
    assert _due("action_ends") == [((later - timedelta(days=7)).isoformat(), False)], "the task follows its new day"
    tasking.check_now(cast.COORDINATOR.actor())
    assert len(_due("action_ends")) == 1, "the round opened a second one"
    with pytest.raises(Refused, match="already"):
        _step(row, StepKind.EXTENSION, "2026-04-02", until=ends)
    assert [one.draft.until for one in queries.get_course(READER.actor(), row).steps] == [later]


@pytest.mark.parametrize("way", ["completed", "withdrawn"])
def test_what_is_over_asks_for_nothing_any_more(here: Flask, way: str) -> None:
    row = _begun(SubmissionKind.URGENT_ACTION)
    _keep(row, CourseDraft(expires=clock.today() + timedelta(days=30)))
    if way == "withdrawn":
        service.withdraw_submission(OFFICER.actor(), row)
    else:
        service.send_submission(OFFICER.actor(), row, _day("2026-03-03"), None)
        service.record_reply(OFFICER.actor(), row, ReplyDraft(Response.NONE, status=Status.COMPLETED), None)
    tasking.check_now(cast.COORDINATOR.actor())
    assert [done for _due_on, done in _due("action_ends")] in ([True], [])


def test_signatures_are_dated_and_fall_only_with_a_reason(here: Flask) -> None:
    row = _begun(SubmissionKind.PETITION)
    _step(row, StepKind.COUNT, "2026-03-01", signatures=1200)
    _step(row, StepKind.COUNT, "2026-03-05", signatures=1900)
    for day, count in (("2026-03-06", 1899), ("2026-03-03", 1901), ("2026-03-05", 0)):
        with pytest.raises(Refused, match="do not become fewer"):
            _step(row, StepKind.COUNT, day, signatures=count)
    _step(row, StepKind.COUNT, "2026-03-03", signatures=1500)
    _step(row, StepKind.COUNT, "2026-03-06", signatures=1700, note="Two hundred were counted twice.")
    _step(row, StepKind.COUNT, "2026-03-07", signatures=1701)
    course = queries.get_course(READER.actor(), row)
    told = [(one.draft.signatures, one.corrects) for one in course.steps]
    assert told == [(1701, False), (1700, True), (1900, False), (1500, False), (1200, False)]
    assert course.signatures is course.steps[0]
    listed = queries.list_submissions(READER.actor(), PageRequest(), kind=SubmissionKind.PETITION).items[0]
    assert listed.course is not None
    assert listed.course.signatures == 1701
    # A count of this month stands at its record at the latest: an exact one of tomorrow is not before it.
    _step(row, StepKind.COUNT, clock.today().isoformat()[:7], signatures=1800)
    _step(row, StepKind.COUNT, clock.today().isoformat(), signatures=1801)
    assert [one.corrects for one in queries.get_course(READER.actor(), row).steps][:2] == [False, False]
    with pytest.raises(Refused, match="future"):
        _step(row, StepKind.COUNT, (clock.today() + timedelta(days=2)).isoformat(), signatures=2000)


def test_a_petition_that_closed_is_handed_over_or_asked_about(here: Flask) -> None:
    row = _begun(SubmissionKind.PETITION)
    known = CourseDraft("On paper", opened=_day("2026-02"), closed=_day("2026-05-01"), goal=5000)
    _keep(row, known)
    assert _due("petition_hand") == [("2026-05-15", False)]
    _keep(row, replace(known, handed=_day("2026-05-20")), 1)
    assert [done for _on, done in _due("petition_hand")] in ([True], [])
    for far in ("9999", "9999-12-31"):
        with pytest.raises(Refused, match="too far ahead"):
            _keep(row, replace(known, closed=_day(far)))
    with pytest.raises(Refused, match="before it was opened"):
        _keep(row, replace(known, handed=_day("2026-01-20")))


def test_targets_move_with_a_merge_and_stand_once(here: Flask) -> None:
    first, kept, other = _contact(), _contact("Prison of Nowhere"), _contact("Prison at Nowhere")
    row = _begun(SubmissionKind.URGENT_ACTION, contact=first)
    service.send_submission(OFFICER.actor(), row, _day("2026-03-03"), None)
    _keep(row, CourseDraft(number="UA 12/26", targets=(kept, other, first)))
    assert [one.public_id for one in queries.get_course(READER.actor(), row).targets] == [kept, other]
    service.merge_contacts(OFFICER.actor(), kept, other, "One prison")
    db.session.commit()
    assert [one.public_id for one in queries.get_course(READER.actor(), row).targets] == [kept]
    with here.test_request_context():
        links = chain.from_contact(READER.actor(), kept).items
    assert [("UA 12/26" in str(one["note"])) for one in links] == [True], "its chain shows what was addressed to it"
    silent = _contact("Asked to be left alone", do_not_contact=True, reason="They said so.")
    with pytest.raises(Refused, match="must not be contacted"):
        _keep(row, CourseDraft(targets=(silent,)))


def test_an_opinion_is_of_what_was_sent_and_says_what_it_found(here: Flask) -> None:
    row = _begun(SubmissionKind.UN_COMMUNICATION, mechanism="un-urgent-appeal")
    decided = CourseDraft("", "AL 3/26", decision="12/2026", decided=_day("2026-05"), finding=Finding.VIOLATION)
    with pytest.raises(Refused, match="not sent yet"):
        _keep(row, decided)
    _keep(row, CourseDraft(number="AL 3/26"))
    with pytest.raises(Refused, match="one mechanism alone"):
        _keep(row, CourseDraft(targets=(_contact(),)))


def test_a_letter_has_no_public_side_and_an_address_is_an_address(here: Flask) -> None:
    with pytest.raises(NotFound):
        _keep(_begun(SubmissionKind.LETTER), CourseDraft(number="1"))
    row = _begun(SubmissionKind.URGENT_ACTION)
    for wrong in ("example.org/x", "javascript:alert(1)", "https://", "https://[", "http://a b"):
        with pytest.raises(Refused, match="whole address"):
            _keep(row, CourseDraft(address=wrong))
    _keep(row, CourseDraft(number="1"))
    with pytest.raises(Stale):
        _keep(row, CourseDraft(number="2"), 0)


def test_the_log_tells_of_it_and_who_may_not_see_the_letter_does_not(here: Flask) -> None:
    row = _begun(SubmissionKind.URGENT_ACTION)
    _keep(row, CourseDraft(number="UA 1/26"))
    _step(row, StepKind.UPDATE, "2026-03-01", note="He was moved.")
    told = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(subject=row), PageRequest(size=50)).items
    assert {Event.SUBMISSION_COURSE_KEPT, Event.SUBMISSION_STEP_RECORDED} <= {one.event for one in told}
    for verb in (
        lambda who: queries.get_course(who, row),
        lambda who: service.keep_course(who, row, CourseDraft(), None),
    ):
        with pytest.raises((NotFound, Refused)):
            verb(cast.STRANGER.actor())


def test_its_pages_keep_what_was_typed_and_say_what_is_wrong(app: Flask, client: PageClient) -> None:
    with app.app_context():
        row = _begun(SubmissionKind.PETITION)
        case = queries.get_submission(OFFICER.actor(), row).row.cases[0].reference
        _contact("Office of Nowhere")
        db.session.commit()
    client.sign_in(OFFICER)
    here = f"/contacts/submissions/{row}"
    began = {"began__kind": "month", "began__month": "2", "began__year": "2026"}
    told: dict[str, Any] = began | {"host": "Sign here", "number": "77", "targets": "Nobody known", "goal": "12 500"}
    wrong = client.submit(client.visit(f"{here}/course"), 422, **(told | {"goal": "²"}))
    assert "with digits" in wrong.text
    assert "Sign here" in wrong.html
    wrong = client.submit(wrong, 422, **told)
    assert "Nobody known: There is no contact" in wrong.text
    client.submit(wrong, **(told | {"targets": "Office of Nowhere"}))
    step: dict[str, Any] = {"kind": "count", "happened__day": "1", "happened__month": "3", "happened__year": "2026"}
    client.submit(client.visit(f"{here}/steps/new"), **(step | {"signatures": "12 501"}))
    fewer = client.submit(client.visit(f"{here}/steps/new"), 422, **(step | {"signatures": "12 500"}))
    assert "do not become fewer" in fewer.text
    shown = client.visit(here)
    assert "February 2026" in shown.text
    assert "12501, counted 1 March 2026" in shown.text
    assert "Office of Nowhere" in shown.text
    assert case in client.visit("/contacts/submissions?kind=petition").html
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    asked = client.visit(client.visit("/contacts/submissions?kind=petition").links["Take out as a table"])
    assert case in client.submit(asked, purpose="For the yearly report").response.get_data(as_text=True)
    assert case not in client.visit("/contacts/submissions?kind=letter&status=under_way").html


def test_submissions_leave_as_a_table_by_their_filter_and_name_no_prisoner(here: Flask) -> None:
    row = _begun(SubmissionKind.PETITION)
    _begun(SubmissionKind.LETTER)
    _step(row, StepKind.COUNT, "2026-03-01", signatures=1200)
    told = queries.get_submission(READER.actor(), row).row
    table = taken_out(cast.COORDINATOR.actor(), "submissions", state="", kind="petition", status="")
    (line,) = csv.DictReader(io.StringIO(table))
    assert (line["submission"], line["cases"]) == (told.reference, told.cases[0].reference)
    assert (line["signatures"], line["counted"]) == ("1200", "2026-03-01")
    assert told.cases[0].person not in table
