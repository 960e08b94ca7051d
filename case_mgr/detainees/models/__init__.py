"""Tables of the detainees room."""

from case_mgr.detainees.models.biography import Biography, BiographyVersion, Photograph
from case_mgr.detainees.models.compartments import FamilyContact, IdentityDocument
from case_mgr.detainees.models.consent import Consent
from case_mgr.detainees.models.person import (
    Detainee,
    Keeper,
    NameKey,
    NamesHeard,
    NameWord,
    Nationality,
    PersonName,
    Vulnerability,
)
from case_mgr.detainees.models.relations import Relation

__all__ = [
    "Biography",
    "BiographyVersion",
    "Consent",
    "Detainee",
    "FamilyContact",
    "IdentityDocument",
    "Keeper",
    "NameKey",
    "NameWord",
    "NamesHeard",
    "Nationality",
    "PersonName",
    "Photograph",
    "Relation",
    "Vulnerability",
]
