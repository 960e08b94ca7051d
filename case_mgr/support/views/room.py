"""What the pages of the support room share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from case_mgr.core.errors import Refused
from case_mgr.core.paging import PageRequest
from case_mgr.support import service, words
from case_mgr.web.context import sentence

blueprint = Blueprint("support", __name__, template_folder="../templates")
for _filter in (words.support_kind, words.support_state, words.support_steps, words.money, words.booked_line):
    blueprint.add_app_template_filter(_filter)


def page(template: str, **context: Any) -> ResponseReturnValue:
    """Draw a page; a form with faults is told to the browser too."""
    form = context.get("form")
    return render_template(f"support/{template}.html", **context), 422 if form is not None and form.errors else 200


def page_request() -> PageRequest:
    """Return which page of a list was asked for."""
    return PageRequest.read(request.args.get("page"), request.args.get("size"))


def did(form: Any, act: Callable[[], object], field: str) -> bool:
    """Do it, or put the sentence that says why not at its field; without one of its own at `field`."""
    try:
        act()
    except Refused as error:
        place = error.field if isinstance(error, service.Misfilled) else field
        blame = getattr(form, "blame", form.refuse)
        blame(place if _has(form, place) else field, sentence(error))
        return False
    return True


def _has(form: Any, place: str) -> bool:
    return place.split("-", maxsplit=1)[0] in form
