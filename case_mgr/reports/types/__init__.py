"""What a report is made of: the period, the facts, and how a report is listed."""

from case_mgr.reports.types.facts import (
    ActFact,
    CaseFact,
    EventFact,
    ExitFact,
    Facts,
    PersonFact,
    RecognitionFact,
    TalkFact,
)
from case_mgr.reports.types.frame import Period, Placed, ReportRow, State

__all__ = [
    "ActFact",
    "CaseFact",
    "EventFact",
    "ExitFact",
    "Facts",
    "Period",
    "PersonFact",
    "Placed",
    "RecognitionFact",
    "ReportRow",
    "State",
    "TalkFact",
]
