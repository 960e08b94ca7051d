"""Milliseconds to find the candidates for one name among very many people, on either database."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import text

from benchmarks.installation import coordinator, installation
from case_mgr.core import clock, ids
from case_mgr.core.blocks import blocks
from case_mgr.core.dates import PartialDate
from case_mgr.core.rows import table_of, write_rows
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee, NameKey, Nationality, PersonName
from case_mgr.extensions import db
from case_mgr.names.keys import keys

_ASKED, _BLOCK = 400, 20_000
_GIVEN = (
    "Андрэй", "Павел", "Сяргей", "Аляксандр", "Уладзімір", "Дзмітрый", "Мікалай", "Юры", "Ігар", "Віктар", "Антон",
    "Кастусь", "Рыгор", "Язэп", "Алесь", "Ян", "Марыя", "Алеся", "Ганна", "Тамара", "Зоя", "Ірына", "Вольга", "Таццяна",
    "Наталля", "Святлана", "Алена", "Кацярына", "Юлія", "Дар'я", "Паліна", "Ксенія", "Вера", "Надзея", "Любоў",
)  # fmt: skip
_HEADS = tuple(a + b for a in "бвгджзклмнпрстхч" for b in ("а", "і", "у", "эр", "он", "ал"))
_TAILS = ("енка", "ік", "овіч", "скі", "оў", "ўк", "эвіч", "цкі", "ін", "ейка")


def run(count: int, postgres: str | None) -> Iterator[str]:
    """Measure on SQLite, and on PostgreSQL when an address is given."""
    yield from _measure("SQLite", count, None)
    if postgres:
        yield from _measure("PostgreSQL", count, postgres)


def _measure(name: str, count: int, url: str | None) -> Iterator[str]:
    with installation(url) as app, app.app_context():
        actor = coordinator()
        fill(actor.organisation_id, count)
        dice = random.Random(9)
        asked = [(name_of(dice), _born(dice)) for _ in range(_ASKED)]
        took, worked, found = [], [], 0
        for person, born in asked:
            keys.cache_clear()
            start, busy = time.perf_counter(), time.process_time()
            found += len(people.match_pool(actor, [person], births={person: [born]})[person])
            took.append((time.perf_counter() - start) * 1000)
            worked.append((time.process_time() - busy) * 1000)
            db.session.rollback()
        took.sort()
        worked.sort()
        half, most = took[_ASKED // 2], took[int(_ASKED * 0.95)]
        yield f"Candidates for a name among {count} people on {name} ({_ASKED} names, {found / _ASKED:.1f} found):"
        yield f"  median {half:.1f} ms, 95th percentile {most:.1f} ms, worst {took[-1]:.1f} ms"
        said = f"median {worked[_ASKED // 2]:.1f} ms, 95th percentile {worked[int(_ASKED * 0.95)]:.1f} ms"
        yield f"  of which work of this process {said}; load of the machine {os.getloadavg()[0]:.1f}"


def name_of(dice: random.Random) -> str:
    """Return an invented name; some surnames are a thousand times as common as others, as everywhere."""
    head = _HEADS[int(len(_HEADS) * dice.random() ** 3)] + _HEADS[int(len(_HEADS) * dice.random() ** 2)]
    return f"{(head + _TAILS[int(len(_TAILS) * dice.random() ** 2)]).capitalize()} {dice.choice(_GIVEN)}"


def _born(dice: random.Random) -> PartialDate:
    return PartialDate.day(dice.randrange(1940, 2006), dice.randrange(1, 13), dice.randrange(1, 29))


def fill(organisation: int, count: int, after: int = 0) -> None:
    """Put people with their names and keys straight into the tables, with the numbers that follow."""
    dice, now = random.Random(8 + after), clock.now()
    for numbers in blocks(range(after + 1, after + count + 1), _BLOCK):
        told = [(number, name_of(dice), _born(dice)) for number in numbers]
        connection = db.session.connection()
        write_rows(connection, table_of(Detainee), [_person(organisation, now, *one) for one in told])
        common = {"organisation_id": organisation, "created_at": now, "version": 1}
        printed = {"script": "cyrillic", "kind": "legal", "given": "", "patronymic": "", "surname": "", "source": ""}
        named = common | printed | {"is_primary": True, "for_language": True, "language": "be"}
        write_rows(
            connection,
            table_of(PersonName),
            [named | {"public_id": ids.new_public_id(), "detainee_id": n, "full": full} for n, full, _ in told],
        )
        country = {"created_at": now, "version": 1, "country": "BY", "basis": "citizen", "source": ""}
        write_rows(
            connection,
            table_of(Nationality),
            [country | {"public_id": ids.new_public_id(), "detainee_id": n} for n, _, _ in told],
        )
        found = (
            {"organisation_id": organisation, "key": k, "detainee_id": n} for n, full, _ in told for k in keys(full)
        )
        while part := list(islice(found, _BLOCK)):
            write_rows(connection, table_of(NameKey), part)
        db.session.commit()
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT setval(pg_get_serial_sequence('detainee', 'id'), max(id)) FROM detainee"))
    # As the worker does on SQLite, and PostgreSQL by itself.
    db.session.execute(text("ANALYZE"))
    db.session.commit()


def _person(organisation: int, now: Any, number: int, name: str, born: PartialDate) -> dict[str, Any]:
    edtf, first, last = born.__composite_values__()
    common = {"organisation_id": organisation, "created_at": now, "version": 1, "publication_hold": False}
    texts = dict.fromkeys(("occupation", "affiliation", "languages", "groups", "hold_reason", "gag_note"), "")
    return (
        common
        | texts
        | {"id": number, "public_id": ids.new_public_id(), "reference": f"P-{number:07d}", "name": name}
        | {"sort_name": name.casefold(), "sex": "unknown", "gag_order": False, "sensitivity": "normal"}
        | {"born_edtf": edtf, "born_from": first, "born_to": last}
    )
