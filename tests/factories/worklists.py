"""Saved views and acts on many cases for tests, made through the services: the test commits."""

from __future__ import annotations

from collections.abc import Iterable

from case_mgr.access.actor import Actor
from case_mgr.bulk import service as bulk
from case_mgr.bulk.models import BulkAct
from case_mgr.bulk.types import ActKind
from case_mgr.cases.models import Case
from case_mgr.cases.types import CaseFilter
from case_mgr.flags.types import FlagDraft, FlagKind
from case_mgr.saved import service as saved
from case_mgr.saved.models import SavedView
from case_mgr.saved.types import Listing, ViewDraft
from tests import cast


def a_view(name: str, by: Actor | None = None, *, shared: bool = False) -> SavedView:
    """Save a view of the list of cases."""
    draft = ViewDraft(Listing.CASES, name, {"sex": "female"}, shared)
    return saved.keep(by or cast.CASEWORKER.actor(), draft)


def a_checked_act(cases: Iterable[Case], by: Actor | None = None) -> BulkAct:
    """Choose cases to be flagged, and check them; nothing is done yet."""
    who = by or cast.COORDINATOR.actor()
    act = bulk.pick(who, ActKind.FLAG, [case.reference for case in cases], CaseFilter(), {})
    return bulk.prepare(who, act.public_id, FlagDraft(FlagKind.QUESTION, "Who is the lawyer?"))
