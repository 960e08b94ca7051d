"""Tables of the pardons room."""

from case_mgr.pardons.models.asking import AskedProof, Duty, ScopeWord
from case_mgr.pardons.models.batches import (
    Batch,
    DecidedCandidate,
    Decision,
    Mention,
    NameList,
    Place,
    Proof,
    Proposal,
)
from case_mgr.pardons.models.claims import Claim
from case_mgr.pardons.models.concessions import Concession, ConcessionLink
from case_mgr.pardons.models.stock import StockChange, StockCount, StockPerson

__all__ = [
    "AskedProof",
    "Batch",
    "Claim",
    "Concession",
    "ConcessionLink",
    "DecidedCandidate",
    "Decision",
    "Duty",
    "Mention",
    "NameList",
    "Place",
    "Proof",
    "Proposal",
    "ScopeWord",
    "StockChange",
    "StockCount",
    "StockPerson",
]
