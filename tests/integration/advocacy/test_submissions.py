"""Submissions: merged from the record, sent by the rules of their mechanism, and frozen."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from flask import Flask

from case_mgr.advocacy import queries, service
from case_mgr.advocacy.kinds import ContactKind, Response, SubmissionKind
from case_mgr.advocacy.types import ContactDraft, ReplyDraft, SubmissionDraft
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.detainees import service as people
from case_mgr.detainees.types import Answer, ConsentDraft, Giver, Purpose, Sensitivity
from case_mgr.extensions import db
from case_mgr.tasks import queries as tasks
from case_mgr.tasks.types import Filter, Whose
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person, an_event

NAME = "Алесь Прыдуманы"


def _case(name: str = NAME, *, agreed: Answer | None = Answer.GIVEN, **more: Any) -> Any:
    who = cast.CASEWORKER.actor()
    person = a_person(who, name, **more)
    case = a_case(who, person, charges="арт. 361-4")
    an_event(case, day="2024-02-02", by=who)
    if agreed:
        given = ConsentDraft(Giver.SPOUSE, agreed, tuple(Purpose))
        people.record_consent(who, person.public_id, given)
    return case


def _begun(
    *cases: str, kind: SubmissionKind = SubmissionKind.UN_COMMUNICATION, mechanism: str = "hrc", **more: Any
) -> str:
    officer = cast.ADVOCACY_OFFICER.actor()
    contact = service.add_contact(officer, ContactDraft("Committee", kind=more.pop("contact_kind", ContactKind.UN)))
    draft = SubmissionDraft(contact.public_id, kind, "en", cases, mechanism, text="We submit.", **more)
    row = service.begin_submission(officer, draft)
    db.session.commit()
    return row.public_id


def _send(public_id: str, day: str) -> None:
    service.send_submission(cast.ADVOCACY_OFFICER.actor(), public_id, PartialDate.parse(day), None)
    db.session.commit()


@pytest.mark.parametrize("day", ["2023-02-07", "2022", "2023-01"])
def test_what_was_sent_before_a_mechanism_closed_is_entered_late_and_goes_on(here: Flask, day: str) -> None:
    row = _begun(_case().reference)
    _send(row, day)
    service.record_reply(
        cast.ADVOCACY_OFFICER.actor(), row, ReplyDraft(Response.PLEDGE, PartialDate.parse("2025-05-05")), None
    )
    assert queries.get_submission(cast.CASEWORKER.actor(), row).row.response is Response.PLEDGE


@pytest.mark.parametrize("day", ["2023-02-08", "2024", "2023-03"])
def test_what_was_sent_after_is_refused_with_the_reason(here: Flask, day: str) -> None:
    row = _begun(_case().reference)
    with pytest.raises(Refused, match="Belarus left the Optional Protocol on 8 February 2023"):
        _send(row, day)
    assert queries.get_submission(cast.CASEWORKER.actor(), row).row.sent is None


@pytest.mark.parametrize("day", ["2023", "2023-02"])
def test_a_day_that_may_be_either_is_asked_for(here: Flask, day: str) -> None:
    row = _begun(_case().reference)
    with pytest.raises(Refused, match="type the day of sending exactly"):
        _send(row, day)


def test_the_mechanism_is_closed_for_one_state_only(here: Flask) -> None:
    who = cast.CASEWORKER.actor()
    person = a_person(who, "Somebody Invented")
    people.record_consent(who, person.public_id, ConsentDraft(Giver.PERSON, Answer.GIVEN, (Purpose.UN,)))
    _send(_begun(a_case(who, person, jurisdiction="RU").reference), "2024-03-01")


def test_who_said_no_is_not_named_and_who_was_not_asked_is_told(here: Flask) -> None:
    no, nobody = _case("Хто Адмовіўся", agreed=Answer.REFUSED), _case("Каго Не Пыталі", agreed=None)
    letter: dict[str, Any] = {"kind": SubmissionKind.LETTER, "mechanism": "", "contact_kind": ContactKind.MINISTRY}
    with pytest.raises(Refused, match="did not agree"):
        _send(_begun(no.reference, **letter), "2024-03-01")
    with pytest.raises(Refused, match="needs the consent"):
        _send(_begun(nobody.reference, mechanism="un-allegation"), "2024-03-01")
    asked = _begun(nobody.reference, **letter)
    told = service.list_consents(cast.ADVOCACY_OFFICER.actor(), asked)
    assert [(case, said.allowed) for case, said in told.items()] == [(nobody.reference, False)]
    _send(asked, "2024-03-01")


def test_what_somebody_said_no_to_leaves_in_no_file(here: Flask) -> None:
    officer, no = cast.ADVOCACY_OFFICER.actor(), _case("Хто Адмовіўся", agreed=Answer.REFUSED)
    row = _begun(no.reference, kind=SubmissionKind.LETTER, mechanism="", contact_kind=ContactKind.MINISTRY)
    with pytest.raises(Refused, match="did not agree"):
        service.take_out(officer, row)
    agreed = _begun(_case().reference, kind=SubmissionKind.LETTER, mechanism="")
    service.take_out(officer, agreed)


@pytest.mark.parametrize("bar", ["publication_hold", "gag_order"])
def test_a_hold_or_a_gag_order_keeps_a_petition_back(here: Flask, bar: str) -> None:
    case = _case()
    row = _begun(case.reference, kind=SubmissionKind.PETITION, mechanism="")
    setattr(case.detainee, bar, True)
    from case_mgr.audit import service as audit
    from case_mgr.audit.types import Event

    audit.record(cast.CASEWORKER.actor(), Event.PERSON_AMENDED, case.detainee)
    db.session.commit()
    with pytest.raises(Refused, match="a hold or a gag order"):
        _send(row, clock.today().isoformat())
    with pytest.raises(Refused, match="a hold or a gag order"):
        service.take_out(cast.ADVOCACY_OFFICER.actor(), row)
    # What went out before somebody set it is written down late.
    _send(row, "2024-03-01")


def test_of_whom_nothing_was_decided_is_not_sent(here: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    row = _begun(_case().reference, _case("Янка Выдуманы").reference, kind=SubmissionKind.LETTER, mechanism="")
    known = queries.list_people_of
    monkeypatch.setattr(queries, "list_people_of", lambda *args: dict([*known(*args).items()][:1]))
    with pytest.raises(Refused, match="cannot open every case"):
        _send(row, "2024-03-01")


def test_who_is_withheld_is_in_no_letter(app: Flask, client: PageClient, here: Flask) -> None:
    closed, open_ = _case("Згаданая Ніхто", sensitivity=Sensitivity.RESTRICTED), _case()
    with pytest.raises(Refused, match="You can open no case"):
        _begun(closed.reference, mechanism="un-allegation")
    contact = service.add_contact(cast.CASEWORKER.actor(), ContactDraft("Another")).public_id
    with pytest.raises(Refused, match="in no letter"):
        service.begin_submission(
            cast.CASEWORKER.actor(), SubmissionDraft(contact, SubmissionKind.LETTER, "en", (closed.reference,))
        )
    row = _begun(open_.reference, mechanism="un-allegation")
    open_.detainee.sensitivity = str(Sensitivity.RESTRICTED)
    from case_mgr.audit import service as audit
    from case_mgr.audit.types import Event

    audit.record(cast.CASEWORKER.actor(), Event.PERSON_AMENDED, open_.detainee)
    db.session.commit()
    with pytest.raises(NotFound):
        queries.get_submission(cast.ADVOCACY_OFFICER.actor(), row)
    assert queries.list_submissions(cast.ADVOCACY_OFFICER.actor(), PageRequest()).total == 0
    near = cast.CASEWORKER.actor()
    with pytest.raises(Refused, match="withheld now"):
        service.send_submission(near, row, PartialDate.parse("2024-03-01"), None)
    with pytest.raises(NotFound, match="withheld now"):
        service.take_out(near, row)


def test_the_clock_of_the_mechanism_is_a_task(here: Flask) -> None:
    row = _begun(_case().reference, mechanism="wgad")
    _send(row, "2026-01-10")
    view = queries.get_submission(cast.CASEWORKER.actor(), row)
    assert view.row.due == PartialDate.from_date(date(2026, 3, 11))
    found = tasks.list_tasks(cast.CASEWORKER.actor(), Filter(whose=Whose.ALL, rule="reply_due"), PageRequest()).items
    assert [(one.basis, one.due) for one in found] == [(f"submission:{row}", view.row.due)]
    service.record_reply(cast.ADVOCACY_OFFICER.actor(), row, ReplyDraft(Response.DENIED), None)
    db.session.commit()
    assert not [
        one
        for one in tasks.list_tasks(cast.CASEWORKER.actor(), Filter(whose=Whose.ALL), PageRequest()).items
        if not one.closed
    ]


def test_what_was_sent_stays_as_it_went_out(here: Flask) -> None:
    officer = cast.ADVOCACY_OFFICER.actor()
    row = _begun(_case().reference, mechanism="un-urgent-appeal")
    seen = queries.get_submission(officer, row).version
    service.write_submission(officer, row, "Urgent", "Other words", seen)
    with pytest.raises(Stale):
        service.write_submission(officer, row, "", "Late", seen)
    with pytest.raises(Refused, match="not sent yet"):
        service.record_reply(officer, row, ReplyDraft(Response.PLEDGE), None)
    _send(row, "2026-01-10")
    for verb in (
        lambda: service.write_submission(officer, row, "", "x", None),
        lambda: service.withdraw_submission(officer, row),
        lambda: service.answer_question(officer, row, "I.1", "x", None),
    ):
        with pytest.raises(Refused, match="stays as it went out"):
            verb()
    view = queries.get_submission(officer, row)
    assert (view.text, view.public.edtf if view.public else "") == ("Other words", "2026-03-11")


def test_a_godparent_is_a_member_of_parliament(here: Flask) -> None:
    with pytest.raises(Refused, match="member of parliament"):
        _begun(_case().reference, kind=SubmissionKind.GODPARENTHOOD, mechanism="")
    _begun(_case().reference, kind=SubmissionKind.GODPARENTHOOD, mechanism="", contact_kind=ContactKind.PARLIAMENT)


def _begin_by_page(app: Flask, client: PageClient, reference: str, status: int = 200, **more: Any) -> Any:
    with app.app_context():
        service.add_contact(cast.ADVOCACY_OFFICER.actor(), ContactDraft("Marek Jesionowicz", post="Deputy"))
        db.session.commit()
    client.sign_in(cast.ADVOCACY_OFFICER)
    form = client.visit(client.visit("/contacts/submissions").links["Begin a submission"])
    known: dict[str, Any] = {"contact": "Marek Jesionowicz", "cases": reference}
    return client.submit(form, status, **(known | more))


def test_a_letter_is_merged_in_the_language_of_its_reader(app: Flask, client: PageClient) -> None:
    with app.app_context():
        reference = _case().reference
        db.session.commit()
    wrong = _begin_by_page(app, client, f"{reference} BY-1999-99999", 422, template="with:plea", language="ru")
    assert "BY-1999-99999" in wrong.html
    shown = client.submit(wrong, cases=reference)
    assert "Люди, лишённые свободы" in shown.text
    assert NAME in shown.text
    shown = client.submit(client.visit(shown.links["Change the text"]), subject="Другие слова")
    assert "Другие слова" in shown.text
    english = client.submit(
        client.visit("/contacts/submissions/new"),
        contact="Marek Jesionowicz",
        cases=reference,
        template="with:plea",
        language="en",
    )
    assert "Ales Prydumany" in english.text
    assert "Deputy" in english.text
    wrong = client.submit(
        client.visit("/contacts/submissions/new"),
        422,
        contact="Marek Jesionowicz",
        cases=reference,
        template="with:plea",
        language="de",
    )
    assert "not written in this language" in wrong.text
    response = client.get(english.links["Word file"])
    told = response.headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="S-00002-[0-9A-Z]{5}-[0-9A-Z]{5}\.docx"', told), (
        "its mark is in its name"
    )
    with zipfile.ZipFile(io.BytesIO(response.data)) as file:
        assert "Ales Prydumany" in file.read("word/document.xml").decode()


def test_the_questionnaire_is_filled_in_its_own_order_and_says_what_is_missing(app: Flask, client: PageClient) -> None:
    with app.app_context():
        reference = _case().reference
        db.session.commit()
    shown = _begin_by_page(app, client, reference, kind="un_communication", mechanism="wgad")
    assert "Compare the questions with the form" in shown.text
    text = shown.text
    codes = [code for code in ("I.1 ", "I.2 ", "II.1 ", "III.1 ", "IV.1 ", "VI.1 ", "VII.1 ") if code in text]
    places = [text.index("Questionnaire I. Identity")] + [
        text.index(code, text.index("Questionnaire I.")) for code in codes
    ]
    assert len(codes) == 7
    assert places == sorted(places)
    assert "арт. 361-4" in text
    question = client.visit(shown.links["II.2 Place of the arrest, as detailed as possible"])
    shown = client.submit(question, text="At his door")
    assert "II.2 Place of the arrest, as detailed as possible" not in shown.links
    sent = client.submit(
        client.visit(shown.links["It was sent"]), sent__kind="day", sent__day="3", sent__month="2", sent__year="2026"
    )
    assert "At his door" in sent.text


def test_an_organisation_corrects_the_questionnaire(app: Flask, client: PageClient) -> None:
    with app.app_context():
        reference = _case().reference
        db.session.commit()
    shown = _begin_by_page(app, client, reference, kind="un_communication", mechanism="wgad")
    form = client.visit(client.visit("/contacts/letters").links["Correct its questionnaire"])
    wrong = client.submit(
        form, 422, text='[[section]]\ntitle = "A"\n[[section.question]]\ncode = "1"\nlabel = "x"\nfill = "soul"'
    )
    assert "“soul”, which is not known" in wrong.text
    made = client.submit(
        wrong,
        text='checked = true\n[[section]]\ncode = "A"\ntitle = "Who"\n[[section.question]]\ncode = "A.1"\n'
        'label = "Name in full"\nfill = "surname"\n',
    )
    assert "Version 1 of the questionnaire was kept." in made.text
    again = client.visit(shown.path)
    assert "A.1 Name in full" in again.text
    assert "Compare the questions" not in again.text


def test_a_letter_of_the_organisation(app: Flask, client: PageClient) -> None:
    with app.app_context():
        reference = _case().reference
        db.session.commit()
    client.sign_in(cast.ADVOCACY_OFFICER)
    form = client.visit(client.visit("/contacts/letters").links["Write a letter"])
    wrong = client.submit(form, 422, name="Our plea", body="Dear {adressee}", language="de")
    assert "No such merge field: adressee" in wrong.text
    page = client.submit(wrong, body="Sehr geehrte {addressee}: {count}\n{people}")
    assert "The letter “Our plea” was kept." in page.text
    client.sign_out()
    shown = _begin_by_page(app, client, reference, language="de", template=_own(app))
    assert "Sehr geehrte Marek Jesionowicz: 1" in shown.text


def _own(app: Flask) -> str:
    with app.app_context():
        return f"own:{queries.list_templates(cast.ADVOCACY_OFFICER.actor())[0].public_id}"
