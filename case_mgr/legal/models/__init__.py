"""Tables of the legal room."""

from case_mgr.legal.models.acts import DetentionAct, Listing, Remedy
from case_mgr.legal.models.charges import Charge, ChargeStatus
from case_mgr.legal.models.officials import Official, OfficialAct, OfficialKey, OfficialName
from case_mgr.legal.models.shared import InCase
from case_mgr.legal.models.trials import Hearing, Postponement, Sentence, SentenceVersion

__all__ = [
    "Charge",
    "ChargeStatus",
    "DetentionAct",
    "Hearing",
    "InCase",
    "Listing",
    "Official",
    "OfficialAct",
    "OfficialKey",
    "OfficialName",
    "Postponement",
    "Remedy",
    "Sentence",
    "SentenceVersion",
]
