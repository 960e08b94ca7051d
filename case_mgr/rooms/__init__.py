"""The lists that hold the house together: blueprints, navigation, hooks."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.accounts import login
from case_mgr.accounts.views import blueprint as accounts
from case_mgr.desk.views import blueprint as desk
from case_mgr.web.hooks import NavItem, hooks
from case_mgr.web.views import blueprint as web

BLUEPRINTS = (web, accounts, desk)


def install(app: Flask) -> None:
    """Register every room."""
    login.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    here = hooks(app)
    here.urls = {
        "home": "desk.home",
        "sign_in": "accounts.sign_in",
        "sign_out": "accounts.sign_out",
        "account": "accounts.account",
        "language": "web.language",
    }
    here.nav = [
        NavItem(_("My work"), "desk.home", Permission.ACCOUNT, "/"),
        NavItem(_("Audit"), "desk.audit", Permission.AUDIT_READ, "/audit"),
        NavItem(_("Members"), "accounts.members", Permission.MEMBER_READ, "/members"),
    ]
