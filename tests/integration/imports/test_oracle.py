"""An import is no oracle: who may not open a person learns nothing of them by a list, in words, rows or statements."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from sqlalchemy import select, update

from case_mgr.accounts.models import User
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.detainees import service as register
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import NameDraft, PersonDraft, Sensitivity
from case_mgr.duplicates import queries as pairs
from case_mgr.extensions import db
from case_mgr.imports import service
from case_mgr.imports.task_rules import GUARDED_IMPORTS, MANY_GUARDED, MANY_LISTS, UNUSUAL_IMPORTS
from case_mgr.tasks import service as tasks
from case_mgr.tasks.models import Task
from case_mgr.tasks.service import checking
from tests import cast
from tests.client import PageClient
from tests.integration.imports import lists
from tests.queries import counted

KNOWN, NOBODY = "Вербалоз Андрэй", "Крыніцкі Тодар"
PAGES = ("check", "duplicates", "run", "read", "columns", "values")


def withheld() -> str:
    """Register a person who is withheld from everybody but their own team."""
    draft = PersonDraft((NameDraft(KNOWN),), born=PartialDate.day(1985, 3, 12), sensitivity=Sensitivity.RESTRICTED)
    public_id = register.register(cast.COORDINATOR.actor(), draft).public_id
    db.session.commit()
    return public_id


def plain(page: str, name: str, public_id: str) -> str:
    """Return a page without what differs between any two imports."""
    page = page.replace(name, "NAME").replace(public_id, "ID")
    return re.sub(r'IM-\d+|value="[^"]{20,}"|nonce="[^"]+"|\d\d:\d\d(:\d\d)?|[0-9a-f]{64}', "…", page)


@pytest.mark.parametrize("who", [cast.DATA_CLERK, cast.CASEWORKER])
def test_a_list_with_a_withheld_person_answers_as_one_with_nobody(
    here: Flask, client: PageClient, who: cast.Member
) -> None:
    withheld()
    client.sign_in(who)
    answers = []
    for name in (KNOWN, NOBODY):
        public_id = lists.stage(who.actor(), f"Full name,Date of birth\n{name},12.03.1985\n")
        service.map_as_asked(who.actor(), public_id, {}, None, "ask")
        db.session.commit()
        with counted(here) as checking:
            service.check(who.actor(), public_id)
        db.session.commit()
        shown = []
        for page in PAGES:
            with counted(here) as reading:
                text = plain(client.visit(f"/imports/{public_id}/{page}").html, name, public_id)
            shown.append((page, text, len(reading)))
        line = lists.lines(who.actor(), public_id)[0]
        answers.append((line.verdict, line.candidates, len(checking), shown))
    assert answers[0] == answers[1]


def test_their_team_hears_of_it_and_nobody_else(here: Flask) -> None:
    hidden = withheld()
    actor = cast.CASEWORKER.actor()
    public_id = lists.imported(here, actor, f"Full name,Date of birth\n{KNOWN},12.03.1985\n")
    made = str(lists.lines(actor, public_id)[0].person)
    found = pairs.notice_of(cast.COORDINATOR.actor(), hidden)
    assert [reference for _pair, reference in found.pairs] != [], "the team sees that the two may be one"
    assert pairs.notice_of(actor, made).pairs == ()


def warnings(client: PageClient, who: cast.Member, words: str) -> set[str]:
    """Return the pages on which a member meets a warning, signed in anew."""
    client.sign_in(who)
    pages = ["/", "/tasks?whose=all&size=100", "/tasks?whose=mine", "/calendar?whose=all", "/calendar.ics?whose=all"]
    pages += ["/search?words=imports", "/audit?size=100", "/imports", "/jobs"]
    # A calendar folds its lines.
    told = {page: client.get(page).text.replace("\r\n ", "") for page in pages}
    found = {page for page, text in told.items() if words in html.unescape(text)}
    client.sign_out()
    return found


def test_who_checks_many_lists_and_writes_none_is_looked_at(here: Flask, client: PageClient) -> None:
    clerk, many = cast.DATA_CLERK.actor(), [f"Full name\n{NOBODY} {n}\n" for n in range(MANY_LISTS)]
    for text in many[1:]:
        service.discard(clerk, lists.checked(clerk, text))
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    tasks.check_now(cast.COORDINATOR.actor())
    db.session.commit()
    everybody = client.visit("/tasks").links["Everybody’s"]
    assert "Look at the imports" not in client.visit(everybody).text
    lists.checked(clerk, many[0])
    tasks.check_now(cast.COORDINATOR.actor())
    db.session.commit()
    page = client.visit(everybody)
    assert "Look at the imports: somebody has checked unusually many rows" in page.text
    page = client.visit(client.visit(page.links[str(UNUSUAL_IMPORTS.what)]).links["Open their imports"])
    assert "Discarded" in page.text
    assert cast.DATA_CLERK.name in page.text


def test_who_leads_and_checks_many_lists_hears_nothing_of_it(here: Flask, client: PageClient) -> None:
    leader = cast.COORDINATOR.actor()
    for number in range(MANY_LISTS):
        lists.checked(leader, f"Full name\n{NOBODY} {number}\n")
    checking.check(leader.organisation_id)
    db.session.commit()
    assert warnings(client, cast.COORDINATOR, UNUSUAL_IMPORTS.name) <= {
        "/tasks?whose=all&size=100",
        "/tasks?whose=mine",
    }, "only where lists are filtered by the name of any rule"
    assert warnings(client, cast.COORDINATOR, str(UNUSUAL_IMPORTS.what)) == set()


NAMES = [f"{surname} Андрэй" for surname in "Вербалоз Барбавенка Гальдускі Дармэренка Жылкінскі".split()] + [
    f"{surname} Павел" for surname in "Крушынец Палазок Ставецкі Туравіч Хмызняк".split()
]


def test_a_list_of_many_withheld_people_warns_those_who_guard_them_and_nobody_else(
    here: Flask, client: PageClient
) -> None:
    assert len(NAMES) == MANY_GUARDED
    for number, name in enumerate(NAMES):
        draft = PersonDraft((NameDraft(name),), sensitivity=Sensitivity.RESTRICTED)
        guard = cast.SECOND_CASEWORKER if number == 3 else cast.COORDINATOR
        register.register(guard.actor(), draft)
    db.session.commit()
    importer = cast.CASEWORKER.actor()
    lists.checked(importer, "Full name\n" + "\n".join(NAMES[1:]) + "\n")
    checking.check(importer.organisation_id)
    db.session.commit()
    what = str(GUARDED_IMPORTS.what)
    assert warnings(client, cast.COORDINATOR, what) == set(), "one fewer than many"
    service.discard(importer, lists.checked(importer, f"Full name\n{NAMES[0]}\n"))
    tasks.check_now(cast.COORDINATOR.actor())
    db.session.commit()
    seen = {member.name: warnings(client, member, what) for member in cast.MEMBERS}
    guards = {cast.COORDINATOR.name, cast.SECOND_CASEWORKER.name}
    assert {name for name, pages in seen.items() if pages} == guards
    for name in guards:
        assert {"/", "/tasks?whose=mine", "/tasks?whose=all&size=100"} <= seen[name]
    assert not any("imports_guarded" in page for page in warnings(client, cast.AUDITOR, "imports_guarded"))
    client.sign_in(cast.COORDINATOR)
    page = client.visit("/tasks?whose=mine")
    page = client.visit(client.visit(page.links[what]).links["Open their imports"])
    assert cast.CASEWORKER.name in page.text
    client.sign_out()
    rows = db.session.scalars(select(Task).where(Task.rule == GUARDED_IMPORTS.key)).all()
    assert {row.assignee.name for row in rows if row.assignee} == guards
    own = next(row for row in rows if row.assignee and row.assignee.name == cast.COORDINATOR.name)
    # The file of a calendar has references and no sentences.
    meet = {member.name for member in cast.MEMBERS if warnings(client, member, own.public_id)}
    assert meet == {cast.COORDINATOR.name}
    opened = EntryFilter(event=Event.TASK_OPENED)
    for member, number in ((cast.COORDINATOR, 1), (cast.AUDITOR, 0), (cast.ADMINISTRATOR, 0)):
        client.sign_in(member)
        page = client.visit("/audit?event=task_opened")
        assert page.html.count("/audit/entries/") == number, "also that somebody was warned is not for others"
        client.sign_out()
    entry = log.list_entries(cast.AUDITOR.actor(), opened, PageRequest()).items[0]
    client.sign_in(cast.AUDITOR)
    assert client.get(f"/audit/entries/{entry.seq}").status_code == 404
    assert log.verify().ok, "the chain has them all"
    with pytest.raises(Refused, match="You alone may know"):
        tasks.assign(cast.COORDINATOR.actor(), own.public_id, importer.public_id)
    with pytest.raises(NotFound):
        tasks.finish(importer, own.public_id, "seen")


def test_whoever_may_not_look_at_imports_is_not_told_and_who_leads_is(here: Flask, client: PageClient) -> None:
    guard = db.session.scalars(select(User).where(User.public_id == cast.ADVOCACY_OFFICER.actor().public_id)).one()
    for name in NAMES:
        register.register(cast.COORDINATOR.actor(), PersonDraft((NameDraft(name),), sensitivity=Sensitivity.RESTRICTED))
    db.session.execute(update(Detainee).values(registered_by_id=guard.id))
    db.session.commit()
    importer = cast.CASEWORKER.actor()
    lists.checked(importer, "Full name\n" + "\n".join(NAMES) + "\n")
    checking.check(importer.organisation_id)
    db.session.commit()
    rows = db.session.scalars(select(Task).where(Task.rule == GUARDED_IMPORTS.key)).all()
    assert {row.assignee.name for row in rows if row.assignee} == {cast.COORDINATOR.name}
    client.sign_in(cast.COORDINATOR)
    page = client.visit(client.visit("/tasks?whose=mine").links[str(GUARDED_IMPORTS.what)])
    assert cast.CASEWORKER.name in client.visit(page.links["Open their imports"]).text


def test_what_a_warning_is_made_of_is_kept_sealed_and_told_by_no_count(here: Flask, client: PageClient) -> None:
    withheld()
    client.sign_in(cast.CASEWORKER)
    shown = []
    for name in (KNOWN, NOBODY):
        public_id = lists.checked(cast.CASEWORKER.actor(), f"Full name\n{name}\n")
        row = lists.row_of(cast.CASEWORKER.actor(), public_id)
        assert bool(row.unseen) == (name == KNOWN)
        assert str(row.unseen).encode() not in bytes(row.unseen_sealed or b"")
        shown.append(plain(client.visit(f"/imports/{public_id}/check").html, name, public_id))
    assert shown[0] == shown[1]
