"""Reads recognitions with their steps, and who may decide about them."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts.models import User
from case_mgr.cases.models import Case
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.recognition.models import Recognition, RecognitionReason, RecognitionStep
from case_mgr.recognition.policy import deciders, visible
from case_mgr.recognition.results import Reasons, RecognitionView, StatementView, StepView
from case_mgr.recognition.standards import grounds
from case_mgr.recognition.types import OPEN, Act, EndKind, Stage

_MOST = 200
_UNFINISHED = [str(stage) for stage in (*OPEN, Stage.RECOGNISED)]


def get_row(actor: Actor, reference: str, public_id: str) -> Recognition:
    """Return the record behind a recognition, for services."""
    row = db.session.scalar(_select(actor, reference).where(Recognition.public_id == public_id))
    if row is None:
        raise NotFound(N_("There is no such recognition."))
    return row


def get_recognition(actor: Actor, reference: str, public_id: str) -> RecognitionView:
    """Return one recognition of a case."""
    return _view(get_row(actor, reference, public_id))


def list_of_case(actor: Actor, reference: str) -> list[RecognitionView]:
    """List the recognitions of a case, the latest request first."""
    rows = db.session.scalars(_select(actor, reference).order_by(Recognition.id.desc()).limit(_MOST))
    return [_view(row) for row in rows]


def find_unfinished(case: Case, standard: str) -> Recognition | None:
    """Find the recognition by this standard that is requested, deferred, withheld or holds: another makes no sense."""
    return db.session.scalar(
        select(Recognition).where(
            Recognition.case_id == case.id, Recognition.standard == standard, Recognition.stage.in_(_UNFINISHED)
        )
    )


def list_deciders(actor: Actor, reference: str, public_id: str) -> list[str]:
    """Name the members who may decide about a request, for whoever may see who belongs to the organisation."""
    if not actor.may(Permission.MEMBER_READ):
        return []
    row = get_row(actor, reference, public_id)
    found = select(User.name).where(deciders(row.case.detainee, row.requested_by_id))
    return list(db.session.scalars(found.order_by(User.name, User.id).limit(_MOST)))


def _select(actor: Actor, reference: str) -> Select[Recognition]:
    steps = selectinload(Recognition.steps)
    return (
        select(Recognition)
        .join(Recognition.case)
        .where(visible(actor), Case.reference == reference)
        .options(
            contains_eager(Recognition.case).joinedload(Case.detainee),
            joinedload(Recognition.requester),
            joinedload(Recognition.decider),
            steps.joinedload(RecognitionStep.author),
            steps.selectinload(RecognitionStep.reasons),
        )
    )


def _view(row: Recognition) -> RecognitionView:
    order = [criterion.code for criterion in grounds(row.standard)]
    return RecognitionView(
        public_id=row.public_id,
        case=row.case.reference,
        standard=row.standard,
        stage=Stage(row.stage),
        requested_by=row.requester.name,
        requested_by_id=row.requester.public_id,
        decided_by=row.decider.name if row.decider else "",
        decided=row.decided,
        decided_at=row.decided_at,
        after_the_fact=row.after_the_fact,
        ended=row.ended,
        end_kind=EndKind(row.end_kind) if row.end_kind else None,
        statement=StatementView(
            row.statement_title, row.statement_url, row.published, row.statement or "", tuple(row.signatories or ())
        ),
        steps=tuple(_step(step, order) for step in row.steps),
        version=row.version,
    )


def _step(step: RecognitionStep, order: list[str]) -> StepView:
    return StepView(
        act=Act(step.act),
        at=step.created_at,
        who=step.author.name,
        happened=step.happened,
        end_kind=EndKind(step.end_kind) if step.end_kind else None,
        note=step.note or "",
        reasons=_reasons(step.reasons, order),
    )


def _reasons(rows: list[RecognitionReason], order: list[str]) -> Reasons:
    # A criterion that was taken out of the data keeps its reasoning, behind those that are known.
    known = {code: number for number, code in enumerate(order)}
    ordered = sorted(rows, key=lambda row: known.get(row.criterion, len(known)))
    return tuple((row.criterion, row.reasoning or "") for row in ordered)
