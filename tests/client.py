"""The one test client: it works like a browser without JavaScript and checks every page that it opens."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from case_mgr.core import crypto
from case_mgr.extensions import db
from case_mgr.web.headers import CSP
from tests import markup
from tests.cast import PASSWORD, Member
from tests.markup import Element

_SECRETS = ("$argon2", "password_hash", "token_digest", "_sealed", "Traceback (most recent", "sqlalchemy", PASSWORD)


class Page:
    """A page that was opened and found sound."""

    def __init__(self, response: TestResponse, path: str) -> None:
        self.response, self.path = response, path
        self.status = response.status_code
        self.html = response.get_data(as_text=True)
        self.root = markup.parse(self.html)

    @property
    def title(self) -> str:
        """The title of the page."""
        return self.root.all("title")[0].text

    @property
    def heading(self) -> str:
        """Its h1."""
        return self.root.all("h1")[0].text

    @property
    def main(self) -> Element:
        """What stands between header and footer."""
        return self.root.all("main")[0]

    @property
    def text(self) -> str:
        """What a person reads in the middle of the page."""
        return self.main.text

    @property
    def links(self) -> dict[str, str]:
        """Addresses of the links by their text."""
        return {link.text: link.get("href") or "" for link in self.root.all("a")}

    def forms(self, *, everywhere: bool = False) -> list[Element]:
        """Return the forms that write; those of header and footer only when asked for."""
        place = self.root if everywhere else self.main
        return [form for form in place.all("form") if (form.get("method") or "").lower() == "post"]

    def form(self, action: str | None = None, names: frozenset[str] = frozenset()) -> Element:
        """Return the form with this action, or the first that has these fields."""
        everywhere = self.forms(everywhere=True) if action else self.forms()
        for form in everywhere:
            has = {field.get("name") for tag in ("input", "select", "textarea", "button") for field in form.all(tag)}
            if (action is None or (form.get("action") or "").startswith(action)) and names <= has:
                return form
        raise AssertionError(f"{self.path} has no form {action or ''} with {sorted(names)}")


class PageClient(FlaskClient):
    """A test client that sees a page as a person does."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request outside of the test's own application context, as another process would."""
        if has_app_context():
            # What the test wrote is there for the request, and the test sees afterwards what the request wrote.
            db.session.commit()
        kwargs.setdefault("buffered", True)
        send: Callable[..., TestResponse] = super().open
        return contextvars.Context().run(lambda: send(*args, **kwargs))

    def visit(self, path: str, status: int = 200, *, follow: bool = True, **kwargs: Any) -> Page:
        """Open a page by its address, follow redirects, and check what comes."""
        return self._arrive(self.get(path, **kwargs), path, status, follow=follow)

    def submit(
        self,
        page: Page,
        status: int = 200,
        *,
        action: str | None = None,
        button: str | None = None,
        follow: bool = True,
        headers: dict[str, str] | None = None,
        **fields: Any,
    ) -> Page:
        """Fill the form that has these fields, send it with its tokens, follow, and check what comes.

        A value may be a list for several ticks, or (stream, name) for a file. `name__part` stands for `name-part`.
        """
        wanted = {name.replace("__", "-"): value for name, value in fields.items()}
        form = page.form(action, frozenset(wanted))
        data = fill(form, wanted, button)
        path = form.get("action") or page.path
        origin = {"Referer": f"http://localhost{page.path}", "Sec-Fetch-Site": "same-origin"}
        response = self.post(path, data=data, headers=origin | (headers or {}))
        return self._arrive(response, path, status, follow=follow)

    def sign_in(self, member: Member) -> Page:
        """Sign in by the form."""
        page = self.submit(self.visit("/sign-in"), email=member.email, password=member.password)
        assert member.name in page.html, f"{member.name} is not signed in"
        return page

    def sign_out(self, page: Page | None = None) -> Page:
        """Sign out by the button in the header."""
        return self.submit(page or self.visit("/account"), action="/sign-out")

    def _arrive(self, response: TestResponse, path: str, status: int, *, follow: bool) -> Page:
        for _ in range(5):
            check_headers(response, path)
            if not (follow and response.status_code in (301, 302, 303, 307, 308)):
                break
            parts = urlsplit(response.location or "/")
            assert parts.netloc in ("", "localhost"), f"{path} leads to another host: {response.location}"
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            response = self.get(path)
        page = Page(response, path)
        assert page.status == status, f"{path}: status {page.status} instead of {status}: {_gist(page)}"
        if response.mimetype == "text/html" and page.status not in (301, 302, 303, 307, 308):
            check_page(page)
        return page


def check_headers(response: TestResponse, path: str) -> None:
    """Every answer carries the headers, also an error or a redirect."""
    assert response.headers.get("Content-Security-Policy") == CSP, f"{path}: another Content-Security-Policy"
    assert response.headers.get("X-Content-Type-Options") == "nosniff", f"{path}: no nosniff"
    if not path.startswith("/static/"):
        assert response.headers.get("Cache-Control") == "no-store", f"{path} may be kept by the browser"


def check_page(page: Page) -> None:
    """A page is whole, has nothing inline, and tells no secret."""
    found = markup.faults(page.root) + markup.raw_faults(page.html)
    found += [f"it tells a secret: {word}" for word in _secrets() if word in page.html]
    assert not found, f"{page.path}: {'; '.join(found)}"


def fill(form: Element, wanted: dict[str, Any], button: str | None = None) -> MultiDict[str, Any]:
    """Return what a browser would send for a form in which these fields were filled."""
    data: MultiDict[str, Any] = MultiDict()
    for element in form:
        name = element.get("name")
        if not name or name in wanted or element.get("disabled") is not None:
            continue
        for value in _values(element, button):
            data.add(name, value)
    for name, value in wanted.items():
        for one in value if isinstance(value, list) else [value]:
            data.add(name, one if isinstance(one, tuple) else str(one))
    return data


def _values(element: Element, button: str | None) -> list[str]:
    kind = (element.get("type") or "text").lower()
    match element.tag:
        case "input" if kind in ("checkbox", "radio"):
            return [element.get("value") or "on"] if element.get("checked") is not None else []
        case "input" if kind not in ("submit", "button", "file", "image", "reset"):
            return [element.get("value") or ""]
        case "textarea":
            # A line break right after the tag is markup, not text.
            return [element.raw_text.replace("\r\n", "\n").removeprefix("\n")]
        case "select":
            options = element.all("option")
            chosen = [option for option in options if option.get("selected") is not None]
            if not chosen and element.get("multiple") is None:
                chosen = options[:1]
            return [option.get("value") if option.get("value") is not None else option.text for option in chosen]  # type: ignore[misc]  # checked just before
        case "button" if button is not None and button in (element.text, element.get("value")):
            return [element.get("value") or ""]
    return []


def _secrets() -> list[str]:
    import base64

    ring = crypto.ring()
    keys = [ring.cookie, ring.index, *ring.data.values()]
    return [*_SECRETS, *(base64.b64encode(key).decode("ascii") for key in keys), *(key.hex() for key in keys)]


def _gist(page: Page) -> str:
    mains = page.root.all("main")
    return (mains[0].text if mains else page.root.text)[:500]
