"""To a stranger, a record of another organisation is exactly what a missing one is, on every route that names it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from case_mgr.advocacy import service as advocacy
from case_mgr.advocacy.types import ContactDraft
from case_mgr.extensions import db
from case_mgr.pardons import service as pardons
from case_mgr.pardons.types import BatchDraft
from case_mgr.reports import service as reports
from case_mgr.reports.types import Period
from case_mgr.support import service as support
from case_mgr.support.types import GrantDraft
from tests import cast
from tests.client import PageClient
from tests.factories import law
from tests.factories.advocacy import a_contact_merge, a_letter_template, a_list, an_action
from tests.factories.duplicates import a_merge, a_pair
from tests.factories.help import a_request_for_help
from tests.factories.people import a_case, a_person
from tests.factories.places import a_place
from tests.factories.support import a_grant, a_share, an_entry
from tests.factories.tasks import a_task
from tests.factories.worklists import a_checked_act, a_view

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
NOBODY = {"public_id": "0" * 24, "reference": "BY-1999-99999"}


def _person() -> str:
    return a_person().public_id


def _case() -> str:
    return a_case().reference


def _member() -> str:
    return cast.CASEWORKER.actor().public_id


def _contact() -> str:
    return advocacy.add_contact(cast.COORDINATOR.actor(), ContactDraft("Office of Invented Affairs")).public_id


def _list() -> str:
    return a_list().public_id


def _grant() -> str:
    draft = GrantDraft("HR-1", "Lighthouse Fund", "Legal aid", "EUR", YEAR.starts, YEAR.ends)
    return support.add_grant(cast.COORDINATOR.actor(), draft).public_id


def _report() -> str:
    return reports.build(cast.COORDINATOR.actor(), YEAR, None).reference


def _batch() -> str:
    return pardons.create(cast.COORDINATOR.actor(), BatchDraft("Autumn")).reference


def _place() -> str:
    return a_place().public_id


def _official() -> str:
    reference = _case()
    return law.a_judge(reference, law.a_hearing(reference)).official.public_id


def _task() -> str:
    return a_task().public_id


def _help() -> str:
    return a_request_for_help().public_id


def _pair() -> str:
    return a_pair(a_person(), a_person()).public_id


def _merge() -> str:
    return a_merge(a_person(), a_person()).public_id


def _view() -> str:
    return a_view("Women held", cast.COORDINATOR.actor()).public_id


def _act() -> str:
    return a_checked_act([a_case()], by=cast.COORDINATOR.actor()).public_id


# Where records of a room live: the start of their addresses, and how one is made in the own organisation.
RECORDS: dict[str, Callable[[], str]] = {
    "/people/<public_id>": _person,
    "/cases/<reference>": _case,
    "/members/<public_id>": _member,
    "/contacts/<public_id>": _contact,
    "/contacts/lists/<public_id>": _list,
    "/contacts/submissions/<public_id>": lambda: an_action().public_id,
    "/contacts/merges/<public_id>": lambda: a_contact_merge().public_id,
    "/contacts/letters/<public_id>": lambda: a_letter_template().public_id,
    "/grants/<public_id>": _grant,
    "/support/<public_id>": lambda: an_entry(a_share(a_grant()), beneficiary="Вольга Прыдуманая").public_id,
    "/reports/<reference>": _report,
    "/reports/plans/<public_id>": lambda: reports.plan(cast.COORDINATOR.actor(), YEAR).public_id,
    "/pardons/<reference>": _batch,
    "/places/<public_id>": _place,
    "/officials/<public_id>": _official,
    "/tasks/<public_id>": _task,
    "/help/<public_id>": _help,
    "/duplicates/<public_id>": _pair,
    "/duplicates/merges/<public_id>": _merge,
    "/views/<public_id>": _view,
    "/bulk/<public_id>": _act,
}


def _routes(app: Flask, prefix: str) -> list[tuple[str, str]]:
    return sorted(
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule == prefix or rule.rule.startswith(prefix + "/")
        for method in (rule.methods or set()) & {"GET", "POST"}
    )


def _address(rule: str, name: str, value: str) -> str:
    named = rule.replace(f"<{name}>", value)
    return re.sub(r"<(?:int:)?\w+>", "1", re.sub(r"<(?!int:)\w+>", "0" * 24, named))


def _answer(client: PageClient, method: str, path: str, token: str, value: str) -> tuple[int, str]:
    response = client.open(path, method=method, data={"csrf_token": token} if method == "POST" else None)
    if response.status_code == 303:
        # What the redirect wants to say is said here, and not on the page that is compared next.
        client.visit("/account")
    body = response.get_data(as_text=True)
    shown = body.split("<main", 1)[-1].split("</main>")[0] if response.mimetype == "text/html" else body
    return response.status_code, shown.replace(value, "")


@pytest.mark.parametrize("prefix", RECORDS)
def test_a_foreign_record_is_as_if_missing(app: Flask, client: PageClient, prefix: str) -> None:
    with app.app_context():
        value = RECORDS[prefix]()
        db.session.commit()
    name = prefix.split("<")[1].rstrip(">")
    page = client.sign_in(cast.STRANGER)
    token = page.root.all("input", name="csrf_token")[0].get("value") or ""
    faults = []
    for method, rule in _routes(app, prefix):
        foreign = _answer(client, method, _address(rule, name, value), token, value)
        missing = _answer(client, method, _address(rule, name, NOBODY[name]), token, NOBODY[name])
        if foreign != missing or foreign[0] == 200:
            faults.append(f"{method} {rule}: {foreign[0]}, a missing one {missing[0]}")
    assert faults == []


@pytest.mark.parametrize("prefix", RECORDS)
def test_the_own_record_opens(app: Flask, client: PageClient, prefix: str) -> None:
    """The control: the same walk by a colleague meets pages, or the test above would prove nothing."""
    with app.app_context():
        value = RECORDS[prefix]()
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    name = prefix.split("<")[1].rstrip(">")
    paths = [
        _address(rule, name, value) for method, rule in _routes(app, prefix) if method == "GET" and rule.count("<") == 1
    ]
    assert paths
    # Whoever built a report may neither approve it nor take it back: these pages are refused to its own maker. A step
    # whose turn has not come leads back to its record.
    refused = ("/approve", "/revoke")
    opened = {path: client.get(path, follow_redirects=True).status_code for path in paths}
    assert [path for path, code in opened.items() if code != (403 if path.endswith(refused) else 200)] == []
