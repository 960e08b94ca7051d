"""What every act shares: the sentence that says what was done, and the page about a stale edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from flask import flash
from flask_babel import gettext as _
from markupsafe import Markup

from case_mgr.access.actor import Actor
from case_mgr.core.errors import Stale
from case_mgr.web.forms import VersionedForm
from case_mgr.web.guard import actor
from case_mgr.web.transaction import afterwards

Seen = TypeVar("Seen")


def done(sentence: str, undo: str | None = None) -> None:
    """Say on the next page what was done, with a link to take it back where there is one."""
    link = Markup(' <a href="{}">{}</a>').format(undo, _("Undo")) if undo else Markup()
    flash(Markup("{}{}").format(sentence, link), "success")


def lead(sentence: str, href: str, label: str) -> None:
    """Say on the next page what is to be done next, with the link to it."""
    flash(Markup('{} <a href="{}">{}</a>').format(sentence, href, label), "info")


def look(opens: Callable[[Actor], Seen]) -> Seen:
    """Open something restricted to show it on the page about a stale edit; the look outlives the rollback."""
    who = actor()

    def again() -> None:
        opens(who)

    afterwards(again)
    return opens(who)


def compared(
    error: Stale,
    form: VersionedForm,
    now: VersionedForm,
    href: str,
    changed: tuple[Any, Any] = (None, None),
    *,
    over: bool = True,
) -> Stale:
    """Complete a stale edit with every field that differs from what the same form shows now.

    `href` is where the record stands; `changed` says who changed it and when, where the refusal does not say so itself.
    What cannot be written any more, such as the outcome of a task that is done, is not offered to be written `over`.
    """
    by, at = changed
    conflict = replace(
        error.conflict,
        rows=form.differences(now),
        changed_by=by or error.conflict.changed_by,
        changed_at=at or error.conflict.changed_at,
        version=error.conflict.version if over else None,
        href=href,
    )
    return Stale(error.sentence, conflict, **error.params)
