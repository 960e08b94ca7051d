"""What somebody of the other organisation may do to a shared case: by the level of the share and their own role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.fields import Group
from case_mgr.access.roles import Role
from case_mgr.access.shares import Level
from case_mgr.accounts import queries as accounts
from case_mgr.accounts import service as members
from case_mgr.accounts.types import MemberDraft
from case_mgr.cases import queries as cases_
from case_mgr.cases import service as cases
from case_mgr.cases.models import Case
from case_mgr.cases.types import CaseDraft, CustodyDraft, EventDraft, ExitDraft, ExitFacts
from case_mgr.cases.types import Level as Confidence
from case_mgr.cases.types.correspondence import Direction, Kind, LetterDraft, Status, StepDraft
from case_mgr.cases.types.signs import RoundDraft
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused
from case_mgr.detainees import service as people
from case_mgr.detainees.types import Answer as Said
from case_mgr.detainees.types import ConsentDraft, Giver, NameDraft, Purpose
from case_mgr.documents import service as documents
from case_mgr.extensions import db
from case_mgr.legal import service as legal
from case_mgr.legal.models import Hearing
from case_mgr.legal.types.kinds import What
from case_mgr.recognition import service as recognition
from case_mgr.recognition.types import RequestDraft
from case_mgr.shares import queries, service
from case_mgr.shares.types import ChangeDraft
from tests import cast
from tests.factories import law
from tests.factories.documents import a_document
from tests.factories.documents import a_draft as document_draft
from tests.factories.letters import a_letter
from tests.factories.people import a_case, a_name, a_person, an_event, an_exit
from tests.factories.shares import a_draft, a_share

DAY = PartialDate.parse("2023-06-07")
ROLES = (Role.COORDINATOR, Role.CASEWORKER, Role.REVIEWER, Role.DATA_CLERK, Role.AUDITOR)


@dataclass(frozen=True)
class Stage:
    """A shared case with one thing of each kind that the owner recorded."""

    case: Case
    event: str
    custody: str
    hearing: str
    letter: str
    document: str
    exit: str


@pytest.fixture
def stage(here: Flask) -> Stage:
    case = a_case()
    event = an_event(case)
    custody = cases.record_custody(cast.COORDINATOR.actor(), case.reference, CustodyDraft(place="Колкава"))
    hearing, letter, document = law.a_hearing(case.reference), a_letter(case), a_document(case)
    known = an_exit(case, "pardon", "decree", "2023-05-05", evidence="It was printed", source="S-1")
    ids = (event.public_id, custody.public_id, hearing.public_id, letter.public_id, document.public_id, known.public_id)
    return Stage(case, *ids)


def somebody(role: Role) -> cast.Member:
    """Return a member of the other organisation with one role."""
    member = cast.Member(f"{role} of the others", f"{role}@{cast.OTHER}.example", frozenset({role}), cast.OTHER)
    if accounts.find_user(member.email) is None:
        organisation = accounts.find_organisation(cast.OTHER)
        assert organisation is not None
        draft = MemberDraft(member.email, member.roles)
        members.add_member(cast.STRANGER_ADMINISTRATOR.actor(), organisation, draft, member.name, cast.PASSWORD)
    return member


def _legal(what: str) -> Callable[[Actor, Stage], object]:
    return lambda who, at: getattr(law, what)(at.case.reference, by=who)


Verb = Callable[[Actor, Stage], object]
ADD: dict[str, Verb] = {
    "an event": lambda who, at: cases.record_event(who, at.case.reference, EventDraft("charge", DAY)),
    "a claim of custody": lambda who, at: cases.record_custody(
        who, at.case.reference, CustodyDraft(place="Нідзе", accepted=False)
    ),
    "a hearing": _legal("a_hearing"),
    "another version of an event": lambda who, at: cases.tell_otherwise(
        who, at.case.reference, at.event, EventDraft("detention", DAY, source="L2")
    ),
    "a letter": lambda who, at: a_letter(at.case, by=who),
    "what became of a letter": lambda who, at: cases.follow_letter(
        who, at.case.reference, at.letter, StepDraft(Status.ARRIVED, DAY)
    ),
    "a sign of life": lambda who, at: cases.sign_of_life(who, at.case.reference, Kind.CALL),
    "a document": lambda who, at: a_document(at.case, by=who),
}
AMEND: dict[str, Verb] = {
    "correct an event": lambda who, at: cases.correct_event(
        who, at.case.reference, at.event, EventDraft("detention", DAY)
    ),
    "take an event back": lambda who, at: cases.withdraw_event(who, at.case.reference, at.event, "It was another."),
    "correct custody": lambda who, at: cases.correct_custody(
        who, at.case.reference, at.custody, CustodyDraft(place="Вялікае"), "A slip"
    ),
    "take custody back": lambda who, at: cases.withdraw_custody(who, at.case.reference, at.custody, "It never was."),
    "weigh custody": lambda who, at: cases.weigh_custody(who, at.case.reference, at.custody, accepted=False),
    "accept custody": lambda who, at: cases.record_custody(
        who, at.case.reference, CustodyDraft(place="Нідзе", began=DAY)
    ),
    "an exit": lambda who, at: cases.record_exit(
        who, at.case.reference, ExitDraft("pardon", "free", DAY, evidence="Her lawyer says so", source="S-1")
    ),
    "say more of an exit": lambda who, at: cases.amend_exit(who, at.case.reference, at.exit, ExitFacts("Вільня"), 1),
    "amend the case": lambda who, at: cases.amend_case(who, at.case.reference, {"charges": "арт. 342"}),
    "take a hearing back": lambda who, at: legal.take_back(
        who, at.case.reference, What.HEARING, at.hearing, "Not this one."
    ),
}
AMEND |= {
    "amend a letter": lambda who, at: cases.amend_letter(
        who, at.case.reference, at.letter, LetterDraft(Kind.LETTER, Direction.FROM, content="As it was"), 1
    ),
    "take a letter back": lambda who, at: cases.withdraw_letter(who, at.case.reference, at.letter, "Not theirs."),
    "amend a document": lambda who, at: documents.amend(who, at.case.reference, at.document, document_draft("Іншы")),
    "a newer version of a document": lambda who, at: a_document(at.case, by=who, newer_than=at.document),
    "take a document back": lambda who, at: documents.withdraw(who, at.case.reference, at.document, "Not theirs."),
}


def _settle(who: Actor, at: Stage) -> None:
    owner, ref = cast.COORDINATOR.actor(), at.case.reference
    other = cases.tell_otherwise(owner, ref, at.event, EventDraft("detention", DAY, source="L2"))
    cases.take_as_true(who, ref, other.public_id, "We were told.")


def _put_back(who: Actor, at: Stage) -> None:
    documents.withdraw(cast.COORDINATOR.actor(), at.case.reference, at.document, "Of another person")
    documents.restore(who, at.case.reference, at.document)


def _put_letter_back(who: Actor, at: Stage) -> None:
    cases.withdraw_letter(cast.COORDINATOR.actor(), at.case.reference, at.letter, "Of another person")
    cases.restore_letter(who, at.case.reference, at.letter)


WIDER = ChangeDraft(Level.EDIT, clock.today() + timedelta(days=300), why_without_consent="Their lawyer asks.")
NEVER: dict[str, Verb] = {
    "what is true": _settle,
    "who may see an event": lambda who, at: cases.guard_event(who, at.case.reference, at.event, Confidence.TEAM),
    "who may see a claim of custody": lambda who, at: cases.guard_custody(
        who, at.case.reference, at.custody, Confidence.NORMAL
    ),
    "a letter of the team": lambda who, at: a_letter(at.case, by=who, level=Confidence.TEAM),
    "an event of the team": lambda who, at: an_event(at.case, "search", by=who, level=Confidence.TEAM),
    "many signs of life": lambda who, at: cases.record_round(who, RoundDraft((at.case.reference,), Kind.CALL, DAY)),
    "the name of a relative": lambda who, at: a_letter(at.case, by=who, who="Зінаіда Прыдуманая"),
    "who may open a document": lambda who, at: documents.amend(
        who, at.case.reference, at.document, document_draft(part=Group.FAMILY)
    ),
    "a document taken back": _put_back,
    "a letter taken back": _put_letter_back,
    "the owner": lambda who, at: cases.amend_case(who, at.case.reference, {"owner": who.public_id}),
    "a re-arrest": lambda who, at: cases.amend_case(who, at.case.reference, {"reverses": ""}),
    "the team": lambda who, at: cases.join_team(who, at.case.reference, who.public_id),
    "a handover": lambda who, at: cases.offer_handover(who, at.case.reference, who.public_id, "Yours."),
    "withdrawal": lambda who, at: cases.withdraw(who, at.case.reference, "Away with it."),
    "another case": lambda who, at: cases.open_case(who, CaseDraft(at.case.detainee.public_id)),
    "a recognition": lambda who, at: recognition.request(who, at.case.reference, RequestDraft("pace-1900", note="x")),
    "an official": lambda who, at: law.a_judge(at.case.reference, _hearing(at), by=who),
    "sensitivity": lambda who, at: people.amend(who, at.case.detainee.public_id, {"sensitivity": "restricted"}),
    "a name": lambda who, at: people.add_name(who, at.case.detainee.public_id, NameDraft(a_name())),
    "consent": lambda who, at: people.record_consent(
        who, at.case.detainee.public_id, ConsentDraft(Giver.PERSON, Said.GIVEN, tuple(Purpose))
    ),
    "sharing on": lambda who, at: service.offer(who, at.case.reference, a_draft()),
    "widening": lambda who, at: service.change(
        who,
        at.case.reference,
        _share_of(at),
        ChangeDraft(Level.EDIT, clock.today() + timedelta(days=300), why_without_consent="x"),
    ),
    "ending": lambda who, at: service.end(who, at.case.reference, _share_of(at), "x"),
}


def _hearing(at: Stage) -> Hearing:
    return db.session.scalars(select(Hearing).where(Hearing.public_id == at.hearing)).one()


def _share_of(at: Stage) -> str:
    return queries.list_of_case(cast.COORDINATOR.actor(), at.case.reference)[0].public_id


# The coordinator is of the team already, and nobody hands a case over to themselves.
ELSE = ("the team", "a handover")


def _does(verb: Verb, who: Actor, at: Stage) -> bool:
    """Try a verb and take it back."""
    with db.session.begin_nested() as step:
        try:
            verb(who, at)
        except (Forbidden, NotFound, Refused):
            step.rollback()
            return False
        step.rollback()
    db.session.expire_all()
    return True


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("role", ROLES)
def test_a_guest_does_what_level_and_role_permit(stage: Stage, level: Level, role: Role) -> None:
    member = somebody(role)
    row = a_share(stage.case, level=level)
    who = queries.find_guest(member.actor(), row.public_id)
    if role is Role.AUDITOR:
        assert who is None, "a role that reads no cases at home reads none here"
        return
    assert who is not None
    assert cases_.get_case(who, stage.case.reference).row.reference == stage.case.reference
    writes = role in (Role.COORDINATOR, Role.CASEWORKER)
    adds, amends = writes and level is not Level.VIEW, writes and level is Level.EDIT
    done = {name: _does(verb, who, stage) for name, verb in (ADD | AMEND | NEVER).items()}
    expected = dict.fromkeys(ADD, adds) | dict.fromkeys(AMEND, amends) | dict.fromkeys(NEVER, False)
    assert done == expected


def test_the_owner_does_all_of_it(stage: Stage) -> None:
    """The control: each verb works for a member, or its refusal to a guest would prove nothing."""
    a_share(stage.case)
    verbs = ADD | AMEND | {name: verb for name, verb in NEVER.items() if name not in ELSE}
    assert [name for name, verb in verbs.items() if not _does(verb, cast.COORDINATOR.actor(), stage)] == []


def test_what_a_guest_records_belongs_to_the_owner(stage: Stage) -> None:
    row = a_share(stage.case, level=Level.CONTRIBUTE)
    guest = queries.find_guest(cast.STRANGER_CASEWORKER.actor(), row.public_id)
    assert guest is not None
    event = cases.record_event(guest, stage.case.reference, EventDraft("charge", DAY))
    owner = cast.COORDINATOR.actor()
    assert (event.organisation_id, event.author_id) == (owner.organisation_id, guest.user_id)
    hearing = law.a_hearing(stage.case.reference, by=guest)
    assert hearing.organisation_id == owner.organisation_id
    # Their own they may put right; and a colleague of the owner's may put right all.
    again = cases.correct_event(
        guest, stage.case.reference, event.public_id, EventDraft("charge", PartialDate.year(2023))
    )
    cases.withdraw_event(owner, stage.case.reference, again.public_id, "It was another case.")
    shown = cases_.get_case(owner, stage.case.reference)
    assert cast.STRANGER_CASEWORKER.name in {one.recorded_by for one in shown.events}


def test_a_claim_of_a_guest_ends_no_period_of_the_owner(stage: Stage) -> None:
    row = a_share(stage.case, level=Level.CONTRIBUTE)
    guest = queries.find_guest(cast.STRANGER.actor(), row.public_id)
    assert guest is not None
    with pytest.raises(Refused, match="Record it as a claim"):
        cases.record_custody(guest, stage.case.reference, CustodyDraft(place="Нідзе", began=DAY))
    cases.record_custody(guest, stage.case.reference, CustodyDraft(place="Нідзе", began=DAY, accepted=False))
    first = cases_.get_case(cast.COORDINATOR.actor(), stage.case.reference).custody[0]
    assert (first.accepted, first.ended) == (True, None)


def test_a_guest_of_one_case_reads_no_other(stage: Stage) -> None:
    person = stage.case.detainee
    other = a_case(person=person)
    stranger = a_case(person=a_person())
    guest = queries.find_guest(cast.STRANGER.actor(), a_share(stage.case, level=Level.EDIT).public_id)
    assert guest is not None
    for reference in (other.reference, stranger.reference):
        with pytest.raises(NotFound):
            cases_.get_case(guest, reference)
    assert cases_.count_withheld(guest) == 0
    assert [row.reference for rows in cases_.list_of_people(guest, [person.public_id]).values() for row in rows] == [
        stage.case.reference
    ]
