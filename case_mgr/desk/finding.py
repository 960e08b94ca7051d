"""What the search in the header finds in each room, made into rows; every room is asked through its own reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.access.actor import Actor
from case_mgr.advocacy import queries as advocacy
from case_mgr.advocacy.types import ContactFilter
from case_mgr.cases.labels import facility_name, place_name, stage_name, state_tag
from case_mgr.core.paging import Page, PageRequest
from case_mgr.desk import queries
from case_mgr.desk.meaning import about
from case_mgr.desk.queries import CaseHit, Hit
from case_mgr.jurisdictions import queries as places
from case_mgr.legal import queries as legal
from case_mgr.legal.labels import charge_name
from case_mgr.legal.types.officials import OfficialFilter
from case_mgr.pardons import queries as pardons
from case_mgr.web.hooks import Found
from case_mgr.web.wording import country, when_short


def people_named(actor: Actor, words: str, request: PageRequest) -> Page[Found]:
    """Find people by a name in any script and spelling, the likeliest first."""
    return _shown(queries.search_people(actor, words, request), _person)


def cases_about(actor: Actor, words: str, request: PageRequest) -> Page[Found]:
    """Find cases by a part of the reference, an article, a facility in any language, a court."""
    meant = about(words, places.list_own(actor))
    charged = ", ".join(charge_name(ref) for ref in meant.articles)

    def row(hit: CaseHit) -> Found:
        return _case(hit, charged, court=any(place.court for place in meant.places))

    return _shown(queries.search_cases(actor, meant, request), row)


def batches_called(actor: Actor, words: str, request: PageRequest) -> Page[Found]:
    """Find pardon batches by title or reference."""
    return _shown(
        pardons.search_batches(actor, words, request),
        lambda row: Found(
            row.title, url_for("pardons.show", reference=row.reference), row.reference, facts=when_short(row.announced)
        ),
    )


def contacts_named(actor: Actor, words: str, request: PageRequest) -> Page[Found]:
    """Find contacts by name or reference."""
    return _shown(
        advocacy.list_contacts(actor, ContactFilter(words), request),
        lambda row: Found(
            row.name,
            url_for("advocacy.contact", public_id=row.public_id),
            row.reference,
            facts=_joined(row.post, country(row.country) if row.country else ""),
        ),
    )


def officials_named(actor: Actor, words: str, request: PageRequest) -> Page[Found]:
    """Find officials by a name in any script and spelling."""
    return _shown(
        legal.list_officials(actor, OfficialFilter(words), request),
        lambda row: Found(
            row.name,
            url_for("legal.official", public_id=row.public_id),
            row.reference,
            facts=_joined(row.body, ngettext("%(num)d case", "%(num)d cases", row.cases)),
        ),
    )


def _shown(page: Page[Any], row: Any) -> Page[Found]:
    return replace(page, items=[row(item) for item in page.items])


def _person(hit: Hit) -> Found:
    born = when_short(hit.born)
    return Found(
        hit.name,
        url_for("desk.person", public_id=hit.public_id),
        hit.reference,
        why=_("matched alias: %(name)s", name=hit.matched) if hit.matched else "",
        facts=_joined(_("born %(date)s", date=born) if born else "", ", ".join(map(country, hit.countries))),
        links=tuple(
            (row.reference, url_for("cases.case", reference=row.reference), state_tag(row.state)) for row in hit.cases
        ),
    )


def _case(hit: CaseHit, charged: str, *, court: bool) -> Found:
    row = hit.row
    held = ", ".join(dict.fromkeys(facility_name(code, row.reference[:2]) for code in hit.places))
    why = [
        _("held in: %(place)s", place=held) if held else "",
        _("charged with: %(article)s", article=charged) if charged else "",
        _("tried by this court") if court and not held else "",
    ]
    place = place_name(row.place, row.reference) if row.place else ""
    return Found(
        row.person,
        url_for("cases.case", reference=row.reference),
        row.reference,
        why=_joined(*why),
        facts=_joined(when_short(row.arrested), place, stage_name(row.stage)),
        tag=state_tag(row.state),
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
