"""Flags for tests, made through the service: needs an application context; the test commits."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case
from case_mgr.flags import service
from case_mgr.flags.models import CaseFlag
from case_mgr.flags.types import FlagDraft, FlagKind
from tests import cast


def a_flag(
    case: Case, kind: FlagKind = FlagKind.URGENT, reason: str = "Ask the lawyer today.", by: Actor | None = None
) -> CaseFlag:
    """Raise a flag."""
    return service.raise_flag(by or cast.CASEWORKER.actor(), case.reference, FlagDraft(kind, reason))
