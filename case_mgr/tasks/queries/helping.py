"""Reads of requests for help: what waits for a decision, what for an answer, and single ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from case_mgr.access.actor import Actor
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryView
from case_mgr.cases.models import Case
from case_mgr.core.blocks import among
from case_mgr.core.db import earliest
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.tasks.help_types import HelpCounts, HelpFilter, HelpRow, HelpView, Stage, Tab, Urgency
from case_mgr.tasks.models import HelpRequest
from case_mgr.tasks.policy import visible_help
from case_mgr.tasks.showing import help_row_of, help_view_of

_MOST = 400
_STAGES = {Tab.DECISION: Stage.RECEIVED, Tab.ANSWER: Stage.DECIDED, Tab.ANSWERED: Stage.ANSWERED}
_RANK = case({str(one): number for number, one in enumerate(Urgency)}, value=HelpRequest.urgency, else_=len(Urgency))
_SINCE = earliest(HelpRequest, "received")


def list_help(actor: Actor, wanted: HelpFilter, request: PageRequest) -> Page[HelpRow]:
    """List requests: of those that wait the most urgent first and then the oldest, of others the latest first."""
    total = count_help(actor, wanted)
    at = settle(request, total)
    found = _with_case().where(visible_help(actor), *_conditions(wanted))
    rows = db.session.scalars(found.order_by(*_order(wanted)).offset((at.number - 1) * at.size).limit(at.size))
    return Page([help_row_of(row) for row in rows], total, at.number, at.size)


def count_help(actor: Actor, wanted: HelpFilter) -> int:
    """Count the requests that a list with this filter shows."""
    counted = select(func.count(HelpRequest.id)).outerjoin(HelpRequest.case)
    return db.session.scalar(counted.where(visible_help(actor), *_conditions(wanted))) or 0


def list_help_counts(actor: Actor, wanted: HelpFilter) -> HelpCounts:
    """Count the requests of a filter in each tab, whatever tab it asks for."""
    whole = replace(wanted, tab=Tab.ALL)
    rows = db.session.execute(
        select(HelpRequest.stage, func.count(HelpRequest.id))
        .outerjoin(HelpRequest.case)
        .where(visible_help(actor), *_conditions(whole))
        .group_by(HelpRequest.stage)
    )
    found = {str(stage): int(count) for stage, count in rows}
    return HelpCounts(
        {tab: found.get(str(stage), 0) for tab, stage in _STAGES.items()} | {Tab.ALL: sum(found.values())}
    )


def list_help_of_case(actor: Actor, reference: str) -> list[HelpRow]:
    """List the requests of a case, the latest first."""
    rows = db.session.scalars(
        _with_case()
        .where(visible_help(actor), Case.reference == reference)
        .order_by(_SINCE.desc().nulls_last(), HelpRequest.id.desc())
        .limit(_MOST)
    )
    return [help_row_of(row) for row in rows]


def get_help_row(actor: Actor, public_id: str) -> HelpRequest:
    """Return the record behind a request, for services."""
    row = db.session.scalar(
        select(HelpRequest)
        .where(visible_help(actor), HelpRequest.public_id == public_id)
        .options(
            joinedload(HelpRequest.case).joinedload(Case.detainee),
            joinedload(HelpRequest.assignee),
            joinedload(HelpRequest.decider),
            joinedload(HelpRequest.answerer),
            joinedload(HelpRequest.creator),
        )
    )
    if row is None:
        raise NotFound(N_("There is no such request for help."))
    return row


def get_help(actor: Actor, public_id: str) -> HelpView:
    """Return one request."""
    return help_view_of(get_help_row(actor, public_id))


def list_help_history(actor: Actor, public_id: str) -> list[EntryView]:
    """List what was done to a request, the latest first."""
    return log.list_history(actor, get_help_row(actor, public_id).public_id)


def list_help_known(actor: Actor, public_ids: Iterable[str]) -> set[str]:
    """Return those of the requests that the actor may open."""
    rows = select(HelpRequest.public_id).where(visible_help(actor))
    return among(db.session, rows, HelpRequest.public_id, public_ids)


def list_asked(actor: Actor, references: Iterable[str]) -> set[str]:
    """Return those of the cases in which somebody asked for help."""
    rows = select(Case.reference).join(HelpRequest, HelpRequest.case_id == Case.id)
    asked = rows.where(HelpRequest.organisation_id == actor.organisation_id)
    return among(db.session, asked, Case.reference, references)


def _with_case() -> Select[HelpRequest]:
    return (
        select(HelpRequest)
        .outerjoin(HelpRequest.case)
        .options(contains_eager(HelpRequest.case).joinedload(Case.detainee), joinedload(HelpRequest.assignee))
    )


def _order(wanted: HelpFilter) -> tuple[ColumnElement[Any], ...]:
    if wanted.tab in (Tab.DECISION, Tab.ANSWER):
        return _RANK.asc(), _SINCE.asc().nulls_last(), HelpRequest.id.asc()
    return _SINCE.desc().nulls_last(), HelpRequest.id.desc()


def _conditions(wanted: HelpFilter) -> list[ColumnElement[bool]]:
    """Turn a filter into conditions; the statement joins the case."""
    out: list[ColumnElement[bool]] = []
    if wanted.tab in _STAGES:
        out.append(HelpRequest.stage == str(_STAGES[wanted.tab]))
    if wanted.kind is not None:
        out.append(HelpRequest.kind == str(wanted.kind))
    if wanted.assignee == "nobody":
        out.append(HelpRequest.assignee_id.is_(None))
    elif wanted.assignee:
        out.append(HelpRequest.assignee.has(public_id=wanted.assignee))
    if wanted.case:
        out.append(Case.reference == wanted.case.strip().upper())
    return out
