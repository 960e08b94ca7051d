"""Pairs and merges for tests: needs an application context; the test commits."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.core.dates import PartialDate
from case_mgr.detainees.models import Detainee
from case_mgr.duplicates import comparing, service
from case_mgr.duplicates.models import Merge, Pair
from case_mgr.duplicates.service.looking import look_block
from case_mgr.duplicates.types import MergeDraft
from tests import cast
from tests.factories.people import a_person

ONE, TWO = "Кастусь Лунін-Прыдуманы", "Константин Лунин-Прыдуманы"
BORN = PartialDate.parse("1988-03-07")


def two_records(by: Actor | None = None, **facts: Any) -> tuple[Detainee, Detainee]:
    """Register one person twice, in two spellings."""
    first = a_person(by, ONE, born=BORN, **facts)
    return first, a_person(by, TWO, born=BORN, **facts)


def look(by: Actor | None = None) -> None:
    """Let the machine look at whoever waits for it."""
    while look_block((by or cast.COORDINATOR.actor()).organisation_id):
        pass


def a_pair(one: Detainee, two: Detainee, by: Actor | None = None) -> Pair:
    """Set two people side by side."""
    return service.compare(by or cast.COORDINATOR.actor(), one.reference, two.reference)


def a_merge(kept: Detainee, other: Detainee, by: Actor | None = None, choices: dict[str, str] | None = None) -> Merge:
    """Merge one record into another; where they contradict each other the kept one stands."""
    by = by or cast.COORDINATOR.actor()
    pair = a_pair(kept, other, by)
    keep = "first" if pair.first_id == kept.id else "second"
    rows = service.fields_of(by, pair.public_id, keep)
    stands = {row.name: comparing.KEPT for row in rows if not row.chosen} | (choices or {})
    return service.merge(by, pair.public_id, MergeDraft(keep, stands, "The passport is the same."))
