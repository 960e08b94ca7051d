"""Every page on which a record is changed: how its record is made, what somebody else writes first, what is told then.

A page that looks whether its record changed meanwhile adds a line to CROSSINGS, by its endpoint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from case_mgr.advocacy import questionnaire
from case_mgr.advocacy import service as advocacy
from case_mgr.advocacy.types import ContactDraft
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.detainees import service as people
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import NationalityDraft, VulnerabilityDraft, VulnerabilityKind
from case_mgr.legal import service as legal
from case_mgr.legal.types.drafts import ListingDraft, RemedyDraft
from case_mgr.legal.types.kinds import Outcome, Step
from tests import cast
from tests.cast import Member
from tests.factories import law
from tests.factories.advocacy import a_godparent, a_letter_template, a_list, a_submission, a_talk, an_action
from tests.factories.documents import a_document
from tests.factories.duplicates import a_pair
from tests.factories.flags import a_flag
from tests.factories.help import a_request_for_help, answered, decided
from tests.factories.letters import a_letter
from tests.factories.people import a_case, a_person, a_relative, an_event, an_exit
from tests.factories.places import a_place
from tests.factories.recognition import a_recognition, a_request
from tests.factories.shares import a_share
from tests.factories.support import a_grant
from tests.factories.tasks import a_task
from tests.factories.worklists import a_view
from tests.integration.imports import lists
from tests.integration.pardons import walk

THEIRS, MINE, NOTHING, UNSEEN = "What the other one wrote", "What I wrote", "Not recorded", "Not shown here"
TWICE = "Full name,Date of birth\nЯсень Кацярына,1990\nЯсень Кацярына,1990-01-02\nКлён Пятро,1971\n"
Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two windows with one form: what each of them sends, and what the second is told, field by field."""

    address: Callable[[], str]
    theirs: Mapping[str, Any]
    mine: Mapping[str, Any]
    told: Mapping[str, Row]
    # Whether what was written can be written over what is there; a decision stands until it is taken back.
    over: bool = True
    member: Member = cast.COORDINATOR


_QUESTIONS = '[[section]]\ntitle = "One"\n[[section.question]]\ncode = "1"\nlabel = "{}"'


def _asked(opened: str, theirs: str, mine: str) -> Row:
    """Return what a page says of such texts: the line breaks of a browser are spaces to whoever reads it."""
    return " ".join(opened.split()), _spaced(theirs), _spaced(mine)


def _spaced(word: str) -> str:
    return " ".join(_QUESTIONS.format(word).split())


def _text(field: str, label: str, address: Callable[[], str], opened: str = NOTHING, **more: Any) -> Crossing:
    return Crossing(address, {field: THEIRS, **more}, {field: MINE, **more}, {label: (opened, THEIRS, MINE)})


def _of_person(make: Callable[[Detainee], str]) -> Callable[[], str]:
    def address() -> str:
        person = a_person(nationalities=(NationalityDraft("BY"),))
        return f"/people/{person.public_id}/{make(person)}"

    return address


def _of_case(make: Callable[[Case], str]) -> Callable[[], str]:
    def address() -> str:
        case = a_case()
        an_event(case, day="2021-05-10")
        return f"/cases/{case.reference}/{make(case)}"

    return address


def _legal(make: Callable[[str], tuple[str, Any]]) -> Callable[[], str]:
    def of(case: Case) -> str:
        folder, row = make(case.reference)
        return f"legal/{folder}/{row.public_id}/edit"

    return _of_case(of)


def _biography(person: Detainee) -> str:
    people.write_biography(cast.COORDINATOR.actor(), person.public_id, "be", "First", ready=False, seen_version=0)
    return "biography/be"


def _vulnerability(person: Detainee) -> str:
    draft = VulnerabilityDraft(VulnerabilityKind.DISABILITY)
    row = people.add_vulnerability(cast.COORDINATOR.actor(), person.public_id, draft)
    return f"vulnerabilities/{row.public_id}/edit"


def _remedy(reference: str) -> tuple[str, Any]:
    draft = RemedyDraft(Step.APPEAL, Outcome.PENDING)
    return "remedies", legal.record_remedy(cast.COORDINATOR.actor(), reference, draft)


def _listing(reference: str) -> tuple[str, Any]:
    draft = ListingDraft(law.told("2022-01-01"))
    return "listings", legal.record_listing(cast.COORDINATOR.actor(), reference, draft)


