"""Records of people made into what lists and pages show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from case_mgr.access import fields
from case_mgr.access.actor import Actor
from case_mgr.detainees.disputes import mark_disputed
from case_mgr.detainees.models import Detainee, Nationality, PersonName, Vulnerability
from case_mgr.detainees.types import (
    Basis,
    NameKind,
    NameParts,
    NameView,
    NationalityView,
    PersonRow,
    PersonView,
    Sensitivity,
    Sex,
    VulnerabilityKind,
    VulnerabilityView,
    Walk,
)
from case_mgr.names.romanise import latin


def row_of(actor: Actor, row: Any, countries: Iterable[str]) -> PersonRow:
    """Return a person as lists and files show them; a part of the record that is closed to the reader is empty."""
    return PersonRow(
        public_id=row.public_id,
        reference=row.reference,
        name=row.name,
        born=row.born,
        sex=Sex(row.sex),
        countries=tuple(dict.fromkeys(countries)),
        occupation=row.occupation,
        groups=tuple(Walk(code) for code in _codes(actor, row, "groups")),
        languages=_codes(actor, row, "languages"),
    )


def _codes(actor: Actor, row: Any, field: str) -> tuple[str, ...]:
    if not fields.sees(actor.permissions, f"detainee.{field}"):
        return ()
    return tuple(code for code in str(getattr(row, field)).split(",") if code)


def _name(row: PersonName) -> NameView:
    return NameView(
        public_id=row.public_id,
        full=row.full,
        language=row.language,
        script=row.script,
        kind=NameKind(row.kind),
        source=row.source,
        primary=row.is_primary,
        latin=latin(row.full),
        parts=NameParts(row.given, row.patronymic, row.surname),
        for_language=row.for_language,
        version=row.version,
    )


def _nationality(row: Nationality) -> NationalityView:
    return NationalityView(
        row.public_id, row.country, Basis(row.basis), row.source, row.since, row.until, version=row.version
    )


def view_of(actor: Actor, row: Detainee) -> PersonView:
    """Return a person as the profile shows them; a part of the record that is closed to the reader is empty."""

    def if_open(field: str) -> str:
        if not (fields.sees(actor.permissions, f"detainee.{field}") and actor.sees(f"detainee.{field}")):
            return ""
        return str(getattr(row, field) or "")

    return PersonView(
        public_id=row.public_id,
        reference=row.reference,
        name=row.name,
        names=tuple(_name(name) for name in row.names),
        sex=Sex(row.sex),
        born=row.born,
        died=row.died,
        age=row.age,
        age_as_of=row.age_as_of,
        nationalities=mark_disputed(tuple(_nationality(nationality) for nationality in row.nationalities)),
        vulnerabilities=_vulnerabilities(actor, row),
        occupation=row.occupation,
        affiliation=if_open("affiliation"),
        groups=tuple(Walk(code) for code in _codes(actor, row, "groups")),
        languages=_codes(actor, row, "languages"),
        father=if_open("father"),
        mother=if_open("mother"),
        ethnicity=if_open("ethnicity"),
        religion=if_open("religion"),
        notes=if_open("notes"),
        sensitivity=Sensitivity(row.sensitivity),
        publication_hold=row.publication_hold,
        hold_reason=row.hold_reason if actor.sees("detainee.hold_reason") else "",
        gag_order=row.gag_order,
        gag_note=row.gag_note if actor.sees("detainee.gag_note") else "",
        version=row.version,
        created_at=row.created_at,
    )


def _vulnerabilities(actor: Actor, row: Detainee) -> tuple[VulnerabilityView, ...]:
    if not (fields.sees(actor.permissions, "vulnerability.kind") and actor.sees("vulnerability.kind")):
        return ()
    return tuple(vulnerability_of(vulnerability) for vulnerability in row.vulnerabilities)


def vulnerability_of(row: Vulnerability) -> VulnerabilityView:
    """Return what makes a person vulnerable, without the detail."""
    return VulnerabilityView(row.public_id, VulnerabilityKind(row.kind), row.since, row.source, row.version)
