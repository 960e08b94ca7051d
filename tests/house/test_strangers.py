"""To a stranger, a record of another organisation is exactly what a missing one is, on every route that names it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case, a_person

NOBODY = {"public_id": "0" * 24, "reference": "BY-1999-99999"}


def _person() -> str:
    return a_person().public_id


def _case() -> str:
    return a_case().reference


def _member() -> str:
    return cast.CASEWORKER.actor().public_id


# Where records of a room live: the start of their addresses, and how one is made in the own organisation.
RECORDS: dict[str, Callable[[], str]] = {
    "/people/<public_id>": _person,
    "/cases/<reference>": _case,
    "/members/<public_id>": _member,
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
        if foreign != missing or foreign[0] not in (403, 404):
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
    assert [path for path in paths if client.get(path).status_code != 200] == []
