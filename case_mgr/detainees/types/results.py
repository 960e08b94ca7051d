"""People as lists and pages show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from case_mgr.core.dates import PartialDate
from case_mgr.detainees.types.compartments import VulnerabilityView
from case_mgr.detainees.types.drafts import NameParts
from case_mgr.detainees.types.kinds import Basis, NameKind, Sensitivity, Sex, Walk
from case_mgr.names.types import Evidence


@dataclass(frozen=True, slots=True)
class NameView:
    """A name as the profile shows it."""

    public_id: str
    full: str
    language: str | None
    script: str
    kind: NameKind
    source: str
    primary: bool
    latin: str
    parts: NameParts
    for_language: bool
    version: int


@dataclass(frozen=True, slots=True)
class NationalityView:
    """A nationality as the profile shows it."""

    public_id: str
    country: str
    basis: Basis
    source: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    disputed: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists show them."""

    public_id: str
    reference: str
    name: str
    born: PartialDate | None
    sex: Sex
    countries: tuple[str, ...]
    occupation: str = ""
    groups: tuple[Walk, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as the profile shows them."""

    public_id: str
    reference: str
    name: str
    names: tuple[NameView, ...]
    sex: Sex
    born: PartialDate | None
    died: PartialDate | None
    age: int | None
    age_as_of: PartialDate | None
    nationalities: tuple[NationalityView, ...]
    vulnerabilities: tuple[VulnerabilityView, ...]
    occupation: str
    affiliation: str
    groups: tuple[Walk, ...]
    languages: tuple[str, ...]
    father: str
    mother: str
    ethnicity: str
    religion: str
    notes: str
    sensitivity: Sensitivity
    publication_hold: bool
    hold_reason: str
    gag_order: bool
    gag_note: str
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above every page about somebody's case."""

    public_id: str
    reference: str
    countries: tuple[str, ...]
    sensitivity: Sensitivity
    publication_hold: bool
    hold_reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be the one that a list means."""

    public_id: str
    reference: str
    name: str
    evidence: Evidence
    shared: int = field(default=0, compare=False)