def _plan(act: str) -> Callable[[], str]:
    today = f"{clock.today():%Y-%m-%d}"
    return _of_case(lambda case: f"legal/hearings/{law.a_plan(case.reference, today).public_id}/{act}")


def _official() -> str:
    reference = a_case().reference
    return f"/officials/{law.a_judge(reference, law.a_hearing(reference)).official.public_id}/edit"


def _contact() -> str:
    draft = ContactDraft("Office of Invented Affairs")
    return f"/contacts/{advocacy.add_contact(cast.COORDINATOR.actor(), draft).public_id}/edit"


def _list(act: str, handed: str = "") -> Callable[[], str]:
    def address() -> str:
        row = a_list(handed=handed)
        return f"/contacts/lists/{row.public_id}/{act.replace('…', row.names[0].public_id)}"

    return address


def _submission(act: str, mechanism: str = "", sent: str = "") -> Callable[[], str]:
    return lambda: f"/contacts/submissions/{a_submission(mechanism=mechanism, sent=sent).public_id}/{act}"


def _talk(act: str) -> Callable[[], str]:
    def address() -> str:
        row = a_talk()
        return f"/contacts/{row.contact.public_id}/interactions/{row.public_id}/{act}"

    return address


def _godparent() -> str:
    row = a_godparent()
    return f"/contacts/{row.contact.public_id}/godparenthoods/{row.public_id}/edit"


def _share(case: Case) -> str:
    return f"sharing/{a_share(case).public_id}/change"


def _batch() -> str:
    actor = cast.COORDINATOR.actor()
    reference = walk.batch(actor)
    walk.paste(actor, reference)
    return f"/pardons/{reference}"


def _day(days: int) -> dict[str, Any]:
    day = clock.today() + timedelta(days=days)
    return {"day": day.day, "month": day.month, "year": day.year}


def _boxes(field: str, days: int) -> dict[str, Any]:
    return {f"{field}__{part}": value for part, value in _day(days).items()}


def _said(days: int) -> str:
    return f"{clock.today() + timedelta(days=days):%-d %B %Y}"


def _task(act: str) -> Callable[[], str]:
    return lambda: f"/tasks/{a_task().public_id}/{act}"


def _help(act: str, *steps: Callable[[Any], Any]) -> Callable[[], str]:
    def address() -> str:
        row = a_request_for_help()
        for step in steps:
            step(row)
        return f"/help/{row.public_id}/{act}"

    return address


def _import(make: Callable[[Any, str], str], step: str) -> Callable[[], str]:
    return lambda: f"/imports/{make(cast.COORDINATOR.actor(), TWICE)}/{step}"


def _two() -> str:
    return f"/duplicates/{a_pair(a_person(), a_person()).public_id}"


def _concession() -> str:
    from case_mgr.pardons import service
    from case_mgr.pardons.types import ConcessionDraft

    draft = ConcessionDraft("An invented state", "An airline", "Landing rights", "A newspaper", scope="")
    return f"/pardons/concessions/{service.record_concession(cast.COORDINATOR.actor(), draft).public_id}/edit"


def _confirmed_alone() -> str:
    walk.alone()
    return f"{_batch()}/places/1/confirm"


def _line() -> str:
    grant = a_grant(None, ("A", "100"))
    return f"/grants/{grant.public_id}/lines/{grant.lines[0].public_id}"


