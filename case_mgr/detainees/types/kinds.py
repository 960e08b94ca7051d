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


class Walk(StrEnum):
    """A walk of life or a group to which the person belongs; several may hold."""

    JOURNALIST = "journalist"
    BLOGGER = "blogger"
    LAWYER = "lawyer"
    DEFENDER = "defender"
    STUDENT = "student"
    ACADEMIC = "academic"
    TEACHER = "teacher"
    MEDIC = "medic"
    CLERGY = "clergy"
    UNION = "union"
    POLITICIAN = "politician"
    OBSERVER = "observer"
    ACTIVIST = "activist"
    ARTIST = "artist"
    ATHLETE = "athlete"
    OFFICIAL = "official"
    MILITARY = "military"
    BUSINESS = "business"
    WORKER = "worker"
    MINOR = "minor"
    PENSIONER = "pensioner"


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
WALK_LABELS = {
    Walk.JOURNALIST: N_("Journalist"),
    Walk.BLOGGER: N_("Blogger"),
    Walk.LAWYER: N_("Lawyer"),
    Walk.DEFENDER: N_("Human rights defender"),
    Walk.STUDENT: N_("Student"),
    Walk.ACADEMIC: N_("Researcher or lecturer"),
    Walk.TEACHER: N_("Teacher"),
    Walk.MEDIC: N_("Medical worker"),
    Walk.CLERGY: N_("Clergy"),
    Walk.UNION: N_("Union member"),
    Walk.POLITICIAN: N_("Politician or candidate"),
    Walk.OBSERVER: N_("Election observer"),
    Walk.ACTIVIST: N_("Activist"),
    Walk.ARTIST: N_("Artist or writer"),
    Walk.ATHLETE: N_("Athlete"),
    Walk.OFFICIAL: N_("Civil servant"),
    Walk.MILITARY: N_("Military or police, also former"),
    Walk.BUSINESS: N_("Entrepreneur"),
    Walk.WORKER: N_("Worker"),
    Walk.MINOR: N_("Minor"),
    Walk.PENSIONER: N_("Pensioner"),
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
    "affiliation": N_("Affiliation"),
    "groups": N_("Groups"),
    "languages": N_("Languages"),
    "father": N_("Father’s name"),
    "mother": N_("Mother’s name"),
    "ethnicity": N_("Ethnicity"),
    "religion": N_("Religion"),
    "notes": N_("Notes"),
    "sensitivity": N_("Who may know of this person"),
    "publication_hold": N_("Do not publish"),
    "hold_reason": N_("Why it must not be published"),
    "gag_order": N_("Gag order"),
    "gag_note": N_("Who gave the gag order, and about what"),
}
# Fields that `amend` changes one by one; names and nationalities have verbs of their own.
AMENDABLE = frozenset(FIELD_LABELS)
