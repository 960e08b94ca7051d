"""Every page without a parameter opens for each role that may see it, is sound, and is refused to the others."""

from __future__ import annotations

import pytest
from flask import Flask

from case_mgr.access.roles import ROLES, Role
from case_mgr.web.public import PUBLIC
from tests import cast
from tests.client import PageClient, check_headers


def _pages(app: Flask) -> list[tuple[str, frozenset[str]]]:
    return sorted(
        (
            (rule.rule, _needed(app.view_functions[rule.endpoint]))
            for rule in app.url_map.iter_rules()
            if not rule.arguments and "GET" in (rule.methods or ()) and rule.endpoint not in PUBLIC
        ),
        key=lambda page: page[0],
    )


def _needed(view: object) -> frozenset[str]:
    """Return all permissions that a page takes."""
    return frozenset(one for one in (getattr(view, "needs", ""), getattr(view, "also", None)) if one is not None)


@pytest.mark.parametrize("role", Role)
def test_pages_open_by_permission(app: Flask, client: PageClient, role: Role) -> None:
    client.sign_in(cast.BY_ROLE[role])
    faults = []
    for path, needed in _pages(app):
        try:
            client.visit(path, 200 if needed <= ROLES[role] else 403)
        except AssertionError as fault:
            faults.append(str(fault)[:300])
    assert faults == []


@pytest.mark.parametrize("language", ["be", "ru"])
def test_pages_open_in_every_language(app: Flask, client: PageClient, language: str) -> None:
    member = cast.COORDINATOR
    page = client.sign_in(member)
    form = page.form("/language")
    client.post("/language", data={f.get("name"): f.get("value") for f in form.all("input")} | {"language": language})
    for path, needed in _pages(app):
        if needed <= ROLES[Role.COORDINATOR]:
            response = client.get(path)
            check_headers(response, path)
            assert response.status_code == 200
            if response.mimetype == "text/html":
                assert f'<html lang="{language}"' in response.get_data(as_text=True)
