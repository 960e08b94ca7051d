"""The search in the header: a reference leads straight there, other words to everything that may be meant."""

from __future__ import annotations

import re
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.cases import queries as cases
from case_mgr.core.paging import PageRequest
from case_mgr.desk.views.room import blueprint, kept, page_request
from case_mgr.detainees import queries as people
from case_mgr.shares import queries as shares
from case_mgr.web import asked as asked_words
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, needs
from case_mgr.web.hooks import SearchGroup, hooks

LEAST, FIRST = 2, 10
# Whoever finds none of these may have looked for somebody who is not recorded yet.
_OF_PEOPLE = frozenset({"people", "cases"})
_PERSON = re.compile(r"p-?0*([1-9][0-9]{0,8})", re.IGNORECASE | re.ASCII)
_CASE = re.compile(r"([a-z]{2})-([0-9]{4})-?0*([1-9][0-9]{0,8})", re.IGNORECASE | re.ASCII)


@blueprint.route("/search", methods=["GET", "POST"])
@needs(Permission.PERSON_READ, asks=True)
def search() -> ResponseReturnValue:
    """Find people, cases and what else the reader may open, or go where a reference says."""
    asked = " ".join(asked_words.words_of(actor()).split())[:300]
    target = _target(asked)
    groups = _groups(asked) if len(asked) >= LEAST and not target else []
    target = target or _named_exactly(asked, groups)
    if target:
        return redirect(target, 303)
    theirs = shares.list_with_us(actor(), asked) if len(asked) >= LEAST else []
    chosen = next((group for group in groups if group["chosen"]), None)
    total = sum(group["page"].total for group in groups)
    return render_template(
        "desk/search.html",
        asked=asked,
        groups=groups,
        tabs=_tabs(groups, chosen),
        chosen=chosen,
        page=chosen["page"] if chosen else None,
        total=total,
        more=any(group["page"].uncounted for group in groups),
        nobody=bool(groups) and not any(group["page"].total for group in groups if group["code"] in _OF_PEOPLE),
        theirs=theirs,
        scope=0 if total else people.count_some(actor()),
    )


def _groups(asked: str) -> list[dict[str, Any]]:
    """Ask every room that the reader may ask: one kind with its pages, or the first rows of all."""
    who, wanted = actor(), request.args.get("in", "")
    open_to = [group for group in hooks().search_groups if who.may(group.permission)]
    one = wanted if wanted in {group.code for group in open_to} else ""

    def ask(group: SearchGroup) -> dict[str, Any]:
        at = page_request() if group.code == one else PageRequest(1, FIRST)
        found = group.find(who, asked, at)
        href = url_for("desk.search", **(kept("in") | {"in": group.code}))
        return {"code": group.code, "label": group.label, "page": found, "chosen": group.code == one, "href": href}

    return [ask(group) for group in open_to]


def _tabs(groups: list[dict[str, Any]], chosen: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Return the kinds in which something was found, each with how much."""
    every = {
        "label": _("All kinds"),
        "href": url_for("desk.search", **kept("in")),
        "current": chosen is None,
        "count": None,
    }
    some = [
        {
            "label": group["label"],
            "href": group["href"],
            "current": group is chosen,
            "count": f"{group['page'].total}{'+' if group['page'].uncounted else ''}",
        }
        for group in groups
        if group["page"].total or group is chosen
    ]
    return [every, *some]


def _named_exactly(asked: str, groups: list[dict[str, Any]]) -> str | None:
    """Return where the one record is whose reference was typed."""
    typed = _plain(asked).casefold()
    return next(
        (row.href for group in groups for row in group["page"].items if row.reference.casefold() == typed), None
    )


def _merged(reference: str) -> str | None:
    """Lead to the person of a record that became part of another, and say so."""
    there = people.find_survivor_of(actor(), reference)
    if there is None:
        return None
    done(_("%(old)s was merged into %(new)s, which you see here.", old=reference, new=there.reference))
    return url_for("desk.person", public_id=there.public_id)


def _target(asked: str) -> str | None:
    """Return the address of the record that was named exactly, when the reader may open it."""
    typed = _plain(asked)
    if found := _PERSON.fullmatch(typed):
        reference = f"P-{int(found[1]):06d}"
        if public_id := people.find_public_id(actor(), reference):
            return url_for("desk.person", public_id=public_id)
        return _merged(reference)
    if found := _CASE.fullmatch(typed):
        reference = f"{found[1].upper()}-{found[2]}-{int(found[3]):05d}"
        known = cases.list_known(actor(), [reference])
        return url_for("cases.case", reference=reference) if known else None
    return None


def _plain(asked: str) -> str:
    return asked.replace("–", "-").replace("—", "-").replace(" ", "")
