"""Words for groups that only reports show."""

from __future__ import annotations

from collections.abc import Mapping

from case_mgr.core.text import N_
from case_mgr.support.types import Kind

HELPED: Mapping[str, str] = {
    Kind.LEGAL: N_("Legal aid"),
    Kind.MEDICAL: N_("Medical help"),
    Kind.PARCEL: N_("Parcels and prison account"),
    Kind.FAMILY: N_("Support of the family"),
    Kind.RELOCATION: N_("Relocation, visas, documents"),
    Kind.REHABILITATION: N_("Rehabilitation after release"),
    Kind.PSYCHOSOCIAL: N_("Psychosocial help"),
    Kind.FINES: N_("Fines and damages"),
}
