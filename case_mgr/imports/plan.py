"""What a row becomes: a person, and a case with what happened in it. Nothing is filled in or padded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from case_mgr.cases.service import Telling
from case_mgr.cases.types import CaseDraft, CustodyDraft, EventDraft
from case_mgr.core.dates import PartialDate
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import Basis, NameDraft, NameKind, NationalityDraft, PersonDraft, Sex
from case_mgr.imports.types import DateField
from case_mgr.legal.types.drafts import Told
from case_mgr.names.script import detect
from case_mgr.names.types import Evidence
from case_mgr.names.types import Sex as NameSex

CASE_FIELDS = frozenset(
    {
        "date_of_arrest", "place_of_arrest", "charges", "stage", "sentence", "date_of_verdict", "court", "judge",
        "prosecutor", "place_of_detention", "date_of_release", "release_kind",
    }
)  # fmt: skip
LONGEST_NAME = 300
_ALIASES = re.compile(r"\s*[;/\n]\s*")
_LANGUAGES = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
_YEARS = range(1900, 2200)
AS_LISTED = "As the list says."

Fields = Mapping[str, str | DateField]


def to_json(fields: Fields) -> dict[str, Any]:
    """Return fields as they are kept with the row."""
    return {
        name: {
            "raw": value.raw,
            "value": value.value.edtf if value.value else None,
            "calendar": value.calendar,
            "circa": value.circa,
        }
        if isinstance(value, DateField)
        else value
        for name, value in fields.items()
    }


def from_json(stored: Mapping[str, Any]) -> dict[str, str | DateField]:
    """Return fields as the drafts hold them."""
    return {
        name: DateField(
            value["raw"],
            PartialDate.parse(value["value"]) if value["value"] else None,
            value["calendar"],
            value["circa"],
        )
        if isinstance(value, dict)
        else str(value)
        for name, value in stored.items()
    }


def text_of(fields: Fields, name: str) -> str:
    """Return the text of a field, empty when it has none."""
    value = fields.get(name, "")
    return value if isinstance(value, str) else value.raw


def date_of(fields: Fields, name: str) -> PartialDate | None:
    """Return the date of a field, None when it has none or it was not understood."""
    value = fields.get(name)
    return value.value if isinstance(value, DateField) else None


def value_of(value: str | DateField) -> str:
    """Return a value as a claim keeps it; a date that was not understood is empty beside its raw text."""
    if isinstance(value, DateField):
        return value.value.edtf if value.value else ""
    return value


def other_names(fields: Fields) -> tuple[str, ...]:
    """Return the further names of a row; they are split only where a sign says so."""
    found = [name for name in _ALIASES.split(text_of(fields, "aliases")) if 0 < len(name) <= LONGEST_NAME]
    return tuple(dict.fromkeys(found))


def nationalities(fields: Fields) -> tuple[str, ...]:
    """Return the codes of countries of a row."""
    return tuple(code for code in text_of(fields, "nationality").split(",") if code)


def evidence(fields: Fields) -> Evidence:
    """Return what a row knows of a person, for comparing."""
    sex = text_of(fields, "sex")
    return Evidence(
        name=text_of(fields, "full_name"),
        birth=date_of(fields, "date_of_birth"),
        nationality=frozenset(nationalities(fields)),
        sex=NameSex(sex) if sex in ("male", "female") else NameSex.UNKNOWN,
        other_names=other_names(fields),
        arrest=date_of(fields, "date_of_arrest"),
        death=date_of(fields, "date_of_death"),
    )


def person(fields: Fields, source: str) -> PersonDraft:
    """Return the person that a row describes."""
    sex = text_of(fields, "sex")
    born, died = date_of(fields, "date_of_birth"), date_of(fields, "date_of_death")
    return PersonDraft(
        names=names(fields, source),
        sex=Sex(sex) if sex in {str(known) for known in Sex} else Sex.UNKNOWN,
        born=born,
        # A death before the birth is no date of death; the raw text stays as a claim.
        died=None if died and born and died.before(born) else died,
        nationalities=tuple(NationalityDraft(code, Basis.REPORTED, source) for code in nationalities(fields)),
        occupation=text_of(fields, "occupation"),
        notes=text_of(fields, "notes"),
    )


def names(fields: Fields, source: str) -> tuple[NameDraft, ...]:
    """Return the names of a row: the printed one first; another script of it is no alias."""
    full, language = text_of(fields, "full_name"), text_of(fields, "language").strip().lower()
    script = detect(full)
    further = [
        NameDraft(name, None, NameKind.ALIAS if detect(name) == script else NameKind.LEGAL, source)
        for name in other_names(fields)
        if name != full
    ]
    known = language if _LANGUAGES.fullmatch(language) else None
    return (NameDraft(full, known, NameKind.LEGAL, source, primary=True), *further)


def case(
    fields: Fields,
    person: Detainee,
    jurisdiction: str,
    source: str,
    facility: str | None,
    happened: tuple[EventDraft, ...],
) -> Telling | None:
    """Return the case that a row tells of, with what happened in it; None when it tells of none."""
    if not CASE_FIELDS & fields.keys():
        return None
    arrested, judged, freed = (date_of(fields, f"date_of_{name}") for name in ("arrest", "verdict", "release"))
    years = [day.year for day in (_first(arrested), _first(judged)) if day and day.year in _YEARS]
    charges = text_of(fields, "charges")
    return Telling(
        person,
        CaseDraft(person.public_id, jurisdiction, years[0] if years else None, charges=charges),
        happened,
        _custody(fields, arrested, freed, source, facility),
    )


def charge(fields: Fields, source: str) -> tuple[str, Told]:
    """Return the charges of a row as written, and how they are known."""
    return text_of(fields, "charges"), Told(source=(text_of(fields, "source_url") or source)[:500], reason=AS_LISTED)


def _custody(
    fields: Fields, arrested: PartialDate | None, freed: PartialDate | None, source: str, facility: str | None
) -> CustodyDraft | None:
    place = text_of(fields, "place_of_detention")
    if not place:
        return None
    ended = None if freed and arrested and freed.before(arrested) else freed
    return CustodyDraft(facility, place[:300], None, None, ended, source[:500])


def _first(when: PartialDate | None) -> date | None:
    return when.earliest if when else None
