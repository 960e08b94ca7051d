"""What several verbs about people share: rows beneath a person, keys of names, order of dates."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from sqlalchemy import insert, select

from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee, NameKey, Nationality, PersonName
from case_mgr.detainees.types import (
    STATELESS,
    UNKNOWN_COUNTRY,
    NameDraft,
    NationalityDraft,
)
from case_mgr.extensions import db
from case_mgr.names.keys import keys
from case_mgr.names.romanise import latin
from case_mgr.names.script import detect

LONGEST = 300
_COUNTRIES = frozenset(str(code) for code in Locale("en").territories if len(str(code)) == 2 and str(code).isalpha())


def append_name(row: Detainee, draft: NameDraft, *, primary: bool) -> PersonName:
    """Add a name to a person as it is printed."""
    full = tidy(draft.full)
    name = PersonName(
        organisation_id=row.organisation_id,
        full=full,
        language=draft.language or None,
        script=str(detect(full)),
        kind=str(draft.kind),
        source=draft.source.strip()[:LONGEST],
        is_primary=primary,
    )
    row.names.append(name)
    return name


def make_primary(row: Detainee, name: PersonName) -> None:
    """Show the person under this name from now on."""
    for other in row.names:
        other.is_primary = other is name
    row.name, row.sort_name = name.full, sort_form(name.full)


def forget(row: Detainee, children: str) -> None:
    """Read the rows beneath a person anew after one was deleted."""
    # The deletion is written while the child still knows its person: the log finds the record by it.
    db.session.flush()
    db.session.expire(row, [children])


def append_nationality(row: Detainee, draft: NationalityDraft) -> Nationality:
    """Add a nationality to a person, refusing what is no country."""
    country = draft.country.strip().upper()
    if country not in _COUNTRIES and country not in (STATELESS, UNKNOWN_COUNTRY):
        raise Refused(N_("%(code)s is not the code of a country."), code=draft.country)
    nationality = Nationality(country=country, basis=str(draft.basis), source=draft.source.strip()[:LONGEST])
    row.nationalities.append(nationality)
    return nationality


def add_fresh_keys(rows: Iterable[Detainee]) -> None:
    """Write the keys of all names of people who have none yet."""
    values = [
        {"organisation_id": row.organisation_id, "detainee_id": row.id, "key": key}
        for row in rows
        for key in sorted({str(key)[:64] for name in row.names for key in keys(name.full)})
    ]
    if values:
        db.session.execute(insert(NameKey), values)


def add_keys(row: Detainee, names: Iterable[str], *, fresh: bool = False) -> None:
    """Write those keys of names that the person does not have yet."""
    known = set() if fresh else set(db.session.scalars(select(NameKey.key).where(NameKey.detainee_id == row.id)))
    new = {str(key)[:64] for name in names for key in keys(name)} - known
    if new:
        values = [{"organisation_id": row.organisation_id, "detainee_id": row.id, "key": key} for key in sorted(new)]
        db.session.execute(insert(NameKey), values)


def require_order(born: PartialDate | None, died: PartialDate | None) -> None:
    """Refuse a birth or death in the future, and a death before the birth."""
    if born is not None and born.earliest is not None and born.earliest > clock.today():
        raise Refused(N_("The date of birth lies in the future. Correct the year."))
    if died is not None and died.earliest is not None and died.earliest > clock.today():
        raise Refused(N_("The date of death lies in the future. Correct the year."))
    if born is not None and died is not None and died.before(born):
        raise Refused(N_("The date of death lies before the date of birth. Correct one of them."))


def tidy(full: str) -> str:
    """Return a name with single spaces, refusing one that is too long."""
    full = " ".join(full.split())
    if len(full) > LONGEST:
        raise Refused(N_("A name has at most %(n)d characters."), n=LONGEST)
    return full


def sort_form(full: str) -> str:
    """Return the Latin form by which lists sort."""
    return latin(full).casefold().strip()[:LONGEST]
