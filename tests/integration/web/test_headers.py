"""Headers of every answer."""

from __future__ import annotations

import pytest

from case_mgr.web.headers import CSP, FIXED
from tests import cast
from tests.client import PageClient

ANSWERS = [
    "/sign-in",
    "/audit",
    "/nowhere",
    "/static/css/theme.css",
    "/static/none.css",
    "/health",
    "/exit",
    "/sign-out",
]


@pytest.mark.parametrize("path", ANSWERS)
def test_headers_stand_on_every_answer(client: PageClient, path: str) -> None:
    response = client.get(path)
    for name, value in FIXED.items():
        assert response.headers[name] == value
    assert "Server" not in response.headers or "case-mgr" not in response.headers["Server"]


@pytest.mark.parametrize("path", ["/", "/audit", "/members", "/account", "/nowhere"])
def test_nothing_of_the_inside_is_kept_by_the_browser(client: PageClient, path: str) -> None:
    client.sign_in(cast.ADMINISTRATOR)
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_the_policy_allows_nothing_inline_and_no_frame() -> None:
    assert "unsafe" not in CSP
    assert "frame-ancestors 'none'" in CSP
    assert "default-src 'none'" in CSP
    assert "form-action 'self'" in CSP


def test_the_cookie_cannot_be_read_by_scripts(client: PageClient) -> None:
    response = client.get("/sign-in")
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_leaving_in_a_hurry_ends_the_sign_in(client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    cookie = client.get_cookie("case-mgr")
    assert cookie is not None
    response = client.get("/exit")
    assert response.status_code == 303
    client.set_cookie("case-mgr", cookie.value)
    assert client.visit("/account").path.startswith("/sign-in")
