"""Requests that no person makes: each gets a page of its own, none a failure of the program."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from case_mgr.web.views import local
from tests import cast
from tests.client import PageClient

ODD_INTS = [
    "²",
    "٣",
    "-1",
    "0",
    "1" + "0" * 30,
    "9" * 5000,
    "1e9",
    "0x10",
    "1.0",
    " 1",
    "+1",
    "%00",
    "1%00",
    "NaN",
    "Infinity",
]


@pytest.fixture
def signed(client: PageClient) -> PageClient:
    client.sign_in(cast.ADMINISTRATOR)
    return client


def _quoted(text: str) -> str:
    return quote(text, safe="%")


def test_odd_numbers_in_addresses_are_not_found(signed: PageClient) -> None:
    for number in ODD_INTS:
        response = signed.get(f"/audit/entries/{_quoted(number)}")
        # The digits of other scripts are digits.
        assert response.status_code in (400, 404) or number == "٣", number
        assert "Traceback" not in response.get_data(as_text=True)


@pytest.mark.parametrize("name", ["page", "size"])
def test_odd_pages_show_the_first_page(signed: PageClient, name: str) -> None:
    for number in ODD_INTS:
        page = signed.visit(f"/audit?{name}={_quoted(number)}", 400 if "%00" in number else 200)
        assert page.heading == ("This was not done" if "%00" in number else "Audit log")


@pytest.mark.parametrize("name", ["since-day", "since-year", "event", "actor", "subject"])
def test_odd_filters_never_fail(signed: PageClient, name: str) -> None:
    for number in ODD_INTS:
        assert signed.get(f"/audit?{name}={_quoted(number)}").status_code in (200, 400, 422), number


@pytest.mark.parametrize(
    "path",
    [
        "/members/%00/roles",
        "/members/%ff/roles",
        "/members/" + "a" * 3000 + "/end",
        "/invitations/%00",
        "/invitations/%F0%9F",
    ],
)
def test_odd_identifiers_are_not_found(signed: PageClient, path: str) -> None:
    assert signed.get(path).status_code in (400, 404, 410)


@pytest.mark.parametrize(
    "field", ["a\x00b@c.example", "\ud800@c.example".encode("utf-8", "surrogatepass"), "a" * 10**5, "\u202egnp.exe"]
)
def test_odd_text_in_a_form_is_a_sentence(client: PageClient, field: str | bytes) -> None:
    page = client.visit("/sign-in")
    token = page.form(names=frozenset({"email"})).all("input", name="csrf_token")[0].get("value")
    data = {"csrf_token": token, "email": field, "password": b"\x00\xff"}
    assert client.post("/sign-in", data=data).status_code in (400, 422)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(text=st.text(min_size=1, max_size=60))
def test_any_text_may_stand_in_a_filter(signed: PageClient, text: str) -> None:
    path = quote(text, errors="replace")
    assert signed.get(f"/audit?actor={path}&subject={path}&event={path}").status_code in (200, 400, 422)


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "evil.example:80@localhost", "", "[::", "a b"]
)
def test_another_host_is_refused(client: PageClient, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    response = client.get("/sign-in", headers={"Host": host})
    assert response.status_code == 400
    assert "evil" not in response.get_data(as_text=True)
    assert "evil" not in capsys.readouterr().err, "a stranger writes nothing into our log"


def test_a_host_told_by_a_proxy_header_changes_nothing(client: PageClient) -> None:
    response = client.get("/audit", headers={"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"})
    assert (response.location or "").startswith("/sign-in")


ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "\\/\\/evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https://evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/%0d%0aLocation:%20https://evil.example\r\nX: y",
    "/\t/evil.example",
    "\t//evil.example",
    " //evil.example",
    "user@evil.example",
    "//user@evil.example/",
    "evil.example",
    "?x",
    "",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_redirect_stays_here(client: PageClient, target: str) -> None:
    assert local(target) in ("/", "/%0d%0aLocation:%20https://evil.example")
    page = client.visit(f"/sign-in?next={quote(target)}")
    arrived = client.submit(page, email=cast.AUDITOR.email, password=cast.AUDITOR.password)
    assert arrived.path == "/"


def test_a_redirect_leads_back_to_the_wanted_page(client: PageClient) -> None:
    page = client.visit("/audit?size=50")
    assert page.path.startswith("/sign-in")
    assert client.submit(page, email=cast.AUDITOR.email, password=cast.AUDITOR.password).path == "/audit?size=50"


def test_too_large_a_form_is_refused(signed: PageClient) -> None:
    response = signed.post("/members/invite", data={"email": "a" * (3 * 1024 * 1024)})
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/nowhere", "GET", 404),
        ("/audit", "POST", 405),
        ("/audit/entries/999999", "GET", 404),
        ("/static/nothing.css", "GET", 404),
    ],
)
def test_every_failure_is_a_page(signed: PageClient, path: str, method: str, status: int) -> None:
    headers = {"Sec-Fetch-Site": "same-origin"}
    if method == "POST":
        token = signed.visit("/account").root.all("input", name="csrf_token")[0].get("value")
        response = signed.post(path, data={"csrf_token": token}, headers=headers)
        assert response.status_code == status
    else:
        signed.visit(path, status)


def test_a_failure_of_the_program_is_a_page_without_a_trace(
    client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("Zeltweg canary: SELECT * FROM app_user")

    client.sign_in(cast.AUDITOR)
    monkeypatch.setattr("case_mgr.audit.queries.list_entries", fail)
    page = client.visit("/audit", 500)
    assert "Zeltweg" not in page.html
    assert "RuntimeError" not in page.html
    assert "not saved" in page.text
