"""Tables of cases."""

from case_mgr.cases.models.correspondence import Correspondence, CorrespondenceStep, SignRound
from case_mgr.cases.models.records import (
    Case,
    CaseMember,
    CaseWatch,
    CustodyPeriod,
    Exit,
    Handover,
    TimelineEvent,
    WrittenArticle,
)

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
