"""Closed lists of the detainees room, with their words."""

from __future__ import annotations

from enum import StrEnum

from case_mgr.core.text import N_


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
    Sensitivity.RESTRICTED: N_("Only whoever registered the person and the teams of their cases"),
}
STATELESS, UNKNOWN_COUNTRY = "XX", "ZZ"
FIELD_LABELS = {
    "sex": N_("Sex"),
    "born": N_("Born"),
    "died": N_("Died"),
    "age": N_("Age"),
    "age_as_of": N_("Age as of"),
    "occupation": N_("Occupation"),
    "notes": N_("Notes"),
    "sensitivity": N_("Who may know of this person"),
    "publication_hold": N_("Do not publish"),
    "hold_reason": N_("Why it must not be published"),
}
# Fields that `amend` changes one by one; names and nationalities have verbs of their own.
AMENDABLE = frozenset(FIELD_LABELS)
