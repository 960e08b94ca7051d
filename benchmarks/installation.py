"""A throw-away installation for a benchmark, and ten thousand invented people in it."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from case_mgr.access.actor import Actor, Operator
from case_mgr.access.roles import Role
from case_mgr.accounts import queries as accounts
from case_mgr.accounts import service as members
from case_mgr.accounts.models import Organisation
from case_mgr.accounts.types import MemberDraft
from case_mgr.app import create_app
from case_mgr.cases.models import Case, TimelineEvent
from case_mgr.cli import migrate
from case_mgr.config import read
from case_mgr.core import clock, ids
from case_mgr.core.dates import PartialDate
from case_mgr.detainees.models import Detainee, NameKey, Nationality, PersonName
from case_mgr.extensions import db
from case_mgr.names.keys import keys
from case_mgr.names.romanise import latin

EMAIL, PASSWORD = "bench@zhuravel.example", "invented people only"
_SYLLABLES = "ба ва га да жа за ка ла ма на па ра са та ха ча ша ві лі мі ні рэ сэ тэ ду лу му ну ру".split()


@contextmanager
def installation(url: str | None = None) -> Iterator[Flask]:
    """Make an empty installation with one coordinator; SQLite in a temporary folder unless an address is given."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            "CASE_MGR_ENV": "development",
            "CASE_MGR_INSTANCE": folder,
            "CASE_MGR_KEYS": str(Path(folder) / "keys.json"),
        } | ({"CASE_MGR_DATABASE_URL": url} if url else {})
        migrate.upgrade(read(environ).owner_url)
        app = create_app(environ)
        with app.app_context():
            found()
            db.session.commit()
        yield app
        with app.app_context():
            for engine in db.engines.values():
                engine.dispose()


def found() -> Organisation:
    """Found the organisation, with the one who acts."""
    organisation = members.found_organisation(Operator(), "Bench")
    doer = Operator(organisation_public_id=organisation.public_id)
    draft = MemberDraft(EMAIL, frozenset({Role.COORDINATOR}))
    members.add_member(doer, organisation, draft, "Bench", PASSWORD)
    return organisation


def coordinator() -> Actor:
    """Return the one who acts."""
    actor = accounts.find_actor(EMAIL)
    if actor is None:
        raise RuntimeError("the benchmark has no coordinator")
    return actor


def signed_in(app: Flask) -> FlaskClient:
    """Return a client of the one who acts."""
    client = app.test_client()
    html = client.get("/sign-in").text
    hidden = dict(re.findall(r'name="(csrf_token|once)"[^>]*value="([^"]+)"', html))
    response = client.post("/sign-in", data=hidden | {"email": EMAIL, "password": PASSWORD})
    if response.status_code != 303:
        raise RuntimeError(f"sign-in: {response.status}")
    return client


def names(count: int, seed: int = 1) -> list[str]:
    """Return invented names in Cyrillic, nearly all different."""
    dice = random.Random(seed)
    return [f"{_word(dice, 3)} {_word(dice, 3)}віч" for _ in range(count)]


def fill(actor: Actor, count: int) -> list[str]:
    """Put people with one case each straight into the tables; returns their public ids."""
    dice, now = random.Random(2), clock.now()
    people: list[dict[str, Any]] = []
    printed, countries, cases, events, found = [], [], [], [], []
    for number, name in enumerate(names(count), 1):
        public_id, day = ids.new_public_id(), now.date() - timedelta(days=dice.randrange(2000))
        when = PartialDate.from_date(day)
        common = {"organisation_id": actor.organisation_id, "created_at": now}
        people.append(
            common
            | {"id": number, "public_id": public_id, "reference": f"P-{number:06d}", "name": name, "version": 1}
            | {"sort_name": latin(name).casefold(), "sex": "male", "occupation": "", "sensitivity": "normal"}
            | {"publication_hold": False, "hold_reason": "", "registered_by_id": actor.user_id}
        )
        printed.append(
            common
            | {"public_id": ids.new_public_id(), "detainee_id": number, "full": name, "script": "cyrillic"}
            | {"kind": "legal", "source": "", "is_primary": True, "language": "be"}
        )
        countries.append(
            {"public_id": ids.new_public_id(), "detainee_id": number, "country": "BY", "basis": "citizen", "source": ""}
            | {"created_at": now}
        )
        own = {"organisation_id": actor.organisation_id, "detainee_id": number}
        found += [own | {"key": str(key)[:64]} for key in keys(name)]
        dates = {"arrested_edtf": when.edtf, "arrested_from": when.earliest, "arrested_to": when.latest}
        cases.append(
            common
            | {"id": number, "public_id": ids.new_public_id(), "detainee_id": number, "version": 1, **dates}
            | {"reference": f"BY-2021-{number:05d}", "jurisdiction": "BY", "charges": "342", "stage": "detained"}
            | {"state": "in_custody", "place": "", "owner_id": actor.user_id}
        )
        events.append(
            common
            | {"public_id": ids.new_public_id(), "case_id": number, "kind": "detention", "happened_edtf": when.edtf}
            | {"happened_from": when.earliest, "happened_to": when.latest, "place": "", "source": "list"}
            | {"certainty": "reported", "reason": "", "author_id": actor.user_id}
        )
    session = db.session
    for model, rows in (
        (Detainee, people),
        (PersonName, printed),
        (Nationality, countries),
        (NameKey, found),
        (Case, cases),
        (TimelineEvent, events),
    ):
        session.execute(insert(model), rows)
    session.commit()
    return [row["public_id"] for row in people]


def _word(dice: random.Random, length: int) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(length)).capitalize()
