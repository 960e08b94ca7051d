"""Rules about the law: a sentence may have ended, and somebody must look; a hearing is planned, and is observed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.legal import queries
from case_mgr.tasks.rules.days import from_now_on
from case_mgr.tasks.types import Candidate, TaskRule


def ending(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find the cases whose sentence may have ended, or may end soon, by the estimate; of several, the first."""
    seen: set[int] = set()
    for end in queries.list_estimated_ends(None, today + timedelta(days), organisation_id=organisation_id):
        if end.case_id in seen:
            continue
        seen.add(end.case_id)
        first, last = PartialDate.from_date(end.earliest), PartialDate.from_date(end.latest)
        when = first if first == last else PartialDate.between(first, last)
        whose: dict[str, Any] = {"case_id": end.case_id, "owner_id": end.owner_id}
        due = from_now_on(end.earliest, end.latest, today)
        yield Candidate(f"case:{end.case_id}", when, due, reference=end.reference, **whose)


def hearing(organisation_id: int, today: date, _days: int) -> Iterator[Candidate]:
    """Find the hearings that are still to be held, or whose result nobody has recorded yet."""
    for one in queries.list_all_planned(organisation_id):
        when = one.when or PartialDate.unknown()
        first, last = when.earliest or when.latest, when.latest or when.earliest
        due = from_now_on(first, last, today) if first and last else PartialDate.unknown()
        whose: dict[str, Any] = {"case_id": one.case_id, "owner_id": one.owner_id}
        yield Candidate(f"hearing:{one.public_id}", when, due, reference=one.case, **whose)


HEARING = TaskRule(
    key="hearing",
    name=N_("Planned hearing"),
    what=N_("Hearing in %(case)s on %(base)s: observe it, or record the result"),
    because=N_("The day that was announced for the hearing: %(base)s"),
    gone=N_("The result was recorded, or the hearing was taken back."),
    act=N_("Record the result"),
    endpoint="legal.hold_hearing",
    candidates=hearing,
    record_arg="hearing_id",
)
VERIFY_RELEASE = TaskRule(
    key="verify_release",
    name=N_("Estimated end of a sentence"),
    what=N_("Verify the release of %(case)s"),
    because=N_("The sentence ends, as estimated from it and the rules of credit: %(base)s"),
    gone=N_("The estimate changed, or the case has ended."),
    act=N_("Record an exit from custody"),
    endpoint="cases.new_exit",
    candidates=ending,
)
