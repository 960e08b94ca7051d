"""An import is no oracle: who may not open a person learns nothing of them by a list, in words, rows or statements."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from case_mgr.core.dates import PartialDate
from case_mgr.detainees import service as register
from case_mgr.detainees.types import NameDraft, PersonDraft, Sensitivity
from case_mgr.duplicates import queries as pairs
from case_mgr.extensions import db
from case_mgr.imports import service
from case_mgr.imports.task_rules import MANY_LISTS
from case_mgr.tasks import service as tasks
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


def plain(html: str, name: str, public_id: str) -> str:
    """Return a page without what differs between any two imports."""
    html = html.replace(name, "NAME").replace(public_id, "ID")
    return re.sub(r'IM-\d+|value="[^"]{20,}"|nonce="[^"]+"|\d\d:\d\d(:\d\d)?|[0-9a-f]{64}', "…", html)


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
