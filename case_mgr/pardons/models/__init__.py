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
from case_mgr.pardons.models.sources import BatchSource, Mediator
from case_mgr.pardons.models.stock import StockChange, StockCount, StockPerson

__all__ = [
    "AskedProof",
    "Batch",
    "BatchSource",
    "Claim",
    "Concession",
    "ConcessionLink",
    "DecidedCandidate",
    "Decision",
    "Duty",
    "Mediator",
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
