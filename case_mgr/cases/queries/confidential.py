"""Reads of what is confidential inside a case: which of the rows that the log names are closed to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import not_, select

from case_mgr.access.actor import Actor
from case_mgr.cases.models import Case, Correspondence, CorrespondenceStep, CustodyPeriod, TimelineEvent
from case_mgr.cases.policy import open_to_all, visible, visible_items
from case_mgr.core.blocks import blocks
from case_mgr.extensions import db

_BLOCK = 400
_ITEMS: tuple[Any, ...] = (TimelineEvent, CustodyPeriod, Correspondence)


def list_hidden_items(actor: Actor, public_ids: Iterable[str]) -> set[str]:
    """Return those of the ids that are events, periods, letters or steps of letters which the actor may not see."""
    wanted, hidden = sorted(set(public_ids)), set[str]()
    for block in blocks(wanted, _BLOCK):
        for model in _ITEMS:
            inside = select(model.public_id).join(model.case).where(model.public_id.in_(block))
            hidden |= set(db.session.scalars(inside.where(not_(visible_items(actor, model)))))
        steps = (
            select(CorrespondenceStep.public_id)
            .join(CorrespondenceStep.item)
            .join(Correspondence.case)
            .where(CorrespondenceStep.public_id.in_(block), not_(visible_items(actor, Correspondence)))
        )
        hidden |= set(db.session.scalars(steps))
    return hidden


def list_seen_items(actor: Actor, reference: str) -> list[str]:
    """Return the events and letters of a case whose entries in the log stand under their own names."""
    found: list[str] = []
    for model in _ITEMS:
        own = select(model.public_id).join(model.case).where(visible_items(actor, model), Case.reference == reference)
        found += db.session.scalars(own.order_by(model.id).limit(_BLOCK))
    return found


def list_guarded(actor: Actor, references: Iterable[str]) -> set[str]:
    """Return which of these cases hold something that not everybody may see: taking a case back would take it along."""
    wanted, found = sorted(set(references)), set[str]()
    for start in range(0, len(wanted), _BLOCK):
        for model in _ITEMS:
            inside = select(Case.reference).join(model, model.case_id == Case.id).where(visible(actor))
            block = Case.reference.in_(wanted[start : start + _BLOCK])
            found |= set(db.session.scalars(inside.where(block, not_(open_to_all(model)))))
    return found
