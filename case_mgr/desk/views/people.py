"""Pages that show people with what other rooms know of them."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from case_mgr.access import fields
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.cases import queries as cases
from case_mgr.cases.bar import standing
from case_mgr.cases.items import last_items
from case_mgr.desk import bars, forms
from case_mgr.desk.gaps import gaps_of
from case_mgr.desk.views.room import (
    blueprint,
    filter_tags,
    page_request,
    plain_filters,
    sort_links,
)
from case_mgr.desk.views.saved import menu as views_menu
from case_mgr.desk.words import field_of, sexes, value_of, walks, word
from case_mgr.detainees import queries as people_
from case_mgr.detainees.types import PersonFilter, Purpose
from case_mgr.duplicates import queries as duplicates
from case_mgr.saved.types import Listing
from case_mgr.sources import queries as sources_
from case_mgr.web import asked
from case_mgr.web.guard import actor, needs
from case_mgr.web.wording import countries, country

SORTS = ("name", "born", "registered")


@blueprint.route("/people", methods=["GET", "POST"])
@needs(Permission.PERSON_READ, asks=True)
def people() -> ResponseReturnValue:
    """List people with filters, each with where they are now."""
    form, wanted = filter_of(asked.filters(actor()))
    page = people_.list_people(actor(), wanted, page_request())
    tags = _tags(wanted)
    known = cases.list_of_people(actor(), [row.public_id for row in page.items])
    return render_template(
        "desk/people.html",
        form=form,
        page=page,
        sort=wanted.sort,
        links=sort_links("desk.people", wanted.sort, SORTS),
        tags=tags,
        now={ident: standing(rows) for ident, rows in known.items()},
        withheld=0 if tags else people_.count_withheld(actor()),
        kept=plain_filters("sort"),
        asked=plain_filters(),
        **views_menu(Listing.PEOPLE, filtered=bool(tags)),
    )


@blueprint.get("/people/<public_id>")
@needs(Permission.PERSON_READ, shared=Act.READ)
def person(public_id: str) -> ResponseReturnValue:
    """Show a person at a glance: who, where now, what happened last, what is missing."""
    found = people_.get_person(actor(), public_id)
    rows = cases.list_of_people(actor(), [public_id]).get(public_id, [])
    now = standing(rows)
    frame = bars.frame(actor(), found, rows)
    frame["bar"]["photo"] = bars.photo(actor(), found)
    case = cases.get_case(actor(), now.reference) if now else None
    return render_template(
        "desk/person.html",
        person=found,
        frame=frame,
        told=people_.list_biographies(actor(), public_id),
        rows=rows,
        case=case,
        items=last_items(case) if case else [],
        gaps=gaps_of(actor(), found, case),
        publishing=people_.may_disclose(actor(), [public_id], Purpose.PUBLISH)[public_id],
        identity=people_.count_identity(actor(), public_id),
        claims=sources_.count_claims(actor(), [public_id, *_ids(case)]),
        doubles=duplicates.notice_of(actor(), public_id),
    )


@blueprint.get("/people/<public_id>/sources")
@needs(Permission.PERSON_READ)
def sources(public_id: str) -> ResponseReturnValue:
    """Show what each list said of a person and of their cases, with line and raw text."""
    who = actor()
    found = people_.get_person(who, public_id)
    rows = cases.list_of_people(who, [public_id]).get(public_id, [])
    claims = [("", claim) for claim in sources_.list_claims(who, public_id)]
    for row in rows:
        case = cases.get_case(who, row.reference)
        claims += [(row.reference, claim) for claim in sources_.list_claims(who, case.public_id)]
    frame = bars.frame(who, found, rows)
    return render_template(
        "desk/sources.html", person=found, frame=frame, claims=claims, field_of=field_of, value_of=value_of
    )


def _ids(case: object) -> list[str]:
    return [str(getattr(case, "public_id", ""))] if case else []


def filter_of(sent: Mapping[str, str]) -> tuple[forms.PeopleFilter, PersonFilter]:
    """Read what a list is asked for, with the words in plain."""
    form = forms.PeopleFilter(MultiDict(sent))
    groups = walks() if fields.sees(actor().permissions, "detainee.groups") else []
    form.offer(countries(), sexes(), groups)
    sort = sent.get("sort", "")
    sort = sort if sort.removeprefix("-") in SORTS else "name"
    return form, form.wanted(sort) if form.validate() else PersonFilter(sort=sort)


def _tags(wanted: PersonFilter) -> list[dict[str, str]]:
    shown = [
        ("words", _("Name or reference"), wanted.words),
        ("country", _("Nationality"), country(wanted.country)),
        ("sex", _("Sex"), word("sex", str(wanted.sex)) if wanted.sex else ""),
        ("group", _("Group"), dict(walks())[str(wanted.group)] if wanted.group else ""),
    ]
    return filter_tags("desk.people", shown)
