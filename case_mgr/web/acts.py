"""What every act shares: the sentence that says what was done, and the page about a stale edit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import flash
from flask_babel import gettext as _
from markupsafe import Markup

from case_mgr.core.errors import Stale
from case_mgr.web.forms import VersionedForm


def done(sentence: str, undo: str | None = None) -> None:
    """Say on the next page what was done, with a link to take it back where there is one."""
    link = Markup(' <a href="{}">{}</a>').format(undo, _("Undo")) if undo else Markup()
    flash(Markup("{}{}").format(sentence, link), "success")


def lead(sentence: str, href: str, label: str) -> None:
    """Say on the next page what is to be done next, with the link to it."""
    flash(Markup('{} <a href="{}">{}</a>').format(sentence, href, label), "info")


def pack_opened(values: Mapping[str, object]) -> str:
    """Write down what a form showed when it was opened, so that a stale edit can show it beside the rest."""
    return json.dumps({name: str(value) for name, value in values.items() if value}, ensure_ascii=False)


def explained(error: Stale, opened: str | None, href: str, changed_by: str | None, changed_at: object | None) -> Stale:
    """Complete a stale edit with what its page must show: the values at opening, who changed it, where it is now."""
    seen = _unpack(opened)
    rows = tuple(replace(row, opened=seen.get(row.field, "")) for row in error.conflict.rows)
    conflict = replace(error.conflict, rows=rows, changed_by=changed_by, changed_at=changed_at, href=href)
    return Stale(error.sentence, conflict, **error.params)


def compared(error: Stale, form: VersionedForm, now: VersionedForm, href: str, *changed: Any) -> Stale:
    """Complete a stale edit with every field that differs; `changed` is who changed the record, and when."""
    by, at = changed
    conflict = replace(error.conflict, rows=form.differences(now), changed_by=by, changed_at=at, href=href)
    return Stale(error.sentence, conflict, **error.params)


def _unpack(text: str | None) -> dict[str, str]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}
