"""Makes the application."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from case_mgr import rooms
from case_mgr.audit import service as audit
from case_mgr.config import Settings, read
from case_mgr.core import collector, crypto
from case_mgr.core.crypto import Keyring
from case_mgr.extensions import babel, csrf, db
from case_mgr.web import context, errors, guard, headers, logs, transaction
from case_mgr.web.transaction import CaseMgr

MEGABYTE = 1024 * 1024
TRANSLATIONS = "../translations"


def create_app(environ: Mapping[str, str] | None = None, **overrides: Any) -> Flask:
    """Make an application from the settings of the environment."""
    settings = read(os.environ if environ is None else environ)
    ring = keys_of(settings)
    crypto.install(ring)
    app = CaseMgr(
        "case_mgr.web",
        instance_path=str(settings.instance),
        static_folder="static",
        template_folder="templates",
    )
    app.config.update(_config(settings, ring), **overrides)
    logs.install(settings)
    db.init_app(app)
    transaction.install(app)
    with app.app_context():
        audit.watch(db.sessionmaker)
    csrf.init_app(app)
    babel.init_app(app, locale_selector=context.choose_language, default_translation_directories=TRANSLATIONS)
    errors.install(app)
    rooms.install(app)
    guard.install(app)
    context.install(app)
    headers.install(app, https=_https(settings))
    if not settings.development:
        # One proxy in front is part of the installation; without one the header is not trusted further.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]  # Flask's own way
    collector.settle()
    return app


def keys_of(settings: Settings) -> Keyring:
    """Read the keys; a developer's machine makes them at the first start, production only by `init`."""
    if settings.development and not settings.keys.exists():
        Keyring.make().write(settings.keys)
    return Keyring.load(settings.keys)


def _https(settings: Settings) -> bool:
    return bool(settings.base_url and settings.base_url.startswith("https://"))


def _config(settings: Settings, ring: Keyring) -> dict[str, Any]:
    https = _https(settings)
    # An error of the database must not carry the values of a statement, which may be names, into a log.
    engine = {"url": settings.database_url, "pool_pre_ping": True, "hide_parameters": True}
    engines: dict[str, Any] = {"default": engine}
    return {
        "SETTINGS": settings,
        "SQLALCHEMY_ENGINES": engines,
        "SECRET_KEY": ring.cookie,
        "LANGUAGES": settings.languages,
        "BABEL_DEFAULT_LOCALE": settings.languages[0],
        "MAX_CONTENT_LENGTH": 64 * MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": 2 * MEGABYTE,
        "MAX_FORM_PARTS": 5000,
        "TRUSTED_HOSTS": _hosts(settings),
        "SESSION_COOKIE_NAME": "__Host-case-mgr" if https else "case-mgr",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": int(timedelta(hours=12).total_seconds()),
        "WTF_CSRF_SSL_STRICT": False,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
    }


def _hosts(settings: Settings) -> list[str]:
    named = [urlsplit(settings.base_url).hostname or ""] if settings.base_url else []
    return [*named, "localhost", "127.0.0.1", "[::1]"]
