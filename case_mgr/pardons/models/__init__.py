"""Tables of the pardons room."""

from case_mgr.pardons.models.asking import AskedProof
from case_mgr.pardons.models.batches import (
    Batch,
    Claim,
    DecidedCandidate,
    Decision,
    Mention,
    NameList,
    Place,
    Proof,
    Proposal,
)

__all__ = [
    "AskedProof",
    "Batch",
    "Claim",
    "DecidedCandidate",
    "Decision",
    "Mention",
    "NameList",
    "Place",
    "Proof",
    "Proposal",
]
