"""The one door: every list that leaves the house is asked for here, whichever room it is of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from case_mgr.core.errors import Refused
from case_mgr.exports import forms, registry, service, writing
from case_mgr.exports.types import Form, Recipient, State, Told, Wish
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor
from case_mgr.web.transaction import abandon


def leave(
    kind: str,
    asked: Mapping[str, Any],
    told: Mapping[str, str],
    *,
    count: int,
    action: str,
    back: str,
    picked: Iterable[str] = (),
    name: str = "",
) -> ResponseReturnValue:
    """Ask for whom and what for, say who would be in it, then give the file, or let a second person answer first."""
    form, known = forms.ExportForm(), registry.get_kind(kind)
    screen = registry.screen()
    purposes = [(purpose, screen.name(purpose)) for purpose in screen.purposes] if known.outward else []
    form.offer(purposes, [one for one in Form if known.lines or one is not Form.LINES])
    if not known.outward:
        form.whom.data = forms.OWN
    seen: Told | None = None
    asks_now = request.method == "POST" and "purpose" in request.form
    if asks_now and form.validate():
        recipient = form.draft()
        try:
            # Whoever is left out is said before anything leaves for somebody else.
            if form.whom.data in (forms.OWN, request.form.get("seen")):
                wish = Wish(kind, asked, told, recipient, Form(form.form.data), _language(), _named(name, recipient))
                return _given(wish)
            seen = service.look_over(actor(), kind, asked, recipient)
        except Refused as error:
            seen = service.look_over(actor(), kind, asked, recipient)
            if seen.rows:
                form.refuse("purpose", sentence(error))
        abandon()
    shown: dict[str, Any] = {"form": form, "kind": known, "count": count, "picked": sorted(picked), "back": back}
    shown |= {"action": action, "told": seen, "left": left_in_words(seen.left) if seen else []}
    return render_template("exports/ask.html", **shown), 422 if asks_now and form.errors else 200


def blank(header: Sequence[str], name: str) -> Response:
    """Answer with an empty list to fill in: headings, and nothing of anybody."""
    return _answer([writing.blank(header).encode("utf-8")], Form.CSV, name)


def fetched(public_id: str) -> ResponseReturnValue:
    """Answer with a file that was made; each time is counted and written down."""
    row, content = service.fetch(actor(), public_id)
    return _answer(content, Form(row.form), f"{row.name}-{row.created_at:%Y-%m-%d}", row.file.size if row.file else 0)


def left_in_words(left: Mapping[str, int]) -> list[str]:
    """Say how many lines stay out, and why."""
    why = registry.screen().why
    counts = sorted(left.items(), key=lambda pair: -pair[1])
    return [ngettext("%(num)d line: %(why)s", "%(num)d lines: %(why)s", n, why=why(key)) for key, n in counts]


def _given(wish: Wish) -> ResponseReturnValue:
    row = service.ask(actor(), wish)
    if row.state == State.READY:
        return fetched(row.public_id)
    if row.state == State.WAITING:
        flash(_("So many lines need a second person. Colleagues who may approve it see your request."), "info")
    return redirect(url_for("exports.export", public_id=row.public_id), 303)


def _answer(content: Iterable[bytes], form: Form, name: str, size: int | None = None) -> Response:
    """Answer with a file whose name tells what it is and the day, and nobody's name."""
    response = Response(content, mimetype=writing.TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    if size:
        response.headers["Content-Length"] = str(size)
    return response


def _named(name: str, recipient: Recipient) -> str:
    return f"{name}-{recipient.purpose}" if recipient.purpose and name else name


def _language() -> str:
    return str(get_locale() or "en")
