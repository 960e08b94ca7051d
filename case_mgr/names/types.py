"""What the names room takes and gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from case_mgr.core.dates import PartialDate

NameKey = NewType("NameKey", str)


class Script(StrEnum):
    """The writing system of a name."""

    CYRILLIC = "cyrillic"
    LATIN = "latin"
    ARABIC = "arabic"
    HAN = "han"
    MYANMAR = "myanmar"
    OTHER = "other"
    MIXED = "mixed"
    NONE = "none"


class Role(StrEnum):
    """What a word does in a name."""

    GIVEN = "given"
    PATRONYMIC = "patronymic"
    SURNAME = "surname"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """Sex as far as a record or the name itself tells it."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class Oddity(StrEnum):
    """What was odd about the printed form; the values are issue codes of the import."""

    MIXED_SCRIPT = "name_mixed_script"
    INVISIBLE = "name_invisible_characters"
    DIGITS = "name_digits"
    TOO_LONG = "name_too_long"


class Verdict(StrEnum):
    """What a machine thinks of a pair; only a person decides."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class NamePart:
    """One word of a name as printed, and its role."""

    text: str
    role: Role = Role.UNKNOWN
    initial: bool = False


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A printed name taken apart; no part is required, because many cultures know no surname."""

    full: str
    parts: tuple[NamePart, ...]
    script: Script
    aliases: tuple[ParsedName, ...] = ()
    oddities: frozenset[Oddity] = frozenset()

    def _joined(self, role: Role) -> str:
        return " ".join(part.text for part in self.parts if part.role is role)

    @property
    def given(self) -> str:
        """The given name or names, empty when not known."""
        return self._joined(Role.GIVEN)

    @property
    def patronymic(self) -> str:
        """The patronymic, empty when not known."""
        return self._joined(Role.PATRONYMIC)

    @property
    def surname(self) -> str:
        """The surname, empty when not known."""
        return self._joined(Role.SURNAME)

    @property
    def empty(self) -> bool:
        """Whether nothing that could name a person was found."""
        return not self.parts


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one side of a comparison; only what both sides know is compared."""

    name: str
    birth: PartialDate | None = None
    nationality: frozenset[str] = frozenset()
    sex: Sex = Sex.UNKNOWN
    place: str = ""
    charge: str = ""
    other_names: tuple[str, ...] = ()
    arrest: PartialDate | None = None
    death: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence for or against, translatable: the template is looked up, then filled with the parameters."""

    code: str
    template: str
    params: dict[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.template % self.params if self.params else self.template


@dataclass(frozen=True, slots=True)
class Score:
    """How alike two people are, from 0 to 1, and why."""

    value: float
    verdict: Verdict
    reasons_for: tuple[Reason, ...] = ()
    reasons_against: tuple[Reason, ...] = ()

    def __str__(self) -> str:
        return "; ".join(str(reason) for reason in (*self.reasons_for, *self.reasons_against))
