"""What somebody wants recorded or shown of people."""

from __future__ import annotations

from dataclasses import dataclass

from case_mgr.core.dates import PartialDate
from case_mgr.detainees.types.kinds import Basis, NameKind, Sensitivity, Sex, Walk


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of a name where they are known; none is required."""

    given: str = ""
    patronymic: str = ""
    surname: str = ""

    @property
    def known(self) -> tuple[str, ...]:
        """The parts that are known, in this order."""
        return tuple(part for part in (self.given, self.patronymic, self.surname) if part)


@dataclass(frozen=True, slots=True)
class NameDraft:
    """A name as printed somewhere."""

    full: str
    language: str | None = None
    kind: NameKind = NameKind.LEGAL
    source: str = ""
    primary: bool = False
    parts: NameParts = NameParts()


@dataclass(frozen=True, slots=True)
class NationalityDraft:
    """A nationality with its basis; several may stand side by side."""

    country: str
    basis: Basis = Basis.REPORTED
    source: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None


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
    affiliation: str = ""
    groups: tuple[Walk, ...] = ()
    languages: tuple[str, ...] = ()
    father: str = ""
    mother: str = ""
    ethnicity: str = ""
    religion: str = ""
    notes: str = ""
    sensitivity: Sensitivity = Sensitivity.NORMAL


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Which people somebody wants to see."""

    words: str = ""
    country: str = ""
    sex: Sex | None = None
    group: Walk | None = None
    sort: str = "name"
    only: frozenset[str] | None = None