def _changed() -> dict[str, Crossing]:
    """Records whose fields are changed."""
    return {
        "detainees.edit": _text("occupation", "Occupation", _of_person(lambda person: "edit")),
        "detainees.edit_name": _text(
            "source", "Source", _of_person(lambda person: f"names/{person.names[0].public_id}/edit")
        ),
        "detainees.edit_nationality": _text(
            "source", "Source", _of_person(lambda person: f"nationalities/{person.nationalities[0].public_id}/edit")
        ),
        "detainees.edit_family": _text(
            "relation",
            "What they are to the person",
            _of_person(lambda person: f"family/{a_relative(person).public_id}/edit"),
        ),
        "detainees.edit_vulnerability": _text("source", "Source", _of_person(_vulnerability)),
        "detainees.edit_biography": _text("text", "Biography", _of_person(_biography), "First"),
        "cases.edit": _text("summary", "Summary", _of_case(lambda case: "edit")),
        "cases.amend_exit": _text(
            "destination",
            "Where to",
            _of_case(lambda case: f"exits/{an_exit(case, 'pardon', 'free', evidence='seen').public_id}/edit"),
        ),
        "cases.edit_letter": _text(
            "content",
            "What was in it, or what was said",
            _of_case(lambda case: f"correspondence/{a_letter(case).public_id}/edit"),
        ),
        "documents.edit": _text("note", "Note", _of_case(lambda case: f"documents/{a_document(case).public_id}/edit")),
        "legal.edit_detention": _text(
            "place", "Place as the source writes it", _legal(lambda ref: ("detention", law.a_detention(ref)))
        ),
        "legal.edit_hearing": _text("observer", "Observed by", _legal(lambda ref: ("hearings", law.a_hearing(ref)))),
        "legal.edit_remedy": _text("body", "Addressed to", _legal(_remedy)),
        "legal.edit_listing": _text("number", "Number on the list", _legal(_listing)),
        "legal.edit_official": _text("note", "Note", _official),
        "jurisdictions.edit": _text("note", "Note", lambda: f"/places/{a_place().public_id}/edit"),
        "advocacy.edit_contact": _text("post", "Post", _contact),
        "pardons.edit_concession": _text("scope", "What it covers", _concession),
        "advocacy.write_submission": _text("text", "Text", _submission("text"), "We ask."),
        "advocacy.answer_question": _text("text", "Answer", _submission("questions/II.2", "wgad")),
        "advocacy.record_reply": _text("note", "In which words", _submission("reply", sent="2025-07-03")),
        "advocacy.edit_course": _text(
            "number",
            "Public reference",
            lambda: f"/contacts/submissions/{an_action().public_id}/course",
            "UA 1/26",
        ),
        "advocacy.edit_template": _text(
            "body", "Text", lambda: f"/contacts/letters/{a_letter_template().public_id}/edit", "Dear {addressee}"
        ),
        "advocacy.change_post": Crossing(
            lambda: _contact().replace("/edit", "/post"),
            {"title": THEIRS},
            {"title": MINE},
            {"New post": (NOTHING, THEIRS, MINE)},
        ),
        "advocacy.amend_interaction": Crossing(
            _talk("edit"),
            {"summary": THEIRS, "reason": THEIRS},
            {"summary": MINE, "reason": MINE},
            {"What was said": ("Said.", THEIRS, MINE), "Why it is changed": (UNSEEN, UNSEEN, MINE)},
        ),
        "advocacy.edit_godparent": _text("note", "Note", _godparent),
        "advocacy.choose_readers": Crossing(
            _talk("readers"),
            {"level": "named"},
            {"level": "named", "readers": [cast.CASEWORKER.actor().public_id]},
            {"Members who may read it": (NOTHING, NOTHING, cast.CASEWORKER.name)},
        ),
        "advocacy.edit_name": _text("reason", "Why this person", _list("names/…/edit")),
        "advocacy.answer_name": _text("note", "In which words", _list("names/…/answer", "2025-07-03")),
        "pardons.edit": _text("notes", "Notes", lambda: f"{_batch()}/edit"),
        "desk.edit_view": _text(
            "name",
            "Name of the view",
            lambda: f"/views/{a_view('Held', cast.COORDINATOR.actor()).public_id}/edit",
            "Held",
        ),
        "support.edit_grant": _text("donor", "Donor", lambda: f"/grants/{a_grant().public_id}/edit", "Lighthouse Fund"),
        "support.edit_line": _text("title", "Title", _line, "Line A"),
        "support.close": Crossing(
            lambda: f"/grants/{a_grant().public_id}/close",
            _boxes("until", -40),
            _boxes("until", -30),
            {"Last day that is closed": (NOTHING, _said(-40), _said(-30))},
        ),
        "tasks.edit": _text("what", "What is to be done", _task("edit"), "Call the lawyer"),
        "tasks.edit_help": _text("asked", "What is asked", _help("edit"), "Pay the lawyer of the appeal"),
        "recognition.statement": _text(
            "title",
            "Title of the statement",
            _of_case(lambda case: f"recognition/{a_recognition(case).public_id}/statement"),
        ),
        "shares.change": Crossing(
            _of_case(_share),
            {**_boxes("expires_on", 40), "why": "She asks for it."},
            {**_boxes("expires_on", 50), "why": "She asks for it."},
            {
                "Last day": (_said(30), _said(40), _said(50)),
                "Why it is shared without consent": (UNSEEN, UNSEEN, "She asks for it."),
            },
        ),
    }


