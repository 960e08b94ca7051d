"""What several verbs about people share: rows beneath a person, keys of names, order of dates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from babel import Locale
from sqlalchemy import delete, select

from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Versioned
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.rows import table_of, write_rows
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee, NameKey, NameWord, Nationality, PersonName
from case_mgr.detainees.types import (
    STATELESS,
    UNKNOWN_COUNTRY,
    NameDraft,
    NationalityDraft,
    Walk,
)
from case_mgr.extensions import db
from case_mgr.names.keys import keys
from case_mgr.names.romanise import latin
from case_mgr.names.script import detect
from case_mgr.names.strange import strange
from case_mgr.names.typed import written

LONGEST, LONGEST_PART = 300, 150
_COUNTRIES = frozenset(str(code) for code in Locale("en").territories if len(str(code)) == 2 and str(code).isalpha())

_LANGUAGES = frozenset(str(code) for code in Locale("en").languages)


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
        for_language=bool(draft.language) and not any(n.language == draft.language for n in row.names),
        **parts_of(draft),
    )
    row.names.append(name)
    return name


def parts_of(draft: NameDraft) -> dict[str, str]:
    """Return the parts of a name as columns."""
    parts = draft.parts
    return {
        "given": tidy(parts.given, LONGEST_PART),
        "patronymic": tidy(parts.patronymic, LONGEST_PART),
        "surname": tidy(parts.surname, LONGEST_PART),
    }


def make_primary(row: Detainee, name: PersonName) -> None:
    """Show the person under this name from now on."""
    for other in row.names:
        other.is_primary = other is name
    row.name, row.sort_name = name.full, sort_form(name.full)


def require_seen(row: Versioned, seen_version: int | None) -> None:
    """Refuse an edit of something that somebody else changed since it was opened."""
    if seen_version is not None and seen_version != row.version:
        raise Stale(
            N_("Somebody else changed this while you were editing. Nothing was written."),
            Conflict(version=row.version),
        )


def forget(row: Detainee, children: str) -> None:
    """Read the rows beneath a person anew after one was deleted."""
    # The deletion is written while the child still knows its person: the log finds the record by it.
    db.session.flush()
    db.session.expire(row, [children])


def read_country(code: str) -> str:
    """Return the code of a country, or of having none, refusing anything else."""
    country = code.strip().upper()
    if country not in _COUNTRIES and country not in (STATELESS, UNKNOWN_COUNTRY):
        raise Refused(N_("%(code)s is not the code of a country."), code=code)
    return country


def append_nationality(row: Detainee, draft: NationalityDraft) -> Nationality:
    """Add a nationality to a person."""
    country = read_country(draft.country)
    require_span(draft)
    nationality = Nationality(
        country=country,
        basis=str(draft.basis),
        source=draft.source.strip()[:LONGEST],
        since=draft.since,
        until=draft.until,
    )
    row.nationalities.append(nationality)
    return nationality


def add_fresh_keys(rows: Iterable[Detainee]) -> None:
    """Write the keys and words of all names of people who have none yet."""
    found = [(row, [name.full for name in row.names]) for row in rows]
    _write_keys([(row, keys_of(names)) for row, names in found])
    _write_words([(row, words_of(names)) for row, names in found])


def add_keys(row: Detainee, names: Iterable[str], *, fresh: bool = False) -> None:
    """Write those keys and words of names that the person does not have yet."""
    full, known, words = list(names), set[str](), set[str]()
    if not fresh:
        known = set(db.session.scalars(select(NameKey.key).where(NameKey.detainee_id == row.id)))
        words = set(db.session.scalars(select(NameWord.word).where(NameWord.detainee_id == row.id)))
    _write_keys([(row, keys_of(full) - known)])
    _write_words([(row, words_of(full) - words)])


def drop_keys(row: Detainee) -> None:
    """Let nobody be found by the names of a person any more."""
    for model in (NameKey, NameWord):
        db.session.execute(delete(model).where(model.detainee_id == row.id))


def keys_of(names: Iterable[str]) -> set[str]:
    """Return the keys by which somebody with these names is found."""
    return {str(key)[:64] for name in names for key in keys(name)}


def words_of(names: Iterable[str]) -> set[str]:
    """Return the words of these names by which whoever types their beginning finds somebody."""
    return set().union(*map(written, names))


def _write_keys(found: Iterable[tuple[Detainee, set[str]]]) -> None:
    _write_found(NameKey, "key", found)


def _write_words(found: Iterable[tuple[Detainee, set[str]]]) -> None:
    _write_found(NameWord, "word", found)


def _write_found(model: Any, column: str, found: Iterable[tuple[Detainee, set[str]]]) -> None:
    values: list[dict[str, Any]] = []
    for row, own in found:
        organisation, person = row.organisation_id, row.id
        values += [{"organisation_id": organisation, "detainee_id": person, column: one} for one in sorted(own)]
    write_rows(db.session.connection(), table_of(model), values)


def read_groups(codes: Iterable[str]) -> str:
    """Return walks of life as stored: known ones, each once, in the order of the list."""
    chosen = set(codes)
    if unknown := chosen - {str(walk) for walk in Walk}:
        raise Refused(N_("%(code)s is no group of the list."), code=min(unknown))
    return ",".join(str(walk) for walk in Walk if walk in chosen)


def read_languages(codes: Iterable[str]) -> str:
    """Return languages as stored: codes that exist, each once."""
    chosen = list(dict.fromkeys(codes))
    for code in chosen:
        if code not in _LANGUAGES:
            raise Refused(N_("%(code)s is not the code of a language."), code=code)
    return ",".join(chosen)[:200]


def require_order(born: PartialDate | None, died: PartialDate | None) -> None:
    """Refuse a birth or death in the future, and a death before the birth."""
    if born is not None and born.earliest is not None and born.earliest > clock.today():
        raise Refused(N_("The date of birth lies in the future. Correct the year."))
    if died is not None and died.earliest is not None and died.earliest > clock.today():
        raise Refused(N_("The date of death lies in the future. Correct the year."))
    if born is not None and died is not None and died.before(born):
        raise Refused(N_("The date of death lies before the date of birth. Correct one of them."))


def require_span(draft: NationalityDraft) -> None:
    """Refuse a nationality that ends before it begins, or begins in the future."""
    if draft.since is not None and draft.until is not None and draft.until.before(draft.since):
        raise Refused(N_("The nationality ends before it begins. Correct one of the two dates."))
    if any(when is not None and when.earliest is not None and when.earliest > clock.today() for when in _span(draft)):
        raise Refused(N_("A date of the nationality lies in the future. Correct the year."))


def _span(draft: NationalityDraft) -> tuple[PartialDate | None, PartialDate | None]:
    return draft.since, draft.until


def tidy(full: str, longest: int = LONGEST) -> str:
    """Return a name with single spaces, refusing one that is too long or that holds what nobody can see."""
    if len(full) > longest:
        raise Refused(N_("A name has at most %(n)d characters."), n=longest)
    if found := strange(full):
        raise Refused(N_("This name holds characters that cannot be seen: %(codes)s."), codes=", ".join(found))
    return " ".join(full.split())


def sort_form(full: str) -> str:
    """Return the Latin form by which lists sort."""
    return latin(full).casefold().strip()[:LONGEST]
