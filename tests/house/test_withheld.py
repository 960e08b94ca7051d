"""A withheld person is named to their case team alone, and no count that somebody else sees tells of them.

Every page that links reach is read as every role, before a withheld person is recorded and after. Whatever differs, and
wherever they are named, is a leak.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field

import pytest
from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from case_mgr.advocacy import service as advocacy
from case_mgr.advocacy.kinds import Direction, Medium
from case_mgr.advocacy.types import ContactDraft, InteractionDraft
from case_mgr.bulk import service as bulk
from case_mgr.cases import service as cases
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.detainees import service as people
from case_mgr.detainees.types import Sensitivity, Sex
from case_mgr.duplicates import queries as pairs
from case_mgr.extensions import db
from case_mgr.names.romanise import latin
from case_mgr.tasks.help_types import HelpKind
from tests import cast
from tests.client import Page, PageClient
from tests.exports import a_file
from tests.factories.documents import a_document
from tests.factories.duplicates import a_pair, look, two_records
from tests.factories.flags import a_flag
from tests.factories.help import a_request_for_help
from tests.factories.people import a_case, a_person, an_event, an_exit
from tests.factories.recognition import a_recognition, a_request
from tests.factories.tasks import a_task, checked
from tests.factories.worklists import a_checked_act

NAME, ALIAS = "Квятаслава Мурашка-Ціхая", "Kvietaslava Muraška-Cichaja"
# Somebody whom everybody may open, and whom the machine takes for the withheld person.
TWIN = "Квитослава Мурашко-Тихая"
DAY = PartialDate.parse("2024-02-29")
OTHERS = (
    cast.COORDINATOR,
    cast.SECOND_CASEWORKER,
    cast.REVIEWER,
    cast.ADVOCACY_OFFICER,
    cast.DATA_CLERK,
    cast.AUDITOR,
    cast.ADMINISTRATOR,
    cast.DONOR,
    cast.STRANGER,
)
MOST = 350
# Who was served a name is changed by the walk itself, as the log is.
_SKIP = re.compile(r"^/(sign-out|language|exit|static|account|audit|insight/access)|/readers$|\.(csv|json)$")
_FILTERS = (
    "/people?country=LT",
    "/people?sex=female",
    "/people?sort=-registered",
    "/people?sort=-born",
    f"/people?words={NAME}",
    f"/people?words={ALIAS}",
    "/cases?country=LT&sex=female",
    "/cases?state=in_custody",
    "/cases?state=free",
    "/cases?stage=released",
    "/cases?arrested_from-year=2024&arrested_to-year=2024",
    f"/cases?words={NAME}",
    f"/search?words={ALIAS}",
    f"/search?words={NAME.split()[1]}",
    "/search?words=361-4",
    "/search?words=2024-1",
    f"/search?words={NAME.split(maxsplit=1)[0][:5]}&in=people",
    "/people/export",
    "/cases/export",
    "/recognition",
    "/recognition?stage=recognised",
    "/recognition?stage=requested&standard=amnesty-poc",
    "/recognition?waiting=me",
    "/recognition/day",
    "/recognition/day?on-day=1&on-month=6&on-year=2024",
    "/recognition/day?standard=pace-1900&show=perhaps",
    "/tasks?whose=all",
    "/tasks?whose=team&when=overdue",
    "/tasks?whose=all&rule=silence",
    "/tasks?whose=all&when=near",
    "/help",
    "/help?show=all",
    "/help?show=all&kind=medical",
    "/help?show=answer",
    "/calendar?whose=all",
    "/calendar?whose=all&month=2024-06",
    "/calendar.ics?whose=all",
    "/duplicates",
    "/duplicates?show=different",
    "/duplicates?show=unsure",
    f"/people?words={TWIN}",
    "/cases?flagged=any",
    "/cases?flagged=urgent",
    "/views",
    "/bulk",
)
_FILTERED = re.compile(r"(?:words|country|sex|state|stage|owner|standard|waiting|arrested_\w+-\w+|open|flagged)=[^&]")
_ALLOWED = re.compile(r"\d+ more (?:is|are) withheld: named to (?:its team|their teams) alone\. ")
# The same words stand sealed anew in each address.
_TOKEN = re.compile(r"words=[\w-]{60,}")
_CHANGING = re.compile(r'(name="(?:csrf_token|once)"[^>]*value=")[^"]*|\b\d{2}:\d{2}\b|DTSTAMP:\w+')


@dataclass
class Walk:
    """What one member sees: the text of each page by its address."""

    seen: dict[str, str] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)


def walk(client: PageClient, member: cast.Member) -> Walk:
    """Open every page that links reach, each shape a few times, and every filter that would find the withheld one."""
    found, shapes = Walk(), Counter[str]()
    start: Page = client.sign_in(member)
    todo = deque([*_FILTERS, *_addresses(start)])
    while todo and len(found.seen) < MOST:
        path = todo.popleft()
        # Countries tell the same of everybody: their vocabularies would crowd out the pages about people.
        shape = re.sub(r"/(?=[^/?]*\d)[\w~-]+|(?<=^/jurisdictions)/[A-Z]{2}(?=/|$)", "/:id", path.split("?")[0])
        key = _TOKEN.sub("words=…", path)
        if (
            key in found.seen
            or shapes[shape] >= _few(shape)
            or (path not in _FILTERS and _leaves_a_trace(client, path))
        ):
            continue
        shapes[shape] += 1
        response = client.get(path)
        for _ in range(2):
            if response.status_code == 303:
                response = client.get(response.location or "/")
        html = response.get_data(as_text=True)
        found.raw[key] = html
        if response.mimetype == "text/html":
            page = Page(response, path)
            mains = page.root.all("main")
            # What somebody did last grows by each walk itself.
            text = (mains[0] if mains else page.root).text.split("What I did last")[0]
            # The whole organisation's lists say how many are withheld; under any filter they say nothing.
            found.seen[key] = _CHANGING.sub("", text if _FILTERED.search(path) else _ALLOWED.sub("", text))
            todo.extend(_addresses(page))
        else:
            # A file of the calendar says when it was made.
            found.seen[key] = _CHANGING.sub("", html)
    client.sign_out()
    return found


def _few(shape: str) -> int:
    return 1 if shape.startswith("/jurisdictions") else 13


def _leaves_a_trace(client: PageClient, path: str) -> bool:
    """Whether looking at a page is written down, so that the walk itself would change what it compares."""
    try:
        endpoint, _ = client.application.url_map.bind("localhost").match(path.split("?", maxsplit=1)[0])
    except (NotFound, MethodNotAllowed, RequestRedirect):
        return False
    return bool(getattr(client.application.view_functions[str(endpoint)], "writes", False))


def _addresses(page: Page) -> list[str]:
    links = [(link.get("href") or "").split("#")[0] for link in page.root.all("a")]
    return [link for link in links if link.startswith("/") and not _SKIP.search(link.split("?")[0])]


def ordinary_world() -> str:
    """People, cases and a talk that everybody may know of; returns the public id of a contact."""
    caseworker = cast.CASEWORKER.actor()
    for number in range(3):
        case = a_case(caseworker, a_person(caseworker, sex=Sex.FEMALE), year=2023)
        an_event(case, day=f"2023-05-0{number + 1}", by=caseworker)
        a_recognition(case, f"2023-06-0{number + 1}")
        a_document(case)
        a_flag(case, by=caseworker)
        a_request_for_help(case, by=caseworker)
    an_exit(case, "pardon", "free", by=caseworker, evidence="a colleague saw her", source="S-1")
    checked()
    a_person(caseworker, TWIN, sex=Sex.FEMALE, born=DAY)
    a_pair(*two_records(caseworker), caseworker)
    look(caseworker)
    contact = advocacy.add_contact(cast.ADVOCACY_OFFICER.actor(), ContactDraft("Ministry of Invented Affairs", True))
    db.session.commit()
    return contact.public_id


def recognise_and_ask(case: Case) -> None:
    """Have the withheld person recognised by one standard, and requested by another that waits for somebody near."""
    caseworker, reviewer = cast.CASEWORKER.actor(), cast.REVIEWER.actor()
    cases.join_team(caseworker, case.reference, reviewer.public_id)
    a_recognition(case, "2024-05-02")
    a_request(case, standard="amnesty-poc")
    cases.leave_team(caseworker, case.reference, reviewer.public_id)


def withhold_somebody(contact: str) -> dict[str, str]:
    """Record a withheld person with all that hangs on one; returns what may stand nowhere."""
    caseworker = cast.CASEWORKER.actor()
    person = a_person(caseworker, NAME, ALIAS, sex=Sex.FEMALE, sensitivity=Sensitivity.RESTRICTED, born=DAY)
    case = a_case(caseworker, person, year=2024, charges="арт. 361-4")
    an_event(case, day="2024-03-01", by=caseworker, place="Нідзе-Вялікае")
    an_exit(case, "pardon", "free", day="2024-07-04", by=caseworker, evidence="her lawyer says so", source="S-2")
    talk = InteractionDraft(
        DAY, Medium.MEETING, Direction.TO_THEM, summary="We asked.", follow_up="They write", cases=(case.reference,)
    )
    advocacy.record_interaction(caseworker, contact, talk)
    recognise_and_ask(case)
    # The same bytes as those of documents that everybody may open.
    a_document(case, title=NAME)
    a_task(case, f"Call the family of {NAME}", "2024-06-03", by=caseworker)
    a_request_for_help(case, f"Medicine for {NAME}", "2024-06-02", by=caseworker, kind=HelpKind.MEDICAL)
    an_event(case, "last_sign_of_life", day="2024-03-02", by=caseworker)
    checked()
    # The machine finds the twin in the same silence, and only whoever may open both is told.
    look(caseworker)
    assert person.public_id in {
        row.first.public_id for row in pairs.list_pairs(caseworker, "waiting", PageRequest()).items
    } | {row.second.public_id for row in pairs.list_pairs(caseworker, "waiting", PageRequest()).items}
    a_flag(case, by=caseworker)
    bulk.start(caseworker, a_checked_act([case], by=caseworker).public_id)
    db.session.commit()
    words = {"name": NAME, "alias": ALIAS, "surname": NAME.split()[1], "Latin form": latin(NAME), "place": "Нідзе"}
    return words | {"person": person.reference, "case": case.reference, "address": person.public_id}


@pytest.fixture
def contact(app: Flask) -> str:
    with app.app_context():
        return ordinary_world()


@pytest.mark.parametrize("member", OTHERS, ids=lambda member: member.email.split("@")[0])
def test_nobody_else_sees_a_trace(app: Flask, client: PageClient, contact: str, member: cast.Member) -> None:
    before = walk(client, member)
    with app.app_context():
        words = withhold_somebody(contact)
    after = walk(client, member)
    # What somebody looks for is shown back to them; it says nothing about whether it is there.
    asked = {path for path in after.seen if "words=" in path}
    named = [
        f"{path}: {what}"
        for path, html in after.raw.items()
        for what, word in words.items()
        if word in html and not (path in asked and what in ("name", "alias", "surname"))
    ]
    assert named == []
    assert set(after.seen) == set(before.seen), "other pages are linked than before"
    changed = [path for path, text in after.seen.items() if text != before.seen[path]]
    assert [(path, _difference(before.seen[path], after.seen[path])) for path in changed] == []


def test_the_walk_finds_somebody_who_is_not_withheld(app: Flask, client: PageClient, contact: str) -> None:
    """The control: the same walk meets a person who is open to all, or the test above would prove nothing."""
    before = walk(client, cast.COORDINATOR)
    with app.app_context():
        words = withhold_somebody(contact)
        person = people.amend(cast.CASEWORKER.actor(), words["address"], {"sensitivity": str(Sensitivity.NORMAL)})
        db.session.commit()
        assert person.sensitivity == Sensitivity.NORMAL
    after = walk(client, cast.COORDINATOR)
    found = {what for html in after.raw.values() for what, word in words.items() if word in html}
    assert found == set(words)
    assert set(after.seen) - set(before.seen)


@pytest.mark.parametrize("member", [cast.COORDINATOR, cast.SECOND_CASEWORKER], ids=["coordinator", "caseworker"])
def test_the_team_sees_the_person_everywhere(app: Flask, client: PageClient, contact: str, member: cast.Member) -> None:
    with app.app_context():
        words = withhold_somebody(contact)
        cases.join_team(cast.CASEWORKER.actor(), words["case"], member.actor().public_id)
        db.session.commit()
    seen = walk(client, member)
    found = {what for html in seen.raw.values() for what, word in words.items() if word in html}
    assert found == set(words)


def _difference(before: str, after: str) -> str:
    old, new = before.split(), after.split()
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    return f"{' '.join(old[max(0, start - 4) : start + 8])} → {' '.join(new[max(0, start - 4) : start + 8])}"


@pytest.mark.parametrize("member", [cast.COORDINATOR, cast.REVIEWER], ids=["coordinator", "reviewer"])
@pytest.mark.parametrize("what", ["people", "cases"])
def test_no_file_and_no_count_before_it_tells_of_them(
    app: Flask, client: PageClient, contact: str, what: str, member: cast.Member
) -> None:
    def taken() -> tuple[str, str]:
        look = client.submit(client.visit(f"/{what}/export"), whom="partners", purpose="x")
        return a_file(client, what), _CHANGING.sub("", look.text)

    client.sign_in(member)
    before = taken()
    with app.app_context():
        words = withhold_somebody(contact)
    after = taken()
    assert after == before
    assert not [what for what, word in words.items() if word in after[0]]


def test_a_total_of_the_whole_organisation_says_how_many_are_withheld(
    app: Flask, client: PageClient, contact: str
) -> None:
    with app.app_context():
        withhold_somebody(contact)
    client.sign_in(cast.COORDINATOR)
    for path in ("/people", "/cases"):
        assert "1 more is withheld: named to its team alone." in client.visit(path).text
        assert "withheld" not in client.visit(f"{path}?sex=female").text
    client.sign_out()
    client.sign_in(cast.CASEWORKER)
    assert "withheld" not in client.visit("/people").text
