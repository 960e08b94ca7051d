"""What a report is made of: the period, the facts, and how a report is listed."""

from case_mgr.reports.types.facts import (
    ActFact,
    BatchFact,
    CaseFact,
    EventFact,
    ExitFact,
    Facts,
    PersonFact,
    RecognitionFact,
    RequestFact,
    TalkFact,
)
from case_mgr.reports.types.frame import Period, Placed, ReportRow, State

__all__ = [
    "ActFact",
    "BatchFact",
    "CaseFact",
    "EventFact",
    "ExitFact",
    "Facts",
    "Period",
    "PersonFact",
    "Placed",
    "RecognitionFact",
    "ReportRow",
    "RequestFact",
    "State",
    "TalkFact",
]
