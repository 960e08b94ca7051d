"""Lists of names handed to somebody: frozen, read by few, and compared with who came out."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from case_mgr.advocacy import queries, service
from case_mgr.advocacy.kinds import ContactKind, NameAnswer, Spelling
from case_mgr.advocacy.types import AnswerDraft, ContactDraft, ListDraft, NameDraft
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.desk.discretion import discreet
from case_mgr.detainees import service as people
from case_mgr.detainees.types import Answer, ConsentDraft, Giver, Purpose, Sensitivity
from case_mgr.extensions import db
from case_mgr.pardons import service as pardons
from case_mgr.pardons.types import BatchDraft
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person, an_event, an_exit

JULY = PartialDate.parse("2025-07-03")
NAME = "Алесь Прыдуманы"


def _list(*cases: str, **more: Any) -> str:
    officer = cast.ADVOCACY_OFFICER.actor()
    contact = service.add_contact(officer, ContactDraft("Envoy of Nowhere")).public_id
    return service.make_list(officer, ListDraft(contact, cases, **more)).public_id


def _case(name: str = NAME, **more: Any) -> Any:
    who = cast.CASEWORKER.actor()
    case = a_case(who, a_person(who, name, **more))
    an_event(case, day="2024-02-02", by=who)
    return case


def _handed(*cases: str, **more: Any) -> str:
    made = _list(*cases, **more)
    service.hand_over(cast.ADVOCACY_OFFICER.actor(), made, JULY, "by hand", None)
    db.session.commit()
    return made


def test_it_stays_as_it_was_handed_over(here: Flask) -> None:
    officer, case, more = cast.ADVOCACY_OFFICER.actor(), _case(), _case("Янка Выдуманы")
    made = _list(case.reference, spelling=Spelling.LATIN, reason="They are ill")
    name = queries.get_list(officer, made).names[0]
    assert name.printed == "Ales Prydumany"
    service.spell_name(officer, made, name.public_id, NameDraft("Aleś Prydumany", "ill"), name.version)
    assert service.put_on_list(officer, made, (more.reference, case.reference), Spelling.RECORDED) == 1
    service.hand_over(officer, made, JULY, "", None)
    db.session.commit()
    view = queries.get_list(officer, made)
    assert [(one.number, one.printed, one.reason) for one in view.names] == [
        (1, "Aleś Prydumany", "ill"),
        (2, "Янка Выдуманы", ""),
    ]
    for verb in (
        lambda: service.spell_name(officer, made, name.public_id, NameDraft("Other"), None),
        lambda: service.take_off_list(officer, made, name.public_id),
        lambda: service.put_on_list(officer, made, (_case().reference,), Spelling.LATIN),
        lambda: service.hand_over(officer, made, JULY, "", None),
    ):
        with pytest.raises(Refused, match="stays as it was handed"):
            verb()


def test_what_somebody_changed_meanwhile_is_not_handed_over_unread(here: Flask) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    made = _list(_case().reference)
    db.session.commit()
    seen = queries.get_list(officer, made).version
    service.put_on_list(officer, made, (_case("Янка Выдуманы").reference,), Spelling.RECORDED)
    db.session.commit()
    with pytest.raises(Stale):
        service.hand_over(officer, made, JULY, "", seen)


@pytest.mark.parametrize("member", [cast.COORDINATOR, cast.CASEWORKER, cast.REVIEWER, cast.STRANGER])
def test_only_its_maker_and_its_readers_know_of_it(here: Flask, member: cast.Member) -> None:
    reads = member is cast.REVIEWER
    made = _handed(_case().reference, readers=(cast.REVIEWER.actor().public_id,))
    assert queries.list_lists(member.actor(), PageRequest()).total == int(reads)
    if reads:
        assert queries.get_list(member.actor(), made).names[0].printed == NAME
        return
    with pytest.raises(NotFound):
        queries.get_list(member.actor(), made)


def test_the_log_does_not_tell_of_it(here: Flask) -> None:
    made, coordinator = _handed(_case().reference), cast.COORDINATOR.actor()
    told = discreet(coordinator, log.list_entries(coordinator, EntryFilter(), PageRequest()).items)
    about = [one for one in told if one.subject_id == made]
    assert about
    assert {(one.subject_label, str(one.facts), one.closed) for one in about} == {("", "{}", True)}
    service.admit_reader(cast.ADVOCACY_OFFICER.actor(), made, coordinator.public_id)
    db.session.commit()
    told = discreet(coordinator, log.list_entries(coordinator, EntryFilter(), PageRequest()).items)
    assert not any(one.closed for one in told if one.subject_id == made)


def test_who_is_withheld_is_on_no_list(here: Flask) -> None:
    officer, closed = cast.ADVOCACY_OFFICER.actor(), _case("Згаданая Ніхто", sensitivity=Sensitivity.RESTRICTED)
    with pytest.raises(Refused, match="You can open no case") as hidden:
        _list(closed.reference)
    with pytest.raises(Refused, match="You can open no case") as missing:
        _list("BY-1999-99999")
    assert str(hidden.value).replace(closed.reference, "") == str(missing.value).replace("BY-1999-99999", "")
    contact = service.add_contact(officer, ContactDraft("Another")).public_id
    with pytest.raises(Refused, match="in no list"):
        service.make_list(cast.CASEWORKER.actor(), ListDraft(contact, (closed.reference,)))


def test_who_became_withheld_is_not_handed_over_and_not_shown(here: Flask) -> None:
    officer, case, other = cast.ADVOCACY_OFFICER.actor(), _case(), _case("Янка Выдуманы")
    made, handed = _list(case.reference, other.reference), _handed(case.reference, other.reference)
    case.detainee.sensitivity = str(Sensitivity.RESTRICTED)
    with db.session.no_autoflush:
        from case_mgr.audit import service as audit
        from case_mgr.audit.types import Event

        audit.record(cast.CASEWORKER.actor(), Event.PERSON_AMENDED, case.detainee)
    db.session.commit()
    with pytest.raises(Refused, match="withheld since"):
        service.hand_over(officer, made, JULY, "", None)
    view = queries.get_list(officer, handed)
    assert [name.printed for name in view.names] == ["Янка Выдуманы"]
    assert (view.withheld, view.row.names) == (1, 1)


def _withhold(case: Any) -> None:
    from case_mgr.audit import service as audit
    from case_mgr.audit.types import Event

    case.detainee.sensitivity = str(Sensitivity.RESTRICTED)
    audit.record(cast.CASEWORKER.actor(), Event.PERSON_AMENDED, case.detainee)
    db.session.commit()


def test_whoever_said_no_is_handed_to_nobody(here: Flask) -> None:
    who, case = cast.CASEWORKER.actor(), _case()
    said = ConsentDraft(Giver.SPOUSE, Answer.REFUSED, (Purpose.GOVERNMENTS,))
    people.record_consent(who, case.detainee.public_id, said)
    officer = cast.ADVOCACY_OFFICER.actor()
    for kind, no in ((ContactKind.ENVOY, True), (ContactKind.CHURCH, False)):
        contact = service.add_contact(officer, ContactDraft("Somebody", kind=kind)).public_id
        made = service.make_list(officer, ListDraft(contact, (case.reference,))).public_id
        if no:
            with pytest.raises(Refused, match="did not agree"):
                service.hand_over(officer, made, JULY, "", None)
        else:
            service.hand_over(officer, made, JULY, "", None)


def test_who_is_free_now_and_was_not_asked_is_handed_to_nobody(here: Flask) -> None:
    who, case = cast.CASEWORKER.actor(), _case()
    said = ConsentDraft(Giver.SPOUSE, Answer.GIVEN, (Purpose.PARTNERS,))
    people.record_consent(who, case.detainee.public_id, said)
    made = _list(case.reference)
    an_exit(case, "served", "free", day="2025-01-01", by=who, evidence="seen", source="S")
    today = PartialDate.parse(clock.today().isoformat())
    with pytest.raises(Refused, match="free now and was not asked"):
        service.hand_over(cast.ADVOCACY_OFFICER.actor(), made, today, "", None)
    # What was handed over on a day before is written down late, as it was.
    service.hand_over(cast.ADVOCACY_OFFICER.actor(), made, JULY, "", None)


def test_a_list_is_freed_of_whoever_is_withheld_in_one_step(app: Flask, client: PageClient, here: Flask) -> None:
    officer, case, other = cast.ADVOCACY_OFFICER.actor(), _case(), _case("Янка Выдуманы")
    made = _list(case.reference, other.reference)
    with pytest.raises(Refused, match="Nobody on this list"):
        service.take_withheld_off(officer, made)
    _withhold(case)
    client.sign_in(cast.ADVOCACY_OFFICER)
    ask = client.visit(client.visit(f"/contacts/lists/{made}/hand-over").links["Take off whoever is withheld"])
    assert NAME not in ask.html
    assert case.reference not in ask.html
    shown = client.submit(ask)
    assert "1 name was taken off." in shown.text
    db.session.expire_all()
    entries = log.list_entries(cast.COORDINATOR.actor(), EntryFilter(subject=made), PageRequest()).items
    assert [(str(one.event), one.facts["names"]) for one in entries] == [("list_changed", 1), ("list_made", 2)]
    service.hand_over(officer, made, JULY, "", None)
    assert [name.printed for name in queries.get_list(officer, made).names] == ["Янка Выдуманы"]


def test_nothing_is_made_for_whom_nobody_must_contact(app: Flask, client: PageClient, here: Flask) -> None:
    officer, case = cast.ADVOCACY_OFFICER.actor(), _case()
    barred: dict[str, Any] = {"do_not_contact": True, "reason": "They told the police"}
    nobody = service.add_contact(officer, ContactDraft("Nobody", **barred)).public_id
    with pytest.raises(Refused, match="must not be contacted"):
        service.make_list(officer, ListDraft(nobody, (case.reference,)))
    contact = service.add_contact(officer, ContactDraft("Envoy"))
    made = service.make_list(officer, ListDraft(contact.public_id, (case.reference,))).public_id
    service.amend_contact(officer, contact.public_id, ContactDraft("Envoy", **barred), contact.version)
    db.session.commit()
    client.sign_in(cast.ADVOCACY_OFFICER)
    assert "They told the police" in client.visit(f"/contacts/lists/{made}/hand-over").text


def test_an_answer_for_each_name(here: Flask) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    made = _list(_case().reference)
    name = queries.get_list(officer, made).names[0].public_id
    promised = AnswerDraft(NameAnswer.PROMISED, PartialDate.parse("2025-08"), "In the next round")
    with pytest.raises(Refused, match="not handed over yet"):
        service.answer_name(officer, made, name, promised, None)
    service.hand_over(officer, made, JULY, "", None)
    with pytest.raises(Refused, match="before the list"):
        service.answer_name(officer, made, name, AnswerDraft(NameAnswer.NOTED, PartialDate.parse("2025-06-01")), None)
    service.answer_name(officer, made, name, promised, None)
    db.session.commit()
    row = queries.get_list(officer, made)
    assert (row.row.answered, row.names[0].answer, row.names[0].note) == (1, NameAnswer.PROMISED, "In the next round")


def test_of_the_names_handed_over_some_came_out(here: Flask) -> None:
    who = cast.CASEWORKER.actor()
    cases = [_case(f"Алесь Прыдуманы{letter}") for letter in "абвгд"]
    an_exit(cases[0], "pardon", "border", day="2025-09-11", by=who, evidence="seen", source="S", batch="R-1")
    an_exit(cases[1], "pardon", "border", day="2025-09", by=who, evidence="seen", source="S", batch="R-1")
    an_exit(cases[2], "pardon", "free", day="2025-07-01", by=who, evidence="seen", source="S", batch="R-0")
    an_exit(cases[3], "served", "free", day="2025-10-01", by=who, evidence="seen", source="S")
    view = queries.get_list(cast.ADVOCACY_OFFICER.actor(), _handed(*(case.reference for case in cases)))
    told = [(one.batch, one.freed, one.first.edtf if one.first else "") for one in view.overlaps]
    assert told == [("R-1", 2, "2025-09"), ("", 1, "2025-10-01")]
    for one in view.overlaps:
        assert one.freed == sum(bool(name.freed and name.freed.batch == one.batch) for name in view.names)


def test_the_page_of_a_batch_says_how_many_of_a_list_came_out_in_it(
    app: Flask, client: PageClient, another_client: PageClient, here: Flask
) -> None:
    who = cast.CASEWORKER.actor()
    batch = pardons.create(cast.COORDINATOR.actor(), BatchDraft("Freed in September")).reference
    cases = [_case(f"Алесь Прыдуманы{letter}") for letter in "абв"]
    for number, case in enumerate(cases[:2]):
        day = f"2025-09-1{number + 1}"
        an_exit(case, "pardon", "border", day=day, by=who, evidence="seen", source="S", batch=batch)
    _handed(*(case.reference for case in cases))
    _list(cases[0].reference)
    db.session.commit()
    client.sign_in(cast.ADVOCACY_OFFICER)
    page = client.visit(f"/pardons/{batch}")
    assert "Of 3 names handed over to" in page.text
    assert "2 came out in this batch" in page.text
    opened = client.visit(next(href for text, href in page.links.items() if text.startswith("2 came out")))
    assert opened.text.count("Came out:") == 2
    assert "2 of 3 names came out in this batch" in client.visit(f"/pardons/{batch}/chain").text
    another_client.sign_in(cast.CASEWORKER)
    other = another_client.visit(f"/pardons/{batch}")
    assert "handed over" not in other.text


def test_who_may_have_come_out_before_the_list_is_not_told_as_since(here: Flask) -> None:
    who, officer = cast.CASEWORKER.actor(), cast.ADVOCACY_OFFICER.actor()
    cases = [_case(f"Алесь Прыдуманы{letter}") for letter in "абв"]
    for case, day in zip(cases, ("2025-07-03", "2025-07-31", "2025-08-01"), strict=True):
        an_exit(case, "pardon", "free", day=day, by=who, evidence="seen", source="S")
    made = _list(*(case.reference for case in cases))
    service.hand_over(officer, made, PartialDate.parse("2025-07"), "", None)
    told = [name.freed is not None for name in queries.get_list(officer, made).names]
    # Handed over some day in July: who came out in the middle of it may have been free already.
    assert told == [False, True, True]


def test_whoever_stands_on_a_list_that_was_handed_over_was_raised(here: Flask) -> None:
    case = _case()
    made = _list(case.reference)
    before = queries.count_unraised(cast.ADVOCACY_OFFICER.actor())
    service.hand_over(cast.ADVOCACY_OFFICER.actor(), made, JULY, "", None)
    db.session.commit()
    assert queries.count_unraised(cast.ADVOCACY_OFFICER.actor()) == before - 1
    # Whoever may not read the list is told nothing of it.
    assert queries.count_unraised(cast.CASEWORKER.actor()) == before


def test_from_the_cases_to_the_answer(app: Flask, client: PageClient) -> None:
    with app.app_context():
        case = _case()
        reference = case.reference
        service.add_contact(cast.ADVOCACY_OFFICER.actor(), ContactDraft("Envoy of Nowhere"))
        db.session.commit()
    client.sign_in(cast.ADVOCACY_OFFICER)
    form = client.visit(client.visit("/contacts/lists").links["Make a list"])
    wrong = client.submit(form, 422, contact="Nobody", cases=reference)
    assert "add the contact first" in wrong.text
    wrong = client.submit(wrong, 422, contact="Envoy of Nowhere", cases=f"{reference} BY-1999-99999")
    assert reference in wrong.html
    shown = client.submit(wrong, cases=reference)
    assert "Nobody has it yet." in shown.text
    name = client.visit(shown.links[f"Spell otherwise {NAME}"])
    shown = client.submit(name, printed="Aleś Prydumany")
    hand = client.visit(shown.links["Hand over"])
    assert "Not everybody named here agreed to it" in hand.text
    wrong = client.submit(hand, 422)
    assert "Say when it was handed over" in wrong.text
    shown = client.submit(wrong, handed__kind="month", handed__month="7", handed__year="2025")
    assert "1 name was handed over (July 2025)." in shown.text
    shown = client.submit(client.visit(shown.links["Answer Aleś Prydumany"]), answer="promised")
    assert "Promised to act" in shown.text
    assert "Add names" not in shown.links
    assert "Envoy of Nowhere" in client.visit("/contacts/lists").text
