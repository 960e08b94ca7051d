"""Invented records for tests, made by the verbs that pages use."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.cases import service as cases
from case_mgr.cases.types import CaseDraft, EventDraft
from case_mgr.core.dates import PartialDate
from case_mgr.detainees import service as people
from case_mgr.detainees.types import NameDraft, NationalityDraft, PersonDraft, Sensitivity, Sex
from case_mgr.extensions import db


def person(
    actor: Actor,
    *names: str,
    born: str | None = None,
    countries: tuple[str, ...] = ("BY",),
    sex: Sex = Sex.MALE,
    sensitivity: Sensitivity = Sensitivity.NORMAL,
) -> tuple[str, str]:
    """Register somebody and return public id and reference."""
    draft = PersonDraft(
        names=tuple(NameDraft(name) for name in names or ("Тарас Вярбіцкі",)),
        born=PartialDate.parse(born) if born else None,
        nationalities=tuple(NationalityDraft(code) for code in countries),
        sex=sex,
        sensitivity=sensitivity,
    )
    row = people.register(actor, draft)
    db.session.commit()
    return row.public_id, row.reference


def case(actor: Actor, person_id: str, *events: tuple[str, str], year: int = 2021, owner: str | None = None) -> str:
    """Open a case with events (kind, EDTF) and return its reference."""
    reference = cases.open_case(actor, CaseDraft(person_id, year=year, charges="ст. 361-4", owner=owner)).reference
    for kind, when in events:
        cases.record_event(actor, reference, EventDraft(kind, PartialDate.parse(when), reason="the list says so"))
    db.session.commit()
    return reference


HELD = (("detention", "2021-05"),)
SERVING = (*HELD, ("verdict", "2021-11-03"), ("began_serving", "2022-02"))
