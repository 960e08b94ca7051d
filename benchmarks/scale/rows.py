"""Invented people with cases, timelines, custody and charges, as rows for the tables."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import case_mgr.names
from case_mgr.cases.models import Case, CustodyPeriod, TimelineEvent
from case_mgr.core import crypto, ids
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Base
from case_mgr.core.sealed import place_of
from case_mgr.detainees.models import Detainee, Keeper, NameKey, Nationality, PersonName
from case_mgr.jurisdictions import catalogue
from case_mgr.legal.models import Charge
from case_mgr.names.keys import keys
from case_mgr.names.romanise import latin

Row = dict[str, Any]
Rows = dict[type[Base], list[Row]]

_START = date(2020, 8, 9)
_DAYS = 2200
_SYLLABLES = "ба ва га да жа за ка ла ма на па ра са та ха ча ша ві лі мі ні рэ сэ тэ ду лу му ну ру".split()
_ENDINGS = {"m": ("віч", "скі", "енка", "ук"), "f": ("віч", "ская", "енка", "ук")}
_KINDS = ("interrogation", "transfer", "last_sign_of_life", "contact_denied", "punishment_cell", "hearing", "note")
_ARTICLES = ("342", "361-4", "369", "130", "293", "368", "188", "411", "361", "364")
_STATES = (("serving", "in_custody"), ("detained", "in_custody"), ("on_trial", "in_custody"), ("released", "free"))
_LONGEST_TIMELINE = 400


@dataclass
class World:
    """How much there is of everything, and who made it."""

    people: int
    cases: int
    events: int
    organisation: int
    users: tuple[int, ...]
    dice: random.Random = field(default_factory=partial(random.Random, 5))
    case_number: int = 0
    event_number: int = 0

    def blocks(self, size: int = 2000) -> Iterator[Rows]:
        """Yield rows of people, with everything that hangs on them, block by block."""
        given, facilities = _given(), [row.code for row in catalogue.facilities("BY")]
        for start in range(1, self.people + 1, size):
            rows: Rows = {model: [] for model in TABLES}
            for number in range(start, min(start + size, self.people + 1)):
                self._person(rows, number, given, facilities)
            yield rows

    def _person(self, rows: Rows, number: int, given: dict[str, list[str]], facilities: list[str]) -> None:
        dice, sex = self.dice, "f" if self.dice.random() < 0.3 else "m"
        name = f"{dice.choice(given[sex])} {_surname(dice, sex)}"
        now, own = _moment(_START), {"organisation_id": self.organisation}
        withheld = dice.random() < 0.01
        born = PartialDate.from_date(date(1950, 1, 1) + timedelta(days=dice.randrange(20_000)))
        rows[Detainee].append(
            {"id": number, "public_id": ids.new_public_id(), "created_at": now, "version": 1, **own}
            | {"reference": f"P-{number:06d}", "name": name, "sort_name": latin(name).casefold()}
            | {"sex": "female" if sex == "f" else "male", "occupation": "", "affiliation": "", "languages": "be,ru"}
            | {"groups": "", "sensitivity": "restricted" if withheld else "normal", "publication_hold": False}
            | {"hold_reason": "", "gag_order": False, "gag_note": "", "registered_by_id": dice.choice(self.users)}
            | _when("born", born if dice.random() < 0.9 else None)
        )
        names = [name, latin(name)] if dice.random() < 0.3 else [name]
        for place, printed in enumerate(names):
            rows[PersonName].append(
                {"public_id": ids.new_public_id(), "created_at": now, "version": 1, "detainee_id": number, **own}
                | {"full": printed, "language": "en" if place else "be", "script": "latin" if place else "cyrillic"}
                | {"kind": "alias" if place else "legal", "given": "", "patronymic": "", "surname": "", "source": ""}
                | {"is_primary": not place, "for_language": False}
            )
        found = sorted({str(key)[:64] for printed in names for key in keys(printed)})
        rows[NameKey] += [own | {"key": key, "detainee_id": number} for key in found]
        rows[Nationality].append(
            {"public_id": ids.new_public_id(), "created_at": now, "version": 1, "detainee_id": number}
            | {"country": "BY" if dice.random() < 0.95 else dice.choice(("RU", "UA", "PL", "LT"))}
            | {"basis": "citizen", "source": ""}
        )
        due = round(self.cases * number / self.people)
        while self.case_number < due:
            self._case(rows, number, facilities, withheld=withheld)

    def _case(self, rows: Rows, person: int, facilities: list[str], *, withheld: bool) -> None:
        dice, self.case_number = self.dice, self.case_number + 1
        number, arrested = self.case_number, _START + timedelta(days=self.dice.randrange(_DAYS))
        stage, state = dice.choice(_STATES)
        owner, place = dice.choice(self.users), dice.choice(facilities)
        reference, now = f"BY-{arrested.year}-{number:05d}", _moment(arrested)
        articles = dice.sample(_ARTICLES, dice.choice((1, 1, 2)))
        own: Row = {"organisation_id": self.organisation}
        rows[Case].append(
            {"id": number, "public_id": ids.new_public_id(), "created_at": now, "version": 1, **own}
            | {"detainee_id": person, "reference": reference, "jurisdiction": "BY", "charges": ", ".join(articles)}
            | {"owner_id": owner, "stage": stage, "state": state, **_when("arrested", PartialDate.from_date(arrested))}
            | {"place": catalogue.label(catalogue.facility("BY", place), "en") if state == "in_custody" else ""}
        )
        if withheld:
            rows[Keeper].append({"detainee_id": person, "user_id": owner, "because": reference})
        rows[CustodyPeriod].append(
            {"public_id": ids.new_public_id(), "created_at": now, "case_id": number, "facility": place, "place": ""}
            | {"source": "list", "accepted": True, "contact": "unknown", "reason": "", **_when("began", None)}
        )
        for article in articles:
            rows[Charge].append(
                {"public_id": ids.new_public_id(), "created_at": now, "version": 1, "case_id": number, **own}
                | {"source": "", "law": "criminal", "article": article, "part": dice.choice(("", "1", "2"))}
                | {"paragraph": "", "country": "BY", "raw": article, "written": article, "unlisted": False}
                | {"state": "brought"}
            )
        due = round(self.events * number / self.cases)
        if number == self.cases // 2:
            due += _LONGEST_TIMELINE
        while self.event_number < due:
            first = self.event_number == 0 or rows[TimelineEvent] == [] or rows[TimelineEvent][-1]["case_id"] != number
            self._event(rows, number, arrested, owner, place if first else None, first=first)

    def _event(self, rows: Rows, case: int, arrested: date, author: int, facility: str | None, *, first: bool) -> None:
        self.event_number += 1
        public_id, day = ids.new_public_id(), arrested + timedelta(days=0 if first else self.dice.randrange(900))
        said = f"As the list says, number {self.event_number} of those that were written down."
        where = place_of(TimelineEvent.__tablename__, "text_sealed", public_id, self.organisation)
        rows[TimelineEvent].append(
            {"id": self.event_number, "public_id": public_id, "created_at": _moment(day)}
            | {"organisation_id": self.organisation, "case_id": case, "facility": facility, "place": ""}
            | {"kind": "detention" if first else self.dice.choice(_KINDS), "source": "S-12", "author_id": author}
            | {"text_sealed": crypto.ring().seal(said.encode(), where) if self.event_number % 2 else None}
            | {"certainty": "reported", "reason": "", **_when("happened", PartialDate.from_date(day))}
        )


TABLES: tuple[type[Base], ...] = (
    Detainee,
    PersonName,
    NameKey,
    Nationality,
    Case,
    Keeper,
    CustodyPeriod,
    Charge,
    TimelineEvent,
)


def _given() -> dict[str, list[str]]:
    path = Path(case_mgr.names.__file__).parent / "data" / "given_names.tsv"
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return {sex: [row["be"] for row in rows if row["sex"] == sex and row["be"]] for sex in ("m", "f")}


def _surname(dice: random.Random, sex: str) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(3)).capitalize() + dice.choice(_ENDINGS[sex])


def _when(name: str, day: PartialDate | None) -> Row:
    if day is None:
        return {f"{name}_edtf": None, f"{name}_from": None, f"{name}_to": None}
    return {f"{name}_edtf": day.edtf, f"{name}_from": day.earliest, f"{name}_to": day.latest}


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
