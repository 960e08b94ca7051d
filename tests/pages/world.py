"""A temporary installation with the demo and what it lacks: lists in every state, reports, and difficult names."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from flask import Flask
from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.roles import Role
from case_mgr.accounts import queries as accounts
from case_mgr.accounts import service as members
from case_mgr.accounts.types import MemberDraft
from case_mgr.advocacy import service as advocacy
from case_mgr.advocacy.kinds import ContactKind
from case_mgr.advocacy.types import ContactDraft
from case_mgr.app import create_app
from case_mgr.cli import migrate
from case_mgr.config import read
from case_mgr.core.dates import PartialDate
from case_mgr.demo import loading
from case_mgr.detainees import service as people
from case_mgr.detainees.models import PersonName
from case_mgr.detainees.types import NameDraft, NationalityDraft, PersonDraft, Sensitivity
from case_mgr.extensions import db
from case_mgr.imports import service as imports
from case_mgr.jobs import worker
from case_mgr.reports import service as reports
from case_mgr.reports.types import Period
from case_mgr.rooms.handlers import HANDLERS
from tests.serving import served

SLUG = loading.ORGANISATIONS[0][1]
LIST = """№;Прозвішча, імя;Пол;Дата нараджэння;Грамадзянства;Дата затрымання;Артыкул;Месца ўтрымання
1;Журавінскі Аляксей;м;12.09.1987;Беларусь;05.2023;ст. 342 ч. 1;ИК-15
2;Верасняўская Кацярына;ж;1990;Беларусь;03.04.2024;361-4;ИК-4
3;Бульбянкоў Пятро;м;31.02.1980;Беларусь;17.06.2022;369;
4;{known};;;;;;
"""
# As long as people's names are, in letters that the usual fonts lack.
NAMES = (
    ("Šarūnas Vaidotėlis-Žemaitaitytė", "lt"),
    ("Władysława Łącka-Świętochłowska", "pl"),
    ("Çiğdem Gülşençağlayan", "tr"),
    ("Maximilienne-Alexandrine Hohenlohe-Schillingsfürstenbergovič", "de"),
    ("نام ساختگی بلند", "fa"),
)
UNBROKEN = "https://example.invalid/" + "unbroken" * 20


@dataclass(frozen=True, slots=True)
class World:
    """An installation, the names that no title and no address may hold, and addresses that links reach late."""

    settings: Mapping[str, str]
    secrets: frozenset[str]
    paths: tuple[str, ...]

    @contextmanager
    def serve(self, languages: str) -> Iterator[str]:
        """Serve it in these languages; yields the address."""
        log = Path(self.settings["CASE_MGR_INSTANCE"]) / "server.log"
        with served({**self.settings, "CASE_MGR_LANGUAGES": languages}, log) as server:
            yield server.base


@contextmanager
def world() -> Iterator[World]:
    """Make the installation, and take it away."""
    with TemporaryDirectory(prefix="case-mgr-pages-") as folder:
        settings = {
            "CASE_MGR_ENV": "development",
            "CASE_MGR_INSTANCE": folder,
            "CASE_MGR_KEYS": str(Path(folder) / "keys.json"),
            "CASE_MGR_DEMO": "0",
        }
        # What the environment says of another installation must not reach this one.
        clean = {name: value for name, value in os.environ.items() if not name.startswith("CASE_MGR_")}
        with mock.patch.dict(os.environ, clean, clear=True):
            migrate.upgrade(read(settings).owner_url)
            app = create_app(settings)
            with app.app_context():
                paths, secrets = fill(app)
                for engine in db.engines.values():
                    engine.dispose()
            yield World(settings, secrets, paths)


def fill(app: Flask) -> tuple[tuple[str, ...], frozenset[str]]:
    """Load the demo and what it lacks, inside an application context; returns paths and names."""
    loaded = loading.load()
    db.session.commit()
    who = _actor("coordinator")
    paths = _difficult(who) + _lists(app, who) + _reports(who, loaded.grants[0])
    members.invite(_actor("administrator"), MemberDraft(f"guest@{SLUG}.example", frozenset({Role.AUDITOR})))
    db.session.commit()
    return paths, frozenset(db.session.scalars(select(PersonName.full)))


def _actor(role: str) -> Actor:
    found = accounts.find_actor(f"{role}@{SLUG}.example", SLUG)
    if found is None:
        raise RuntimeError(f"the demo has no {role}")
    return found


def _difficult(who: Actor) -> tuple[str, ...]:
    """Register people whose names and notes are as long as such texts get, and one whom few may see."""
    made = []
    for number, (name, language) in enumerate(NAMES):
        draft = PersonDraft(
            (NameDraft(name, language, primary=True), NameDraft(name.upper(), language)),
            born=PartialDate.year(1970 + number),
            nationalities=(NationalityDraft("LT"), NationalityDraft("BY"), NationalityDraft("XX")),
            occupation=f"{UNBROKEN} archivist",
            notes=f"{UNBROKEN}\n\nA second paragraph.",
            sensitivity=Sensitivity.RESTRICTED if number == 1 else Sensitivity.NORMAL,
        )
        made.append(people.register(who, draft).public_id)
    reason = f"Asked not to be written to any more, see {UNBROKEN}"
    silent = ContactDraft(NAMES[3][0], kind=ContactKind.ENVOY, do_not_contact=True, reason=reason, notes=UNBROKEN)
    advocacy.add_contact(who, silent)
    return tuple(f"/people/{public_id}" for public_id in made)


def _lists(app: Flask, who: Actor) -> tuple[str, ...]:
    """Bring lists into every state that a page shows: only read, checked, written, taken back."""
    known = db.session.scalars(select(PersonName.full).order_by(PersonName.id)).first()
    text = LIST.format(known=known)
    read_only = imports.stage(who, io.BytesIO(text.encode("cp1251")), "read.csv").public_id
    checked = _checked(who, text.replace("Журавінскі", "Лясніцкі"), "checked.csv")
    written = _checked(who, text, "written.csv", source="A list of relatives, as of 2 September")
    job = imports.start(who, written).job
    _work(app)
    taken_back = _checked(who, text.replace("Верасняўская", "Каліноўская"), "taken-back.csv")
    imports.start(who, taken_back)
    _work(app)
    imports.undo(who, taken_back)
    _work(app)
    paths = [f"/imports/{public_id}" for public_id in (read_only, checked, written, taken_back)]
    return (*paths, f"/jobs/{job}")


def _checked(who: Actor, text: str, name: str, source: str = "") -> str:
    public_id = imports.stage(who, io.BytesIO(text.encode()), name, source).public_id
    imports.map_as_asked(who, public_id, {}, None, "ask")
    imports.check(who, public_id)
    return public_id


def _work(app: Flask) -> None:
    db.session.commit()
    while worker.run_next(app, HANDLERS):
        pass
    db.session.rollback()


def _reports(who: Actor, grant: str) -> tuple[str, ...]:
    """Build a draft that waits and a report that was published."""
    draft = reports.build(who, Period(date(2021, 1, 1), date(2025, 12, 31)))
    # In December the demo has an entry without a rate of exchange: no report with money can hold it.
    published = reports.build(who, Period(date(2025, 7, 1), date(2025, 11, 30)), grant)
    reports.approve(_actor("reviewer"), published.reference, published.sha256)
    return tuple(f"/reports/{row.reference}" for row in (draft, published))
