"""Which role sees which part of a person's record: read by forms, pages, files, histories and the log alike."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum

from case_mgr.access.permissions import Permission as P
from case_mgr.access.roles import ROLES, Role
from case_mgr.core.text import N_


class Group(StrEnum):
    """A part of a person's record that is opened or closed as a whole."""

    BIOGRAPHY = "biography"
    CASE = "case"
    NOTES = "notes"
    IDENTITY = "identity"
    HEALTH = "health"
    FAMILY = "family"


class Level(StrEnum):
    """How far a part of the record is open to somebody."""

    HIDDEN = "hidden"
    READ = "read"
    WRITE = "write"


LABELS: dict[Group, str] = {
    Group.BIOGRAPHY: N_("Public biography"),
    Group.CASE: N_("Case"),
    Group.NOTES: N_("Notes of the team"),
    Group.IDENTITY: N_("Identity documents"),
    Group.HEALTH: N_("Health and vulnerability in detail"),
    Group.FAMILY: N_("Family"),
}
HOLDS: dict[Group, str] = {
    Group.BIOGRAPHY: N_("Names, sex, birth and death, nationalities, occupation, photograph, biography"),
    Group.CASE: N_(
        "Parents’ names, ethnicity, religion, languages, groups, affiliation, kinds of vulnerability, relations, "
        "consent, publication hold"
    ),
    Group.NOTES: N_("What the team wrote down for itself"),
    Group.IDENTITY: N_("National number, passports and other documents"),
    Group.HEALTH: N_("What exactly makes the person vulnerable"),
    Group.FAMILY: N_("Who the relatives are, how to reach them, and what they said and signed"),
}
# What each part needs to be read, and to be changed.
NEEDS: dict[Group, tuple[frozenset[P], frozenset[P]]] = {
    Group.BIOGRAPHY: (frozenset({P.PERSON_READ}), frozenset({P.PERSON_WRITE})),
    Group.CASE: (frozenset({P.PERSON_READ}), frozenset({P.PERSON_WRITE})),
    Group.NOTES: (frozenset({P.PERSON_READ, P.PERSON_NOTES}), frozenset({P.PERSON_WRITE, P.PERSON_NOTES})),
    Group.IDENTITY: (frozenset({P.PERSON_READ, P.PERSON_IDENTITY}), frozenset({P.PERSON_WRITE, P.PERSON_IDENTITY})),
    Group.HEALTH: (frozenset({P.PERSON_READ, P.PERSON_HEALTH}), frozenset({P.PERSON_WRITE, P.PERSON_HEALTH})),
    Group.FAMILY: (frozenset({P.PERSON_READ, P.FAMILY_READ}), frozenset({P.FAMILY_READ, P.FAMILY_WRITE})),
}
# Every look into these is written to the log, and no list or file ever has them.
OPENED_ONE_BY_ONE = frozenset({Group.IDENTITY, Group.HEALTH, Group.FAMILY})

# Where each part is stored: a whole table, and the columns that differ from their table.
TABLES: dict[str, Group] = {
    "detainee": Group.BIOGRAPHY,
    "person_name": Group.BIOGRAPHY,
    "nationality": Group.BIOGRAPHY,
    "biography": Group.BIOGRAPHY,
    "photograph": Group.BIOGRAPHY,
    "identity_document": Group.IDENTITY,
    "vulnerability": Group.CASE,
    "person_relation": Group.CASE,
    "family_contact": Group.FAMILY,
    "consent": Group.CASE,
}
COLUMNS: dict[str, Group] = {
    "detainee.notes": Group.NOTES,
    "detainee.national_number": Group.IDENTITY,
    "detainee.father": Group.CASE,
    "detainee.mother": Group.CASE,
    "detainee.ethnicity": Group.CASE,
    "detainee.religion": Group.CASE,
    "detainee.languages": Group.CASE,
    "detainee.groups": Group.CASE,
    "detainee.affiliation": Group.CASE,
    "detainee.sensitivity": Group.CASE,
    "detainee.publication_hold": Group.CASE,
    "detainee.hold_reason": Group.CASE,
    "detainee.gag_order": Group.CASE,
    "detainee.gag_note": Group.CASE,
    "vulnerability.detail": Group.HEALTH,
    "consent.evidence": Group.FAMILY,
    "timeline_event.health": Group.HEALTH,
    "correspondence.who": Group.FAMILY,
}


def level(permissions: Set[P], group: Group) -> Level:
    """Return how far a part of the record is open to whoever has these permissions."""
    to_read, to_write = NEEDS[group]
    if to_read | to_write <= permissions:
        return Level.WRITE
    return Level.READ if to_read <= permissions else Level.HIDDEN


def level_of(role: Role, group: Group) -> Level:
    """Return how far a part of the record is open to a role."""
    return level(ROLES[role], group)


def group_of(field: str) -> Group | None:
    """Return the part of the record to which a column belongs, written as table.column; None for other records."""
    table, _, column = field.partition(".")
    plain = column.removesuffix("_sealed").removesuffix("_edtf")
    return COLUMNS.get(f"{table}.{plain}", TABLES.get(table))


def sees(permissions: Set[P], field: str) -> bool:
    """Whether a column, written as table.column, is open; those of other records are not decided here."""
    group = group_of(field)
    return group is None or level(permissions, group) is not Level.HIDDEN


def changes(permissions: Set[P], field: str) -> bool:
    """Whether a column of a person's record may be changed."""
    group = group_of(field)
    return group is not None and level(permissions, group) is Level.WRITE
