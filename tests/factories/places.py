"""Own facilities and courts for tests, made through the service; the test commits."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.jurisdictions import service
from case_mgr.jurisdictions.models import OwnPlace
from case_mgr.jurisdictions.types import OwnKind, OwnPlaceDraft
from tests import cast

NAME = "Invented camp at the Pond"


def a_place(by: Actor | None = None, name: str = NAME, **facts: Any) -> OwnPlace:
    """Add a facility of the own organisation."""
    known: dict[str, Any] = {
        "kind": OwnKind.FACILITY,
        "jurisdiction": "BY",
        "names": {"en": name},
        "sort": "prison",
        "source": "A letter of a person who was held there",
    }
    return service.add_place(by or cast.COORDINATOR.actor(), OwnPlaceDraft(**(known | facts)))
