"""One requests, another decides, and every step stays."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import service as cases
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db
from case_mgr.recognition import queries, service
from case_mgr.recognition.models import Recognition, RecognitionReason, RecognitionStep
from case_mgr.recognition.types import Act, DecisionDraft, EndDraft, EndKind, RequestDraft, Stage, StatementDraft
from tests import cast
from tests.factories.people import a_case, a_person, an_event, an_exit
from tests.factories.recognition import STANDARD, WHY, a_decision, a_recognition, a_request, an_end

DAY = PartialDate.parse("2023-06-01")


def draft(**facts: object) -> DecisionDraft:
    known: dict[str, object] = {"stage": Stage.RECOGNISED, "decided": DAY, "reasons": WHY, "after_the_fact": False}
    return DecisionDraft(**(known | facts))  # type: ignore[arg-type]  # a test's own facts


def test_from_a_request_to_the_end_every_step_stays(here: Flask) -> None:
    case, asked = a_case(), {"pace-1900-a": "A post.", "pace-1900-e": "No lawyer."}
    row = service.request(cast.CASEWORKER.actor(), case.reference, RequestDraft(STANDARD, asked, "The sister asks."))
    service.take_up(cast.REVIEWER.actor(), case.reference, row.public_id)
    service.decide(cast.REVIEWER.actor(), case.reference, row.public_id, draft())
    said = StatementDraft("Joint statement", "https://groups.example/1", DAY, "Text", ("Group One", "Group Two", ""))
    service.state(cast.CASEWORKER.actor(), case.reference, row.public_id, said)
    an_end(row)
    db.session.commit()
    found = queries.get_recognition(cast.COORDINATOR.actor(), case.reference, row.public_id)
    assert [step.act for step in found.steps] == [
        Act.REQUESTED,
        Act.UNDER_REVIEW,
        Act.RECOGNISED,
        Act.STATED,
        Act.ENDED,
    ]
    assert found.steps[0].reasons == tuple(asked.items()), "what was requested stays beside what was decided"
    assert found.reasons == tuple(WHY.items())
    assert [step.who for step in found.steps[:2]] == [cast.CASEWORKER.name, cast.REVIEWER.name]
    assert found.statement.signatories == ("Group One", "Group Two")
    assert (found.stage, found.end_kind, found.ended) == (
        Stage.ENDED,
        EndKind.WITHDRAWN,
        PartialDate.parse("2024-06-01"),
    )


def test_nobody_decides_their_own_request_and_the_refusal_names_who_may(here: Flask) -> None:
    case, own = a_case(), cast.COORDINATOR.actor()
    row = a_request(case, by=own)
    with pytest.raises(Refused, match=cast.REVIEWER.name) as refused:
        service.decide(own, case.reference, row.public_id, draft())
    assert cast.COORDINATOR.name not in str(refused.value)
    with pytest.raises(Refused):
        service.take_up(own, case.reference, row.public_id)
    with pytest.raises(Forbidden):
        service.decide(cast.CASEWORKER.actor(), case.reference, row.public_id, draft())
    assert a_decision(row).stage == Stage.RECOGNISED


def test_about_a_withheld_person_only_their_team_decides(here: Flask) -> None:
    worker = cast.CASEWORKER.actor()
    case = a_case(worker, a_person(worker, sensitivity=Sensitivity.RESTRICTED))
    row = a_request(case, by=worker)
    for member in (cast.REVIEWER, cast.COORDINATOR):
        with pytest.raises(NotFound):
            service.decide(member.actor(), case.reference, row.public_id, draft())
    assert queries.list_waiting(cast.REVIEWER.actor()) == []
    assert queries.list_deciders(worker, case.reference, row.public_id) == []
    cases.join_team(worker, case.reference, cast.REVIEWER.actor().public_id)
    assert queries.list_deciders(worker, case.reference, row.public_id) == [cast.REVIEWER.name]
    assert a_decision(row).stage == Stage.RECOGNISED


def test_a_sole_decider_who_asks_is_told_how_another_one_comes_to_it(here: Flask) -> None:
    own = cast.COORDINATOR.actor()
    case = a_case(own, a_person(own, sensitivity=Sensitivity.RESTRICTED))
    row = a_request(case, by=own)
    with pytest.raises(Refused, match="add a coordinator or a reviewer to the team"):
        service.decide(own, case.reference, row.public_id, draft())


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"reasons": {}}, "reasons", "without a reason"),
        ({"reasons": {"pace-1900-a": "  "}}, "reasons", "without a reason"),
        ({"reasons": {"guidelines-2013-3-1-a": "Another standard"}}, "reasons", "without a reason"),
        ({"stage": Stage.DECLINED, "note": " "}, "note", "Write why"),
        ({"stage": Stage.ENDED}, "decision", "Choose a decision"),
        ({"decided": None}, "decided", "Say when"),
        ({"decided": PartialDate.parse("2999")}, "decided", "not come yet"),
        ({"decided": PartialDate.parse("2023-05-03")}, "decided", "before the first detention"),
    ],
)
def test_a_decision_that_cannot_be_gets_a_sentence_at_its_field(
    here: Flask, facts: dict[str, object], field: str, words: str
) -> None:
    case = a_case()
    an_event(case, day="2023-05-04")
    row = a_request(case)
    with pytest.raises(service.Misfilled, match=words) as refused:
        service.decide(cast.REVIEWER.actor(), case.reference, row.public_id, draft(**facts))
    assert refused.value.field == field


def test_a_decision_that_may_lie_before_the_detention_is_taken(here: Flask) -> None:
    case = a_case()
    an_event(case, day="2023-05-04")
    assert a_decision(a_request(case), day="2023").stage == Stage.RECOGNISED


def test_the_same_is_not_requested_twice_while_it_is_open_or_holds(here: Flask) -> None:
    case = a_case()
    row = a_request(case)
    with pytest.raises(service.Misfilled, match="already"):
        a_request(case, by=cast.COORDINATOR.actor())
    for stage in (Stage.DEFERRED, Stage.WITHHELD):
        a_decision(row, stage)
        with pytest.raises(service.Misfilled, match="already"):
            a_request(case)
        service.take_up(cast.REVIEWER.actor(), case.reference, row.public_id)
    a_decision(row)
    with pytest.raises(service.Misfilled, match="recognised by this standard already"):
        a_request(case)
    assert a_request(case, standard="guidelines-2013").stage == Stage.REQUESTED, "another standard is another matter"
    an_end(row)
    assert a_request(case).stage == Stage.REQUESTED, "what was withdrawn can be restored"


def test_what_is_taken_up_again_is_decided_by_nobody_until_it_is(here: Flask) -> None:
    case = a_case()
    row = a_decision(a_request(case), Stage.DEFERRED)
    service.take_up(cast.COORDINATOR.actor(), case.reference, row.public_id)
    db.session.commit()
    found = queries.get_recognition(cast.COORDINATOR.actor(), case.reference, row.public_id)
    assert (found.decided, found.decided_at, found.decided_by) == (None, None, "")
    assert found.steps[1].who == cast.REVIEWER.name, "the first decision stays in its step"


def test_what_was_declined_can_be_requested_anew(here: Flask) -> None:
    case = a_case()
    a_decision(a_request(case), Stage.DECLINED)
    assert a_request(case).stage == Stage.REQUESTED


def test_a_request_says_something_and_by_a_standard_of_the_country(here: Flask) -> None:
    case = a_case()
    with pytest.raises(service.Misfilled, match="which criterion"):
        a_request(case, note=" ")
    for standard in ("aapp", "invented", ""):
        with pytest.raises(service.Misfilled, match="standards"):
            a_request(case, standard=standard)


def test_whoever_decides_second_writes_over_nothing(here: Flask) -> None:
    case = a_case()
    row = a_request(case)
    seen = row.version
    service.take_up(cast.COORDINATOR.actor(), case.reference, row.public_id)
    with pytest.raises(Stale) as stale:
        service.decide(cast.REVIEWER.actor(), case.reference, row.public_id, draft(), seen)
    assert stale.value.conflict.version == row.version, "it still waits: theirs can be written now"
    a_decision(row, by=cast.COORDINATOR.actor())
    with pytest.raises(Stale) as stale:
        service.decide(
            cast.REVIEWER.actor(), case.reference, row.public_id, draft(stage=Stage.DECLINED, note="No"), seen
        )
    assert stale.value.conflict.version is None


def test_a_release_does_not_end_a_recognition(here: Flask) -> None:
    case = a_case()
    an_event(case, day="2023-05-04")
    a_recognition(case)
    an_exit(case, "pardon", "free", evidence="seen", source="S-1")
    db.session.commit()
    assert queries.list_recognised(cast.COORDINATOR.actor(), [case.reference]) == {case.reference}


@pytest.mark.parametrize(("day", "after"), [("2024-06-01", False), ("2024-08-01", True)])
def test_after_the_fact_follows_from_the_release(here: Flask, day: str, after: bool) -> None:
    case = a_case()
    an_event(case, day="2023-05-04")
    an_exit(case, "pardon", "free", day="2024-07-03", evidence="seen", source="S-1")
    row = a_request(case)
    facts = draft(decided=PartialDate.parse(day), after_the_fact=None)
    assert service.decide(cast.REVIEWER.actor(), case.reference, row.public_id, facts).after_the_fact is after


def test_where_dates_do_not_tell_whoever_decides_says_it(here: Flask) -> None:
    case = a_case()
    an_event(case, day="2023-05-04")
    an_exit(case, "pardon", "free", day="2024", evidence="seen", source="S-1")
    row = a_request(case)
    unsaid = draft(decided=PartialDate.parse("2024-06"), after_the_fact=None)
    with pytest.raises(service.Misfilled, match="out or dead") as refused:
        service.decide(cast.REVIEWER.actor(), case.reference, row.public_id, unsaid)
    assert refused.value.field == "after_the_fact"
    said = draft(decided=PartialDate.parse("2024-06"), after_the_fact=True)
    assert service.decide(cast.REVIEWER.actor(), case.reference, row.public_id, said).after_the_fact


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"ended": PartialDate.parse("2022")}, "ended", "before it was decided"),
        ({"ended": None}, "ended", "Say when"),
        ({"reason": " "}, "reason", "Write why"),
    ],
)
def test_an_end_that_cannot_be_gets_a_sentence(here: Flask, facts: dict[str, object], field: str, words: str) -> None:
    row = a_recognition(a_case())
    known: dict[str, object] = {"kind": EndKind.WITHDRAWN, "ended": PartialDate.parse("2024"), "reason": "New facts"}
    with pytest.raises(service.Misfilled, match=words) as refused:
        service.end(cast.REVIEWER.actor(), row.case.reference, row.public_id, EndDraft(**(known | facts)))  # type: ignore[arg-type]  # as above
    assert refused.value.field == field


def test_what_was_not_recognised_has_no_end_and_no_statement(here: Flask) -> None:
    row = a_decision(a_request(a_case()), Stage.DECLINED)
    with pytest.raises(Stale):
        an_end(row)
    with pytest.raises(Refused, match="belongs to a recognition"):
        service.state(cast.CASEWORKER.actor(), row.case.reference, row.public_id, StatementDraft("Title"))


def test_an_address_that_is_none_is_refused(here: Flask) -> None:
    row = a_recognition(a_case())
    for url in ("javascript:alert(1)", "groups.example/1"):
        with pytest.raises(service.Misfilled, match="https"):
            service.state(cast.CASEWORKER.actor(), row.case.reference, row.public_id, StatementDraft("Title", url))


def test_what_is_sensitive_is_not_in_the_database_in_plain(here: Flask) -> None:
    row = a_recognition(a_case())
    service.state(
        cast.CASEWORKER.actor(),
        row.case.reference,
        row.public_id,
        StatementDraft("T", text="Draft", signatories=("Zed",)),
    )
    db.session.commit()
    stored = [
        *db.session.execute(select(Recognition.statement_sealed, Recognition.signatories_sealed)).one(),
        *db.session.scalars(select(RecognitionStep.note_sealed).where(RecognitionStep.note_sealed.is_not(None))),
        *db.session.scalars(select(RecognitionReason.reasoning_sealed)),
    ]
    assert len(stored) >= 4
    assert not any(word in cipher for cipher in stored for word in (b"Draft", b"Zed", b"sister", b"elections"))


def test_the_log_tells_each_step_in_the_history_of_the_case(here: Flask) -> None:
    case = a_case()
    an_end(a_recognition(case))
    a_decision(a_request(case), Stage.DEFERRED)
    db.session.commit()
    entries = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(), PageRequest(size=100)).items
    told = [entry for entry in entries if entry.subject_label == case.reference]
    assert [entry.event for entry in told][:5] == [
        Event.RECOGNITION_NOT_GIVEN,
        Event.RECOGNITION_REQUESTED,
        Event.RECOGNITION_ENDED,
        Event.RECOGNITION_RECORDED,
        Event.RECOGNITION_REQUESTED,
    ]
    assert told[0].facts["decision"] == "deferred"


def test_strangers_and_other_roles_find_nothing(here: Flask) -> None:
    row = a_request(a_case())
    for member in (cast.STRANGER, cast.ADMINISTRATOR, cast.AUDITOR, cast.DONOR):
        with pytest.raises(NotFound):
            queries.get_recognition(member.actor(), row.case.reference, row.public_id)
    with pytest.raises(NotFound):
        service.decide(cast.STRANGER.actor(), row.case.reference, row.public_id, draft())
    assert clock.now() >= row.created_at
