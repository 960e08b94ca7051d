"""The search in the header: a reference leads straight there, a name to everybody who may be meant."""

from __future__ import annotations

import re

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from case_mgr.access.permissions import Permission
from case_mgr.cases import queries as cases
from case_mgr.desk import queries
from case_mgr.desk.views.room import blueprint, page_request
from case_mgr.detainees import queries as people
from case_mgr.web import asked as asked_words
from case_mgr.web.guard import actor, needs

LEAST = 2
_PERSON = re.compile(r"p-?0*([1-9][0-9]{0,8})", re.IGNORECASE | re.ASCII)
_CASE = re.compile(r"([a-z]{2})-([0-9]{4})-?0*([1-9][0-9]{0,8})", re.IGNORECASE | re.ASCII)


@blueprint.route("/search", methods=["GET", "POST"])
@needs(Permission.PERSON_READ, asks=True)
def search() -> ResponseReturnValue:
    """Find people by name in any script, or go where a reference says."""
    asked = " ".join(asked_words.words_of(actor()).split())[:300]
    target = _target(asked)
    if target:
        return redirect(target, 303)
    page = queries.search_people(actor(), asked, page_request()) if len(asked) >= LEAST else None
    return render_template("desk/search.html", asked=asked, page=page, scope=people.count_some(actor()))


def _target(asked: str) -> str | None:
    """Return the address of the record that was named exactly, when the reader may open it."""
    typed = asked.replace("–", "-").replace("—", "-").replace(" ", "")
    if found := _PERSON.fullmatch(typed):
        public_id = people.find_public_id(actor(), f"P-{int(found[1]):06d}")
        return url_for("desk.person", public_id=public_id) if public_id else None
    if found := _CASE.fullmatch(typed):
        reference = f"{found[1].upper()}-{found[2]}-{int(found[3]):05d}"
        known = cases.list_known(actor(), [reference])
        return url_for("cases.case", reference=reference) if known else None
    return None
