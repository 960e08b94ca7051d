"""Starts gunicorn; on a developer's machine migrates and loads the demo first."""

from __future__ import annotations

from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication
from whitenoise import WhiteNoise

from case_mgr.accounts import queries
from case_mgr.app import create_app
from case_mgr.cli import demo, hearing, migrate
from case_mgr.cli.beside import Master
from case_mgr.config import Settings
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.demo import loading
from case_mgr.extensions import db
from case_mgr.web.headers import FIXED
from case_mgr.web.packed import Packed


class Server(BaseApplication):
    """gunicorn with our settings, started from our command."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.flask_app, self.settings = app, settings
        super().__init__()

    def load_config(self) -> None:
        """Hand the settings to gunicorn."""
        options: dict[str, Any] = {
            "bind": self.settings.bind,
            "workers": self.settings.workers,
            "threads": 4,
            "worker_class": "gthread",
            "preload_app": True,
            "timeout": 120,
            "graceful_timeout": 20,
            "accesslog": None,
            "loglevel": "warning",
            "limit_request_line": 8190,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application, static files in front of it; it has opened no connection yet."""
        app = self.flask_app
        white = WhiteNoise(
            app.wsgi_app, max_age=31536000, allow_all_origins=False, add_headers_function=_static_headers
        )
        white.add_files(app.static_folder or "", prefix="static/")
        app.wsgi_app = Packed(white, "/static/")  # type: ignore[method-assign]  # Flask's own way
        return app

    def run(self) -> None:
        """Serve with a worker process beside."""
        Master(self).run()


def _static_headers(headers: Any, path: str, url: str) -> None:
    for name, value in FIXED.items():
        headers[name] = value


def run(settings: Settings) -> None:
    """Serve until stopped."""
    prepare(settings)
    app = create_app()
    click.echo(welcome(app, settings))
    Server(app, settings).run()


def prepare(settings: Settings) -> None:
    """Check the schema; a developer's machine is brought up to date, production never by the server."""
    if migrate.current(settings.owner_url) == migrate.head():
        return
    if not settings.development:
        raise Refused(N_("The database has another schema than this version: run case-mgr upgrade first."))
    migrate.upgrade(settings.owner_url)
    if migrate.is_begun(settings.owner_url):
        hearing.complete(create_app())


def welcome(app: Flask, settings: Settings) -> str:
    """Load the demo into an empty database when it is wanted, and say where to go."""
    if not settings.demo:
        return f"case-mgr: http://{settings.bind}"
    with app.app_context():
        try:
            if not queries.count_users():
                loading.load()
                db.session.commit()
        finally:
            db.session.close()
        for engine in db.engines.values():
            engine.dispose()
    return demo.sign_ins(settings)