def _stepped() -> dict[str, Crossing]:
    """Records with which something is done that changes their state."""
    happened = {"happened__year": "2024", "happened__kind": "year"}
    day = {"decided__day": "", "decided__month": "", "decided__year": "2024", "decided__kind": "year"}
    return {
        "tasks.assign": Crossing(
            _task("assign"),
            {"assignee": ""},
            {"assignee": cast.CASEWORKER.actor().public_id},
            {"For whom": (cast.COORDINATOR.name, "Nobody yet: whoever takes it", cast.CASEWORKER.name)},
        ),
        "tasks.snooze": Crossing(
            _task("snooze"),
            {"reason": THEIRS, **_boxes("until", 3)},
            {"reason": MINE, **_boxes("until", 9)},
            {
                "Until": (NOTHING, _said(3), _said(9)),
                "Why it can wait": (NOTHING, THEIRS, MINE),
            },
        ),
        "tasks.finish": Crossing(
            _task("done"),
            {"outcome": THEIRS},
            {"outcome": MINE},
            {"What came of it": (NOTHING, THEIRS, MINE)},
            over=False,
        ),
        "tasks.drop": Crossing(
            _task("drop"),
            {"reason": THEIRS},
            {"reason": MINE},
            {"Why it will not be done": (NOTHING, THEIRS, MINE)},
            over=False,
        ),
        "tasks.decide_help": Crossing(
            _help("decide"),
            {"decision": "granted", "reason": THEIRS, **day},
            {"decision": "refused", "reason": MINE, **day},
            {"Decision": (NOTHING, "Granted", "Refused"), "Why, and what will be done": (NOTHING, THEIRS, MINE)},
            over=False,
        ),
        "tasks.answer_help": Crossing(
            _help("answer", decided), {"note": THEIRS}, {"note": MINE}, {"Note": (NOTHING, THEIRS, MINE)}, over=False
        ),
        "tasks.withdraw_help": Crossing(
            _help("withdraw"), {"reason": THEIRS}, {"reason": MINE}, {"Why": (NOTHING, THEIRS, MINE)}, over=False
        ),
        "tasks.take_back_help": Crossing(
            _help("take-back", decided, answered),
            {"reason": THEIRS},
            {"reason": MINE},
            {"State": ("Answered", "Waiting for an answer", "Answered"), "Why": (NOTHING, NOTHING, MINE)},
        ),
        "advocacy.send_submission": Crossing(
            _submission("send"),
            {"sent__year": "2024", "sent__kind": "year"},
            {"sent__year": "2025", "sent__kind": "year"},
            {"When it was sent": (NOTHING, "2024", "2025")},
            over=False,
        ),
        "advocacy.edit_questionnaire": Crossing(
            lambda: "/contacts/questionnaires/wgad",
            {"text": _QUESTIONS.format("Who"), "note": THEIRS},
            {"text": _QUESTIONS.format("Whom"), "note": MINE},
            {
                "Questions": _asked(questionnaire.shipped_text("wgad"), "Who", "Whom"),
                "What was corrected": (NOTHING, THEIRS, MINE),
            },
        ),
        "advocacy.hand_over": Crossing(
            _list("hand-over"),
            {"note": THEIRS, "handed__year": "2024", "handed__kind": "year"},
            {"note": MINE, "handed__year": "2025", "handed__kind": "year"},
            {"When": (NOTHING, "2024", "2025"), "How, and by whom": (NOTHING, THEIRS, MINE)},
            over=False,
        ),
        "jurisdictions.end": Crossing(
            lambda: f"/places/{a_place().public_id}/end",
            {"ended__year": "2023", "ended__kind": "year"},
            {"ended__year": "2024", "ended__kind": "year"},
            {"When did it end?": (NOTHING, "2023", "2024")},
        ),
        "flags.lower": Crossing(
            _of_case(lambda case: f"flags/{a_flag(case).public_id}/lower"),
            {"outcome": THEIRS},
            {"outcome": MINE},
            {"What came of it": (NOTHING, THEIRS, MINE)},
            over=False,
        ),
        "recognition.decide": Crossing(
            _of_case(lambda case: f"recognition/{a_request(case).public_id}/decide"),
            {"decision": "declined", "note": THEIRS, **day},
            {"decision": "deferred", "note": MINE, **day},
            {
                "Decision": (NOTHING, "Declined", "Deferred"),
                "What whoever asked must know": (NOTHING, THEIRS, MINE),
            },
            over=False,
            member=cast.REVIEWER,
        ),
        "recognition.end": Crossing(
            _of_case(lambda case: f"recognition/{a_recognition(case).public_id}/end"),
            {"kind": "withdrawn", "reason": THEIRS, "ended__year": "2024", "ended__kind": "year"},
            {"kind": "withdrawn", "reason": MINE, "ended__year": "2025", "ended__kind": "year"},
            {"Ended on": (NOTHING, "2024", "2025"), "Reason": (NOTHING, THEIRS, MINE)},
            over=False,
            member=cast.REVIEWER,
        ),
        "legal.hold_hearing": Crossing(
            _plan("held"),
            {"result": THEIRS, **_boxes("happened", 0)},
            {"result": MINE, **_boxes("happened", -1)},
            {"Day of the hearing": (_said(0), _said(0), _said(-1)), "Result": (NOTHING, THEIRS, MINE)},
            over=False,
        ),
        "legal.postpone_hearing": Crossing(
            _plan("postpone"),
            {"reason": THEIRS, **_boxes("after", 20)},
            {"reason": MINE, **_boxes("after", 30)},
            {
                "The day that stands now": (_said(0), _said(20), _said(0)),
                "New day": (NOTHING, NOTHING, _said(30)),
                "Why was it postponed?": (NOTHING, NOTHING, MINE),
            },
        ),
        "accounts.settings": Crossing(
            lambda: "/organisation/settings",
            {"days_stale": "40"},
            {"days_stale": "50"},
            {"Days without any change until somebody is asked to look into a case": ("90", "40", "50")},
        ),
        "pardons.confirm": Crossing(
            _confirmed_alone,
            {"link": "border", "evidence": THEIRS, "source": "S-1", **happened},
            {"link": "free", "evidence": MINE, "source": "S-2", **happened},
            {
                "The release": ("Reported", f"Confirmed · 2024 · {THEIRS} · S-1", "Confirmed"),
                "Evidence": (UNSEEN, UNSEEN, MINE),
                "Source of the evidence": (UNSEEN, UNSEEN, "S-2"),
                "How far is the release confirmed?": (NOTHING, NOTHING, "Free"),
                "When": (NOTHING, NOTHING, "2024"),
            },
        ),
        "pardons.refute": Crossing(
            lambda: f"{_batch()}/places/1/refute",
            {"evidence": THEIRS, "source": "S-1"},
            {"evidence": MINE, "source": "S-2"},
            {
                "The release": ("Reported", f"Refuted · {THEIRS} · S-1", "Refuted"),
                "Evidence": (UNSEEN, UNSEEN, MINE),
                "Source of the evidence": (UNSEEN, UNSEEN, "S-2"),
            },
        ),
        "pardons.decide": Crossing(
            lambda: f"{_batch()}/reconcile?place=1",
            {"answer": "new_to_us", "comment": THEIRS},
            {"answer": "not_ours", "comment": MINE},
            {"Who is this?": (NOTHING, "New to us", "Not ours"), "Comment": (NOTHING, THEIRS, MINE)},
            over=False,
        ),
        "duplicates.pair": Crossing(
            _two,
            {"answer": "same", "reason": THEIRS},
            {"answer": "unsure", "reason": MINE},
            {"Are these one person?": (NOTHING, "The same person", "Unsure"), "Why": (NOTHING, THEIRS, MINE)},
        ),
        "imports.read": Crossing(
            _import(lists.stage, "read"),
            {"header_row": "1"},
            {"header_row": "2"},
            {"Row of headings": (NOTHING, "1", "2")},
        ),
        "imports.columns": Crossing(
            _import(lists.stage, "columns"),
            {"column_1": "date_of_arrest"},
            {"column_1": ""},
            {"Column 2: Date of birth": ("Date of birth", "Date of arrest", "Do not import")},
        ),
        "imports.decide": Crossing(
            _import(lists.checked, "duplicates/2"),
            {"choice": "create"},
            {"choice": "skip"},
            {"What is to be done with this row?": ("Leave for later", "Create a new person", "Leave this row out")},
        ),
    }


# Two pages tell it in a way of their own: a further version of a sentence, and two records that are merged into one.
OWN_TESTS = frozenset({"legal.change_sentence", "duplicates.merge"})


def crossings() -> dict[str, Crossing]:
    """Return all of them by endpoint; needs an application context."""
    return _changed() | _stepped()
