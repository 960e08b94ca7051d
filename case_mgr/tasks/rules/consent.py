"""Rules about consent: nobody was asked, or only others were and the person is free now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from case_mgr.cases.models import Case
from case_mgr.cases.types import State
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.detainees.models import Consent
from case_mgr.detainees.types import Answer, Giver, Purpose
from case_mgr.extensions import db
from case_mgr.tasks.rules.days import due_after, is_over
from case_mgr.tasks.rules.following import about_case, running
from case_mgr.tasks.types import Candidate, TaskRule

_ASKED = (str(Purpose.RECORD), str(Purpose.PUBLISH))
_OUT, _HELD = (str(State.FREE), str(State.RESTRICTED)), str(State.IN_CUSTODY)


def unasked(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find people of running cases of whom nobody has said whether they may be recorded or published."""
    answered = {row.detainee_id for row in _standing(organisation_id, today) if _about_us(row)}
    seen: set[int] = set()
    for case in db.session.scalars(running(organisation_id).order_by(Case.id)):
        base = PartialDate.from_date(case.created_at.date())
        if case.detainee_id in answered or case.detainee_id in seen or not is_over(base, days, today):
            continue
        seen.add(case.detainee_id)
        yield _candidate(case, base, days, today)


def freed_unasked(organisation_id: int, today: date, days: int) -> Iterator[Candidate]:
    """Find whoever is out of custody while only others have consented in their place."""
    given = list(_standing(organisation_id, today))
    own = {row.detainee_id for row in given if row.giver == Giver.PERSON}
    proxies = {row.detainee_id for row in given if row.answer == Answer.GIVEN} - own
    cases: dict[int, list[Case]] = {}
    of_them = select(Case).where(Case.organisation_id == organisation_id, Case.withdrawn_at.is_(None))
    for case in db.session.scalars(of_them.order_by(Case.id)):
        if case.detainee_id in proxies:
            cases.setdefault(case.detainee_id, []).append(case)
    for rows in cases.values():
        out = [case for case in rows if case.state in _OUT]
        if out and not any(case.state == _HELD for case in rows):
            yield _candidate(out[-1], out[-1].released or PartialDate.unknown(), days, today)


def _candidate(case: Case, base: PartialDate, days: int, today: date) -> Candidate:
    found = about_case(case, base, due_after(base, days, today))
    return replace(found, basis=f"person:{case.detainee_id}", detainee_id=case.detainee_id)


def _standing(organisation_id: int, today: date) -> Iterable[Consent]:
    """Return every answer that was neither withdrawn nor has expired."""
    rows = db.session.scalars(select(Consent).where(Consent.organisation_id == organisation_id).order_by(Consent.id))
    return [
        row
        for row in rows
        if row.withdrawn is None and not (row.expires and row.expires.latest and row.expires.latest < today)
    ]


def _about_us(row: Consent) -> bool:
    return any(purpose in row.purposes.split(",") for purpose in _ASKED)


NO_CONSENT = TaskRule(
    key="no_consent",
    name=N_("No consent"),
    what=N_("Ask whether we may keep a record and publish: no answer is recorded"),
    because=N_("%(days)s days after the case was opened: %(base)s"),
    gone=N_("An answer about consent was recorded, or the case has ended."),
    act=N_("Record an answer about consent"),
    endpoint="detainees.new_consent",
    candidates=unasked,
    of_person=True,
)
OWN_CONSENT = TaskRule(
    key="own_consent",
    name=N_("Own consent after release"),
    what=N_("Ask the person’s own consent: only others have agreed in their place"),
    because=N_("%(days)s days after the release: %(base)s"),
    gone=N_("The person answered, or nobody else’s consent holds any more."),
    act=N_("Record an answer about consent"),
    endpoint="detainees.new_consent",
    candidates=freed_unasked,
    of_person=True,
)
