"""How somebody is after a release, and what support they need: words for the team, never a diagnosis."""

from __future__ import annotations

from enum import StrEnum

from case_mgr.core.text import N_


class Health(StrEnum):
    """How somebody is, in a word that whoever follows the case may know; what ails them is opened with their health."""

    UNKNOWN = "unknown"
    WELL = "well"
    CARE = "care"
    URGENT = "urgent"
    HOSPITAL = "hospital"


class Support(StrEnum):
    """Whether anybody asked what is needed, and whether something is."""

    UNKNOWN = "unknown"
    NONE = "none"
    NEEDED = "needed"


class NeedKind(StrEnum):
    """What kind of support."""

    MEDICAL = "medical"
    PSYCHOSOCIAL = "psychosocial"
    DOCUMENTS = "documents"
    HOUSING = "housing"
    MONEY = "money"
    LEGAL = "legal"
    FAMILY = "family"
    RELOCATION = "relocation"


class NeedState(StrEnum):
    """How far it came."""

    NEEDED = "needed"
    UNDER_WAY = "under_way"
    MET = "met"
    DECLINED = "declined"


# What somebody still has to see to.
WAITING = frozenset({NeedState.NEEDED, NeedState.UNDER_WAY})
HEALTH_LABELS = {
    Health.UNKNOWN: N_("Not known"),
    Health.WELL: N_("No complaint is known"),
    Health.CARE: N_("Needs care"),
    Health.URGENT: N_("Needs care at once"),
    Health.HOSPITAL: N_("In hospital"),
}
SUPPORT_LABELS = {
    Support.UNKNOWN: N_("Nobody has asked yet"),
    Support.NONE: N_("Asked: nothing is needed"),
    Support.NEEDED: N_("Something is needed"),
}
NEED_LABELS = {
    NeedKind.MEDICAL: N_("Medical care"),
    NeedKind.PSYCHOSOCIAL: N_("Psychological and social help"),
    NeedKind.DOCUMENTS: N_("Identity documents"),
    NeedKind.HOUSING: N_("A place to live"),
    NeedKind.MONEY: N_("Money to live on"),
    NeedKind.LEGAL: N_("Legal help"),
    NeedKind.FAMILY: N_("Help for the family"),
    NeedKind.RELOCATION: N_("Relocation or a visa"),
}
NEED_STATE_LABELS = {
    NeedState.NEEDED: N_("Needed"),
    NeedState.UNDER_WAY: N_("Under way"),
    NeedState.MET: N_("Met"),
    NeedState.DECLINED: N_("Not wanted"),
}
