"""Drafts and results of the detainees room."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.names.types import Evidence


class Sex(StrEnum):
    """Sex as recorded."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"
    UNKNOWN = "unknown"


class NameKind(StrEnum):
    """What kind of name it is."""

    LEGAL = "legal"
    ALIAS = "alias"
    PEN = "pen"
    RELIGIOUS = "religious"
    MAIDEN = "maiden"
    PRESS = "press"


class Basis(StrEnum):
    """On what a nationality rests."""

    CITIZEN = "citizen"
    FORMER = "former"
    STRIPPED = "stripped"
    CLAIMED = "claimed"
    REPORTED = "reported"


class Sensitivity(StrEnum):
    """Who may know of the person at all."""

    NORMAL = "normal"
    RESTRICTED = "restricted"


SEX_LABELS = {
    Sex.MALE: N_("Male"),
    Sex.FEMALE: N_("Female"),
    Sex.OTHER: N_("Other"),
    Sex.UNKNOWN: N_("Not known"),
}
NAME_KIND_LABELS = {
    NameKind.LEGAL: N_("Legal name"),
    NameKind.ALIAS: N_("Alias"),
    NameKind.PEN: N_("Pen name"),
    NameKind.RELIGIOUS: N_("Religious name"),
    NameKind.MAIDEN: N_("Maiden name"),
    NameKind.PRESS: N_("Form used in the press"),
}
BASIS_LABELS = {
    Basis.CITIZEN: N_("Citizen"),
    Basis.FORMER: N_("Former citizen"),
    Basis.STRIPPED: N_("Stripped of citizenship"),
    Basis.CLAIMED: N_("Claimed by the person"),
    Basis.REPORTED: N_("Reported by others"),
}
SENSITIVITY_LABELS = {
    Sensitivity.NORMAL: N_("All members with access to people"),
    Sensitivity.RESTRICTED: N_("Only whoever registered the person and the owners of their cases"),
}
STATELESS, UNKNOWN_COUNTRY = "XX", "ZZ"
# Fields that `amend` changes one by one; names and nationalities have verbs of their own.
AMENDABLE = frozenset(
    {"sex", "born", "died", "age", "age_as_of", "occupation", "notes", "sensitivity", "publication_hold", "hold_reason"}
)


@dataclass(frozen=True, slots=True)
class NameDraft:
    """A name as printed somewhere."""

    full: str
    language: str | None = None
    kind: NameKind = NameKind.LEGAL
    source: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class NationalityDraft:
    """A nationality with its basis; several may stand side by side."""

    country: str
    basis: Basis = Basis.REPORTED
    source: str = ""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What is known of a person at registration."""

    names: tuple[NameDraft, ...]
    sex: Sex = Sex.UNKNOWN
    born: PartialDate | None = None
    died: PartialDate | None = None
    age: int | None = None
    age_as_of: PartialDate | None = None
    nationalities: tuple[NationalityDraft, ...] = ()
    occupation: str = ""
    notes: str = ""
    sensitivity: Sensitivity = Sensitivity.NORMAL


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Which people somebody wants to see."""

    words: str = ""
    country: str = ""
    sex: Sex | None = None
    sort: str = "name"
    only: frozenset[str] | None = None


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


@dataclass(frozen=True, slots=True)
class NationalityView:
    """A nationality as the profile shows it."""

    public_id: str
    country: str
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists show them."""

    public_id: str
    reference: str
    name: str
    born: PartialDate | None
    sex: Sex
    countries: tuple[str, ...]


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
    occupation: str
    notes: str
    sensitivity: Sensitivity
    publication_hold: bool
    hold_reason: str
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be the one that a list means."""

    public_id: str
    reference: str
    name: str
    evidence: Evidence
    shared: int = field(default=0, compare=False)
