"""The blueprint of the desk, and what its lists share: filters in the address, sorting, files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, request, url_for

from case_mgr.core.paging import PageRequest
from case_mgr.web import asked
from case_mgr.web.guard import actor

blueprint = Blueprint("desk", __name__, template_folder="../templates")
PLACE = ("page", "after", "before")
_DATE_PARTS = ("day", "month", "year")
Tag = tuple[str, str, str]


def page_request() -> PageRequest:
    """Return which page of the list the address asks for."""
    asked = request.args
    return PageRequest.read(asked.get("page"), asked.get("size"), asked.get("after"), asked.get("before"))


def kept(*without: str) -> dict[str, Any]:
    """Return the address's filters but for some; any change of them leads to the first page."""
    dropped = {*PLACE, *without, *(f"{name}-{part}" for name in without for part in _DATE_PARTS)}
    return {name: values for name, values in request.args.lists() if name not in dropped and any(values)}


def filter_tags(endpoint: str, shown: Iterable[Tag]) -> list[dict[str, str]]:
    """Return the filters in force (field, label, value), each with the address without it."""
    return [
        {"label": label, "value": value, "href": url_for(endpoint, **kept(name))}
        for name, label, value in shown
        if value
    ]


def sort_links(endpoint: str, current: str, keys: Iterable[str]) -> dict[str, str]:
    """Return for each column the address that sorts by it, the other way round when it is sorted by already."""
    return {key: url_for(endpoint, **kept("sort"), sort=f"-{key}" if current == key else key) for key in keys}


def plain_filters(*without: str) -> dict[str, Any]:
    """Return the address's filters for hidden fields and links."""
    return {name: values[0] for name, values in kept(*without).items()}


def told_filters() -> dict[str, str]:
    """Return the address's filters for the log, which is encrypted: with the words in plain."""
    plain = plain_filters()
    return plain | {asked.FIELD: asked.words_of(actor())} if asked.FIELD in plain else plain
