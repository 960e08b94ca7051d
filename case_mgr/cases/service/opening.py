"""Opening and amending a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.accounts import queries as members
from case_mgr.accounts.service import next_numbers
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import queries
from case_mgr.cases.models import Case, WrittenArticle
from case_mgr.cases.policy import require
from case_mgr.cases.service.rearrests import undone
from case_mgr.cases.service.team import let_team_in
from case_mgr.cases.types import CaseDraft
from case_mgr.cases.written import numbers
from case_mgr.core import clock
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db
from case_mgr.jurisdictions import catalogue

_YEARS = range(1900, 2200)
_WRITTEN = frozenset({"charges", "summary"})
# What only members say: who of them follows the case, and which other case it goes on from.
_STEERED = frozenset({"owner", "reverses"})
_AMENDABLE = frozenset({*_WRITTEN, *_STEERED})


def open_case(actor: Actor, draft: CaseDraft) -> Case:
    """Open a case of a person under a new reference: jurisdiction, year, number."""
    actor.require(Permission.CASE_WRITE)
    case = draw_up(actor, people.get_row(actor, draft.person), draft)
    case.reverses_exit_id = undone(actor, case, draft.reverses)
    give_references([case], [draft])
    db.session.add(case)
    if case.owner_id is not None:
        let_team_in(case)
    audit.record(actor, Event.CASE_OPENED, case, label=case.reference)
    db.session.flush()
    return case


def draw_up(actor: Actor, person: Detainee, draft: CaseDraft) -> Case:
    """Return a case that has no reference yet and stands nowhere."""
    if _year(draft) not in _YEARS:
        raise Refused(N_("The year of a case has four digits."))
    return Case(
        organisation_id=actor.organisation_id,
        detainee=person,
        jurisdiction=catalogue.jurisdiction(draft.jurisdiction).code,
        charges=draft.charges.strip(),
        written=_articles(actor.organisation_id, draft.charges),
        summary=draft.summary.strip() or None,
        owner_id=_owner(actor, draft.owner),
        stage="reported",
        state="unknown",
        place="",
    )


def give_references(cases: Sequence[Case], drafts: Sequence[CaseDraft]) -> None:
    """Number cases by jurisdiction and year, in their order."""
    series: dict[str, list[Case]] = {}
    for case, draft in zip(cases, drafts, strict=True):
        series.setdefault(f"{case.jurisdiction}-{_year(draft)}", []).append(case)
    for name, numbered in series.items():
        numbers = next_numbers(numbered[0].organisation_id, name, len(numbered))
        for case, number in zip(numbered, numbers, strict=True):
            case.reference = f"{name}-{number:05d}"


def _articles(organisation_id: int, charges: str) -> list[WrittenArticle]:
    return [WrittenArticle(organisation_id=organisation_id, number=number) for number in sorted(numbers(charges))]


def _find_by(case: Case) -> None:
    """Let a search find a case by the articles that its charges name now."""
    stays = {row.number: row for row in case.written}
    named = _articles(case.organisation_id, case.charges)
    case.written = [stays.get(row.number, row) for row in named]


def _year(draft: CaseDraft) -> int:
    return draft.year or clock.today().year


def amend_case(actor: Actor, reference: str, changes: Mapping[str, Any], seen_version: int | None = None) -> Case:
    """Change charges as written, summary or owner of a case, or the release that its arrest undid."""
    require(actor, Act.STEER if changes.keys() & _STEERED else Act.AMEND)
    case = queries.get_row(actor, reference)
    if changes.keys() - _AMENDABLE:
        raise ValueError("not amendable")
    if seen_version is not None and seen_version != case.version:
        raise Stale(
            N_("Somebody else changed this case while you were editing. Nothing was written."),
            Conflict(version=case.version),
        )
    for field, value in changes.items():
        if field == "owner":
            case.owner_id = _owner(actor, value)
            let_team_in(case)
        elif field == "reverses":
            case.reverses_exit_id = undone(actor, case, value)
        elif (getattr(case, field) or "") != value.strip():
            setattr(case, field, value.strip())
            if field == "charges":
                _find_by(case)
    audit.record(actor, Event.CASE_AMENDED, case, label=case.reference)
    db.session.flush()
    return case


def withdraw(actor: Actor, reference: str, reason: str) -> None:
    """Take an opened case back, as the undo of an import does; it stays, hidden, and the log keeps it."""
    require(actor, Act.STEER)
    case = queries.get_row(actor, reference)
    case.withdrawn_at = clock.now()
    audit.record(actor, Event.CASE_WITHDRAWN, case, label=case.reference, reason=reason)
    db.session.flush()


def _owner(actor: Actor, public_id: str | None) -> int | None:
    if not public_id:
        return None
    found = members.find_member_id(actor, public_id)
    if found is None:
        raise Refused(N_("The owner must be a member of the organisation."))
    return found
