"""The list of cases."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from case_mgr.access.permissions import Permission
from case_mgr.accounts import queries as members
from case_mgr.cases import queries
from case_mgr.cases.types import CaseFilter
from case_mgr.desk import forms
from case_mgr.desk.views.room import (
    blueprint,
    filter_tags,
    page_request,
    plain_filters,
    sort_links,
)
from case_mgr.desk.views.saved import menu as views_menu
from case_mgr.desk.words import sexes, stages, states, word
from case_mgr.flags import queries as flags
from case_mgr.flags import words as flag_words
from case_mgr.recognition import queries as recognition
from case_mgr.recognition.words import recognised_tag
from case_mgr.saved.types import Listing
from case_mgr.web import asked
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import countries, country, when

SORTS = ("arrested", "name", "reference")


@blueprint.route("/cases", methods=["GET", "POST"])
@needs(Permission.CASE_READ, asks=True)
def cases() -> ResponseReturnValue:
    """List cases with filters."""
    form, wanted = filter_of(asked.filters(actor()))
    page = queries.list_cases(actor(), wanted, page_request())
    tags = _tags(form, wanted)
    return render_template(
        "desk/cases.html",
        form=form,
        page=page,
        recognised=recognition.list_recognised(actor(), [row.reference for row in page.items]),
        recognised_tag=recognised_tag(),
        flags=flags.list_kinds(actor(), [row.reference for row in page.items]),
        sort=wanted.sort,
        links=sort_links("desk.cases", wanted.sort, SORTS),
        tags=tags,
        withheld=0 if tags else queries.count_withheld(actor()),
        kept=plain_filters("sort"),
        asked=plain_filters(),
        **views_menu(Listing.CASES, filtered=bool(tags)),
    )


def filter_of(sent: Mapping[str, str]) -> tuple[forms.CasesFilter, CaseFilter]:
    """Read what a list is asked for, with the words in plain."""
    form = forms.CasesFilter(MultiDict(sent))
    owners = [(member.public_id, member.name) for member in members.list_members(actor())]
    form.offer(states(), stages(), owners, countries(), sexes(), flag_words.choices())
    sort = sent.get("sort", "")
    sort = sort if sort.removeprefix("-") in SORTS else "-arrested"
    return form, form.wanted(sort) if form.validate() else CaseFilter(sort=sort)


def _tags(form: forms.CasesFilter, wanted: CaseFilter) -> list[dict[str, str]]:
    owners = {choice.value: str(choice.label) for choice in form.owner.choices}
    shown = [
        ("words", _("Name or reference"), wanted.words),
        ("state", _("Status"), word("state", str(wanted.state)) if wanted.state else ""),
        ("stage", _("Stage"), word("stage", str(wanted.stage)) if wanted.stage else ""),
        ("open", _("Only"), _("open cases") if wanted.only_open else ""),
        ("owner", _("Followed by"), owners.get(wanted.owner, _("somebody who has left")) if wanted.owner else ""),
        ("arrested_from", _("Detained from"), when(wanted.arrested_from)),
        ("arrested_to", _("Detained to"), when(wanted.arrested_to)),
        ("country", _("Nationality"), country(wanted.country)),
        ("sex", _("Sex"), word("sex", wanted.sex) if wanted.sex else ""),
        ("flagged", _("Flagged"), dict(flag_words.choices()).get(wanted.flagged, "")),
    ]
    return filter_tags("desk.cases", shown)
