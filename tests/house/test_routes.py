"""Every route is guarded, and nothing is changed by a link."""

from __future__ import annotations

import re

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.routing import Rule

from case_mgr.access.permissions import Permission
from case_mgr.web.guard import needs
from case_mgr.web.public import PUBLIC
from tests.client import PageClient
from tests.house import app_rules as rules


def test_every_route_is_guarded_or_public(application: Flask) -> None:
    assert rules.unguarded(application, PUBLIC) == []


def test_an_unguarded_route_is_found() -> None:
    app = Flask("breach", static_folder=None)
    app.add_url_rule("/open", "open", lambda: "")
    app.add_url_rule("/both", "both", needs(Permission.ACCOUNT)(lambda: ""))
    assert rules.unguarded(app, {"both", "gone"}) == [
        "open is neither guarded nor public",
        "both is public and asks for account",
        "gone is public and does not exist",
    ]


def test_routes_read_or_post(application: Flask) -> None:
    assert rules.odd_methods(application) == []


def test_a_route_that_browsers_cannot_send_is_found() -> None:
    app = Flask("breach", static_folder=None)
    app.add_url_rule("/open", "open", lambda: "", methods=["DELETE"])
    assert len(rules.odd_methods(app)) == 1


def _paths(app: Flask) -> list[tuple[str, str]]:
    rules_of: list[Rule] = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in PUBLIC]
    return [
        (method, re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", lambda m: "1" if m[1] == "int" else "x", rule.rule))
        for rule in rules_of
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]


def test_no_guarded_route_opens_without_a_sign_in(client: PageClient, app: Flask) -> None:
    client.visit("/sign-in")
    with client.session_transaction() as session:
        token = session["csrf_token"]
    signed = URLSafeTimedSerializer(app.secret_key or b"", salt="wtf-csrf-token").dumps(token)
    for method, path in _paths(app):
        response = client.open(path, method=method, data={"csrf_token": signed} if method == "POST" else None)
        assert response.status_code == 303, f"{method} {path}: {response.status_code}"
        assert (response.location or "").startswith("/sign-in"), f"{method} {path}: {response.location}"
