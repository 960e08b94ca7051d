"""What a share opens to another organisation: levels, acts and compartments; closed unless listed here."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from case_mgr.access.permissions import Permission as P
from case_mgr.core.text import N_

if TYPE_CHECKING:
    from case_mgr.access.actor import Actor


class Act(StrEnum):
    """What somebody wants to do to a case."""

    READ = "read"
    ADD = "add"
    AMEND = "amend"
    # Team, handover, sharing, sensitivity, consent, merging, withdrawal, recognition: the owner's alone.
    STEER = "steer"


class Level(StrEnum):
    """How far a case is shared."""

    VIEW = "view"
    CONTRIBUTE = "contribute"
    EDIT = "edit"


class Compartment(StrEnum):
    """A part of a person's record that is shared only when the share names it."""

    FAMILY = "family"
    HEALTH = "health"
    IDENTITY = "identity"


ACTS: dict[Level, frozenset[Act]] = {
    Level.VIEW: frozenset({Act.READ}),
    Level.CONTRIBUTE: frozenset({Act.READ, Act.ADD}),
    Level.EDIT: frozenset({Act.READ, Act.ADD, Act.AMEND}),
}
LEVEL_LABELS: dict[Level, str] = {
    Level.VIEW: N_("View"),
    Level.CONTRIBUTE: N_("View and add"),
    Level.EDIT: N_("View, add and amend"),
}
LEVEL_HINTS: dict[Level, str] = {
    Level.VIEW: N_("They read the case. They change nothing."),
    Level.CONTRIBUTE: N_(
        "They also add events, claims of custody, legal records, documents and correspondence, and correct their own."
    ),
    Level.EDIT: N_("They also correct and take back what others recorded in this case."),
}
COMPARTMENT_LABELS: dict[Compartment, str] = {
    Compartment.FAMILY: N_("Family"),
    Compartment.HEALTH: N_("Health and vulnerability"),
    Compartment.IDENTITY: N_("Identity documents"),
}
COMPARTMENT_WARNINGS: dict[Compartment, str] = {
    Compartment.FAMILY: N_(
        "Who the relatives are and how to reach them. A relative who becomes known can be arrested, searched, pressed."
    ),
    Compartment.HEALTH: N_("What makes the person vulnerable, in detail. It can be used against them in custody."),
    Compartment.IDENTITY: N_(
        "National number, passports, ethnicity, religion. With them somebody else can act in the person’s name."
    ),
}
_READS = frozenset({P.ACCOUNT, P.PERSON_READ, P.CASE_READ, P.DOCUMENT_READ, P.DOCUMENT_DOWNLOAD})
_OPENS: dict[Compartment, P] = {
    Compartment.FAMILY: P.FAMILY_READ,
    Compartment.HEALTH: P.PERSON_HEALTH,
    Compartment.IDENTITY: P.PERSON_IDENTITY,
}
# Columns that every reader of the own organisation sees, and a guest only with the compartment that they tell of.
_TELLS: dict[str, Compartment] = {
    "detainee.father": Compartment.FAMILY,
    "detainee.mother": Compartment.FAMILY,
    "detainee.ethnicity": Compartment.IDENTITY,
    "detainee.religion": Compartment.IDENTITY,
    "vulnerability.kind": Compartment.HEALTH,
}
_NEVER = frozenset({"detainee.notes", "detainee.hold_reason", "detainee.gag_note"})


@dataclass(frozen=True, slots=True)
class Guest:
    """By which share somebody of another organisation stands in a case; for one request."""

    share: str
    case_id: int
    reference: str
    person_id: int
    person: str
    level: Level
    compartments: frozenset[Compartment]
    home: Actor
    # The organisation that owns the case has named the guest's own as its trusted partner for recognitions.
    trusted: bool = False

    def permits(self) -> frozenset[P]:
        """Return what is left of the permissions that the role gives at home: reading, and what the share names."""
        named = {_OPENS[compartment] for compartment in self.compartments}
        partner = {P.RECOGNITION_DECIDE} if self.trusted else set()
        return self.home.permissions & (_READS | named | partner)

    def acts(self) -> Set[Act]:
        """Return what may be done to the case: as far as the share goes, and the own role."""
        given = ACTS[self.level]
        return given if self.home.may(P.CASE_WRITE) else given & {Act.READ}

    def sees(self, field: str) -> bool:
        """Whether the share opens a column, written as table.column, that needs no permission of its own."""
        needed = _TELLS.get(field)
        return field not in _NEVER and (needed is None or needed in self.compartments)
