"""Drafts and results of the detainees room."""

from case_mgr.detainees.types.drafts import NameDraft, NameParts, NationalityDraft, PersonDraft, PersonFilter
from case_mgr.detainees.types.kinds import (
    AMENDABLE,
    BASIS_LABELS,
    FIELD_LABELS,
    NAME_KIND_LABELS,
    SENSITIVITY_LABELS,
    SEX_LABELS,
    STATELESS,
    UNKNOWN_COUNTRY,
    Basis,
    NameKind,
    Sensitivity,
    Sex,
)
from case_mgr.detainees.types.results import Candidate, NameView, NationalityView, PersonRow, PersonView

__all__ = [
    "AMENDABLE",
    "BASIS_LABELS",
    "FIELD_LABELS",
    "NAME_KIND_LABELS",
    "SENSITIVITY_LABELS",
    "SEX_LABELS",
    "STATELESS",
    "UNKNOWN_COUNTRY",
    "Basis",
    "Candidate",
    "NameDraft",
    "NameKind",
    "NameParts",
    "NameView",
    "NationalityDraft",
    "NationalityView",
    "PersonDraft",
    "PersonFilter",
    "PersonRow",
    "PersonView",
    "Sensitivity",
    "Sex",
]
