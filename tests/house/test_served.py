"""Whoever reads a person's name is noted, on every page and in every file: no page goes past the door of names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from unittest import mock

import sqlalchemy as sa
from flask import Flask
from markupsafe import escape

from case_mgr.access.permissions import Permission
from case_mgr.audit.models import NamesServed
from case_mgr.detainees.models import Detainee, PersonName
from case_mgr.extensions import db
from case_mgr.insight.types import COLUMNS
from case_mgr.web.guard import needs
from tests import cast
from tests.client import PageClient
from tests.exports import a_file
from tests.house.test_strangers import RECORDS, _address

# How many pages the walk must find that name somebody.
ENOUGH = 25


def _people(app: Flask) -> dict[int, set[str]]:
    """Return all names of everybody, by statements that go past the door."""
    with app.app_context():
        rows = db.session.execute(
            # The names of somebody whose record became part of another stand there from then on.
            sa.text(
                "SELECT coalesce(merged_into_id, id), name FROM detainee "
                'UNION SELECT detainee_id, "full" FROM person_name'
            )
        )
        found: dict[int, set[str]] = {}
        for number, name in rows:
            found.setdefault(number, set()).add(name)
        return found


def _last(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.max(NamesServed.id))) or 0


def _noted(app: Flask, after: int) -> set[int]:
    with app.app_context():
        rows = db.session.scalars(sa.select(NamesServed.people).where(NamesServed.id > after)).all()
        went: dict[int, int] = dict(
            db.session.execute(sa.text("SELECT id, coalesce(merged_into_id, id) FROM detainee")).all()
        )
        found = {number for row in rows for number in json.loads(row or "[]")}
        return {went.get(number, number) for number in found}


def unheard(app: Flask, client: PageClient, path: str) -> tuple[set[int], set[int]]:
    """Open a page; return whom it names, and those of them whom no note names."""
    before = _last(app)
    body = client.get(path, follow_redirects=True).get_data().decode("utf-8", "replace")
    named = {
        number
        for number, names in _people(app).items()
        if any(str(escape(name)) in body or json.dumps(name)[1:-1] in body for name in names)
    }
    return named, named - _noted(app, before)


def _paths(app: Flask) -> Iterator[str]:
    """Make a record of each kind, and give every address that opens one or a list."""
    with app.app_context():
        values = {prefix: make() for prefix, make in RECORDS.items()}
        db.session.commit()
    # One leads out of the house, by design.
    routes = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in ("static", "web.leave")]
    for rule in sorted({rule.rule for rule in routes if "GET" in (rule.methods or set())}):
        if "<" not in rule:
            yield rule
        elif rule.count("<") == 1:
            found = [prefix for prefix in values if rule == prefix or rule.startswith(prefix + "/")]
            if found:
                prefix = max(found, key=len)
                yield _address(rule, prefix.split("<")[1].rstrip(">"), values[prefix])
    for sheet, columns in COLUMNS.items():
        yield from (f"/insight/{sheet}/{key}" for key in columns)


def test_every_page_that_names_somebody_is_noted_with_whom_it_named(app: Flask, client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    named, missed = 0, {}
    for path in _paths(app):
        whom, without = unheard(app, client, path)
        named += bool(whom)
        if without:
            missed[path] = without
    assert missed == {}
    assert 0 not in _noted(app, 0), "a name was read without whose it is"
    assert named >= ENOUGH, "the walk must meet names, or it proves nothing"
    before = _last(app)
    a_file(client, "people")
    a_file(client, "cases")
    assert set(_people(app)) == _noted(app, before)


def test_a_page_that_goes_past_the_door_is_found(app: Flask, client: PageClient) -> None:
    @needs(Permission.PERSON_READ)
    def past_the_door() -> Any:
        return " ".join(db.session.scalars(sa.text("SELECT name FROM detainee")))

    with app.app_context():
        value = RECORDS["/people/<public_id>"]()
        db.session.commit()
    client.sign_in(cast.COORDINATOR)
    assert unheard(app, client, f"/people/{value}")[1] == set()
    with mock.patch.dict(app.view_functions, {"desk.people": past_the_door}):
        whom, without = unheard(app, client, "/people")
    assert whom
    assert without == whom


def test_both_columns_that_hold_names_are_doors() -> None:
    for model, column in ((Detainee, "name"), (PersonName, "full")):
        statement = str(sa.select(getattr(model, column)))
        assert "||" in statement, f"{model.__name__}.{column} is read without whose it is"
