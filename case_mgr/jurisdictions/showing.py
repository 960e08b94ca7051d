"""Names own facilities on pages of higher rooms; the organisation's rows are read once a request."""

from __future__ import annotations

from collections.abc import Mapping

from flask import g
from flask_babel import get_locale

from case_mgr.jurisdictions import catalogue, queries
from case_mgr.jurisdictions.types import OWN, Item, OwnKind, OwnPlaceView
from case_mgr.web.guard import find_actor


def named(item: Item) -> str:
    """Name a row of a vocabulary in the language of the page."""
    return catalogue.label(item, str(get_locale() or "en"))


def is_own(code: str | None) -> bool:
    """Say whether a code means a place that the organisation has added."""
    return bool(code) and str(code).startswith(OWN)


def own_facility(code: str) -> str | None:
    """Name a facility of the reader's organisation; the code of another one is none."""
    found = _own().get(code)
    return named(found.facility()) if found and found.place.kind is OwnKind.FACILITY else None


def own_facility_of(jurisdiction: str, text: str) -> str | None:
    """Name the own facility that is called so, in the language of the page."""
    wanted = catalogue.folded(text)
    for found in _own().values():
        place = found.place
        if not wanted or place.jurisdiction != jurisdiction or place.kind is not OwnKind.FACILITY:
            continue
        if wanted in {catalogue.folded(name) for name in (*place.names.values(), *place.aliases)}:
            return named(found.facility())
    return None


def _own() -> Mapping[str, OwnPlaceView]:
    if "own_places" not in g:
        actor = find_actor()
        g.own_places = {found.code: found for found in queries.list_own(actor)} if actor else {}
    places: Mapping[str, OwnPlaceView] = g.own_places
    return places
