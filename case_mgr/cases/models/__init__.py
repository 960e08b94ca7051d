"""Tables of cases."""

from case_mgr.cases.models.correspondence import Correspondence, CorrespondenceStep, SignRound
from case_mgr.cases.models.records import (
    Case,
    CaseMember,
    CustodyPeriod,
    Exit,
    Handover,
    TimelineEvent,
    WrittenArticle,
)
from case_mgr.cases.models.watching import CaseWatch

__all__ = [
    "Case",
    "CaseMember",
    "CaseWatch",
    "Correspondence",
    "CorrespondenceStep",
    "CustodyPeriod",
    "Exit",
    "Handover",
    "SignRound",
    "TimelineEvent",
    "WrittenArticle",
]
