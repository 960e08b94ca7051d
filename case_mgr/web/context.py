"""What every template may use."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from babel import Locale
from flask import Flask, current_app, g, has_request_context, request, session, url_for
from flask_babel import get_locale, gettext

from case_mgr.access import fields
from case_mgr.access.actor import Actor
from case_mgr.access.roles import LABELS, Role
from case_mgr.core import clock, ids, papermark, served
from case_mgr.core.errors import DomainError
from case_mgr.core.text import N_
from case_mgr.web import drafts, wording
from case_mgr.web.compact import Compact
from case_mgr.web.guard import find_actor
from case_mgr.web.guests import reaches
from case_mgr.web.hooks import hooks

VERSION = "0.1.0"
# Which page of a list is asked for.
_PLACE = ("page", "after", "before")
# What a list may be asked for, in the words of a title; page and size are said elsewhere.
_ARGUMENTS = {
    "words": N_("name"),
    "country": N_("nationality"),
    "sex": N_("sex"),
    "group": N_("group"),
    "stage": N_("stage"),
    "state": N_("whereabouts"),
    "owner": N_("owner"),
    "flagged": N_("flag"),
    "open": N_("open cases"),
    "sort": N_("order"),
    "arrested_from": N_("date of arrest"),
    "arrested_to": N_("date of arrest"),
    "event": N_("kind of entry"),
    "actor": N_("who"),
    "subject": N_("record"),
    "about": N_("record"),
    "scope": N_("where"),
    "since": N_("date"),
    "until": N_("date"),
    "kind": N_("kind"),
    "fact": N_("figure"),
    "cases": N_("case"),
    "batch": N_("batch"),
    "grant": N_("grant"),
    "standard": N_("standard"),
    "waiting": N_("what waits"),
    "on": N_("day"),
    "known": N_("date of knowledge"),
    "order": N_("order"),
    "whose": N_("whose"),
    "when": N_("when"),
    "day": N_("day"),
    "month": N_("month"),
    "rule": N_("rule"),
    "show": N_("what is shown"),
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in person as templates see them."""

    name: str
    email: str
    organisation_name: str
    roles_label: str
    may: Callable[[str], bool]
    # Whether a part of a person's record, such as "notes", is open to them.
    sees: Callable[[str], bool]
    # Whether something may be done to the case that is shown: "add", "amend" or "steer".
    does: Callable[[str], bool]
    # Whether a page of the case that is shown exists for them.
    reaches: Callable[[str], bool]
    # The organisation that shares the case that is shown, or nothing.
    host: str


def install(app: Flask) -> None:
    """Give templates their words, filters and addresses."""
    app.context_processor(_context)
    app.jinja_env.add_extension(Compact)
    app.jinja_env.globals.update(asset=_asset, sentence=sentence, once_key=ids.new_token)
    app.jinja_env.globals.update(draft_here=drafts.here, draft_page=drafts.page_here, note_number=served.number)
    app.jinja_env.globals.update(paper_mark=paper_mark)
    app.jinja_env.filters.update(
        when=wording.when,
        when_short=wording.when_short,
        instant=wording.instant,
        elapsed=wording.elapsed,
        country=wording.country,
        language_name=wording.language_name,
        said=gettext,
    )


def paper_mark() -> str:
    """Return the mark of what whoever is signed in prints today; empty for a guest."""
    who = find_actor()
    return papermark.mark_of(who.organisation_public_id, who.public_id, clock.today()) if who else ""


def sentence(error: DomainError) -> str:
    """Return the sentence of an error in the language of the page."""
    return gettext(error.sentence, **error.params) if error.params else gettext(error.sentence)


def choose_language() -> str:
    """Return the language of this page: chosen, of the account, or what the browser asks for."""
    offered: tuple[str, ...] = current_app.config["LANGUAGES"]
    chosen = session.get("language")
    if chosen in offered:
        return str(chosen)
    return request.accept_languages.best_match(offered) or offered[0]


def _context() -> dict[str, Any]:
    who, shown = find_actor() if has_request_context() else None, hooks()
    locale = get_locale() or Locale("en")
    return {
        "actor": _viewer(who) if who else None,
        "nav": _nav(who),
        "urls": {name: url_for(endpoint) for name, endpoint in shown.urls.items()},
        "product": "case-mgr",
        "version": VERSION,
        "language": str(locale).replace("_", "-"),
        "direction": "rtl" if locale.text_direction == "rtl" else "ltr",
        "languages": [
            (code, Locale.parse(code).get_display_name() or code) for code in current_app.config["LANGUAGES"]
        ],
        "now_utc": clock.now(),
        "time_zone": "UTC",
        "quick_exit_url": url_for("web.leave"),
        "integrity_broken": bool(who and shown.integrity_broken and shown.integrity_broken()),
        "request_id": g.get("request_id"),
        "href_for": _href_for,
        "title_note": _title_note(),
    }


def _href_for(number: int, after: str | None = None, before: str | None = None) -> str:
    """Return the address of another page of the list that is shown, filters and order kept."""
    kept: dict[str, Any] = {name: values for name, values in request.args.lists() if name not in _PLACE}
    where: dict[str, Any] = {"page": number if number > 1 else None, "after": after, "before": before}
    return url_for(request.endpoint or "web.health", **(request.view_args or {}), **kept, **where)


def _title_note() -> str:
    """Say by what a list is filtered or ordered, so that its tab can be told from others; never with which value."""
    if not has_request_context():
        return ""
    used = [name.split("-")[0] for name in request.args if request.args.get(name)]
    words = [gettext(_ARGUMENTS[name]) for name in used if name in _ARGUMENTS]
    return " – " + gettext("by %(what)s", what=", ".join(dict.fromkeys(words))) if words else ""


def _viewer(who: Actor) -> Viewer:
    roles = ", ".join(gettext(LABELS[role]) for role in Role if role in who.roles)
    home, host = (who.guest.home, who.organisation_name) if who.guest else (who, "")
    known = (home.name, who.email, home.organisation_name, roles)
    return Viewer(*known, who.may, partial(_sees, who), who.does, partial(reaches, who), host)


def _sees(who: Actor, group: str) -> bool:
    return fields.level(who.permissions, fields.Group(group)) is not fields.Level.HIDDEN


def _nav(who: Actor | None) -> list[dict[str, Any]]:
    if who is None:
        return []
    may = who.guest.home.may if who.guest else who.may
    return [
        {
            "label": item.label,
            "href": url_for(item.endpoint),
            "current": request.path == item.prefix or request.path.startswith(item.prefix + "/"),
        }
        for item in hooks().nav
        if may(item.permission)
    ]


def _asset(path: str) -> str:
    root = current_app.static_folder or ""
    return url_for("static", filename=path, v=_fingerprint(str(Path(root) / path)))


@lru_cache(256)
def _fingerprint(path: str) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]
    except OSError:
        return "0"
