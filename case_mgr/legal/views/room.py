"""The blueprint of the legal room, and what all its pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from case_mgr.cases.guests import last_change
from case_mgr.cases.labels import told
from case_mgr.cases.service import NeedsReason
from case_mgr.cases.types import CaseView
from case_mgr.core.errors import NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.legal import endings, labels
from case_mgr.legal.refusals import Wrong
from case_mgr.legal.types.kinds import What
from case_mgr.web.acts import compared, done
from case_mgr.web.guard import actor
from case_mgr.web.hooks import hooks

blueprint = Blueprint("legal", __name__, template_folder="../templates")
for _filter in (
    labels.charge_name,
    labels.article_title,
    labels.charge_tag,
    labels.outcome_tag,
    labels.court_name,
    labels.punishment_name,
    labels.length_words,
    labels.days_words,
):
    blueprint.add_app_template_filter(_filter)
Frame = dict[str, Any]


def frame_of(reference: str) -> Frame:
    """Return identity bar, tabs, way up and the case itself; a stranger's case is not found."""
    frame = hooks().case_frame
    if frame is None:
        raise RuntimeError("no room fills the frame of a case")
    return frame(actor(), reference)


def here(reference: str, anchor: str | None = None) -> str:
    """Return the address of the legal page of a case."""
    return url_for("legal.legal", reference=reference, _anchor=anchor)


def thing_of(what: str) -> What:
    """Return which kind of record an address names."""
    try:
        return What(what)
    except ValueError as error:
        raise NotFound(N_("There is no such record.")) from error


def one_of(rows: Iterable[Any], public_id: str) -> Any:
    """Return the record that an address names among those of a case."""
    found = next((row for row in rows if row.public_id == public_id), None)
    if found is None:
        raise NotFound(N_("There is no such record."))
    return found


def page(template: str, frame: Frame, status: int = 200, **context: Any) -> ResponseReturnValue:
    """Render a page about the law in a case."""
    return render_template(f"legal/{template}.html", **frame, labels=labels, endings=endings, **context), status


def submit(
    template: str,
    frame: Frame,
    form: Any,
    act: Callable[[], Any],
    said: str | Callable[[Any], str],
    anchor: str,
    now: Callable[[], Any] | None = None,
    *,
    over: bool = True,
    **context: Any,
) -> ResponseReturnValue:
    """Show a form, or do what it asks and go back to the legal page; a refusal stands at its field.

    `now` fills the form of a record anew, for the page about a stale edit; what can be done only once is not offered to
    be written `over`.
    """
    case: CaseView = frame["case"]
    if form.validate_on_submit():
        try:
            made = act()
            done(said if isinstance(said, str) else said(made))
            return redirect(here(case.row.reference, anchor), 303)
        except Stale as error:
            there, last = here(case.row.reference, anchor), last_change(actor(), case.public_id)
            raise compared(error, form, now() if now else form, there, last, over=over) from error
        except Refused as error:
            refuse(form, error)
            context["doubt"] = isinstance(error, NeedsReason)
    return page(template, frame, 422 if form.errors else 200, form=form, action=request.path, **context)


def change(
    template: str,
    frame: Frame,
    make: Callable[..., Any],
    found: Any,
    act: Callable[[Any, int | None], Any],
    said: str,
    anchor: str,
    **context: Any,
) -> ResponseReturnValue:
    """Show a record in the form that `make` gives, or write what was changed in it."""

    def shown() -> Any:
        form = make(formdata=None)
        form.show(found)
        return form

    form = shown() if request.method == "GET" else make()
    written = partial(_written, act, form)
    return submit(template, frame, form, written, said, anchor, now=shown, found=found, **context)


def _written(act: Callable[[Any, int | None], Any], form: Any) -> Any:
    return act(form.draft(), form.seen_version())


def refuse(form: Any, error: Refused) -> None:
    """Put the sentence of a refusal at the field that can be put right."""
    if isinstance(error, Wrong):
        field = error.field
    elif isinstance(error, NeedsReason):
        field = "reason"
    else:
        field = "happened"
    known = [name for name in (field, "happened", "reason", "text", "name") if name in form]
    form.refuse(known[0], told(error))
