"""The same pages from memory: the same template with the same rows, through the same headers, and no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, g, render_template, template_rendered
from flask.testing import FlaskClient
from jinja2 import Template
from werkzeug.test import Client

from case_mgr.access.actor import Actor
from case_mgr.accounts.login import signed_in


class FromMemory:
    """An application that answers every address with a page whose rows it was given."""

    def __init__(self, app: Flask, actor: Actor) -> None:
        self.app, self.actor = app, actor
        self.held: dict[str, tuple[str, dict[str, Any]]] = {}

    def learn(self, client: FlaskClient, path: str) -> bytes:
        """Keep what a page is made of, and return the page that the database gave."""
        with self._listening() as heard:
            page = client.get(path)
        if page.status_code != 200:
            raise RuntimeError(f"{path}: {page.status}")
        template, context = heard[-1]
        with self.app.test_request_context(path):
            self._sign_in()
            always: dict[str, Any] = {}
            self.app.update_template_context(always)
        own = {name: value for name, value in context.items() if name not in always}
        self.held[path] = (template.name or "", own)
        return page.data

    def _sign_in(self) -> None:
        g.actor = self.actor
        # Where Flask-Login keeps whom it found.
        g._login_user = signed_in("", self.actor)  # noqa: SLF001 - it has no other way to be told

    @contextmanager
    def _listening(self) -> Iterator[list[tuple[Template, dict[str, Any]]]]:
        heard: list[tuple[Template, dict[str, Any]]] = []

        def hear(sender: Flask, template: Template, context: dict[str, Any], **more: Any) -> None:
            heard.append((template, context))

        with template_rendered.connected_to(hear, self.app):
            yield heard

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"] + (f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else "")
        template, context = self.held[path]
        with self.app.request_context(environ):
            self._sign_in()
            answer = self.app.process_response(self.app.make_response(render_template(template, **context)))
            return answer(environ, start_response)

    def client(self, like: FlaskClient) -> Client:
        """Return a client with the cookies of another."""
        client, name = Client(self), str(self.app.config["SESSION_COOKIE_NAME"])
        cookie = like.get_cookie(name)
        if cookie is not None:
            client.set_cookie(name, cookie.value)
        return client
