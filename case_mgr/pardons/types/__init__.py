"""Values, drafts and results of the pardons room."""

from case_mgr.pardons.types.claims import ClaimDraft, ClaimView, Parts, Topic
from case_mgr.pardons.types.concessions import (
    Beside,
    ConcessionDraft,
    ConcessionView,
    LinkDraft,
    LinkView,
    ReceiverKind,
    Says,
)
from case_mgr.pardons.types.drafts import (
    Added,
    BatchDraft,
    DecisionDraft,
    DutyDraft,
    ListAnswers,
    ListDraft,
    ProofDraft,
    QuickDraft,
    Seen,
    Then,
)
from case_mgr.pardons.types.kinds import Answer, BatchKind, Identity, Layout, Scope, Verification
from case_mgr.pardons.types.newcomers import Namesake, NewcomerDraft
from case_mgr.pardons.types.sources import MediatorDraft, MediatorView, SourceDraft, SourceView

__all__ = [
    "Added",
    "Answer",
    "BatchDraft",
    "BatchKind",
    "Beside",
    "ClaimDraft",
    "ClaimView",
    "ConcessionDraft",
    "ConcessionView",
    "DecisionDraft",
    "DutyDraft",
    "Identity",
    "Layout",
    "LinkDraft",
    "LinkView",
    "ListAnswers",
    "ListDraft",
    "MediatorDraft",
    "MediatorView",
    "Namesake",
    "NewcomerDraft",
    "Parts",
    "ProofDraft",
    "QuickDraft",
    "ReceiverKind",
    "Says",
    "Scope",
    "Seen",
    "SourceDraft",
    "SourceView",
    "Then",
    "Topic",
    "Verification",
]
