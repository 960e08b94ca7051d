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

__all__ = [
    "AskedProof",
    "Batch",
    "Claim",
    "DecidedCandidate",
    "Decision",
    "Duty",
    "Mention",
    "NameList",
    "Place",
    "Proof",
    "Proposal",
    "ScopeWord",
]
