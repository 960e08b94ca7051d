"""Reads of what an organisation remembers for its next lists: columns by their headings, and what words mean."""

from __future__ import annotations

from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.imports.models import Mapping, ValueMeaning
from case_mgr.imports.policy import visible_mappings, visible_meanings


def list_mappings(actor: Actor) -> list[Mapping]:
    """List saved mappings by name."""
    return list(db.session.scalars(select(Mapping).where(visible_mappings(actor)).order_by(Mapping.name).limit(200)))


def find_mapping(actor: Actor, name: str) -> Mapping | None:
    """Find a saved mapping by name."""
    return db.session.scalar(select(Mapping).where(visible_mappings(actor), Mapping.name == name))


def get_meaning(actor: Actor, public_id: str) -> ValueMeaning:
    """Return a word with its meaning."""
    row = db.session.scalar(select(ValueMeaning).where(visible_meanings(actor), ValueMeaning.public_id == public_id))
    if row is None:
        raise NotFound(N_("There is no such word."))
    return row


def list_meanings(actor: Actor, request: PageRequest) -> Page[ValueMeaning]:
    """List words with their meanings, by field, the last explained first."""
    total = db.session.scalar(select(func.count()).select_from(ValueMeaning).where(visible_meanings(actor))) or 0
    at = settle(request, total)
    rows = db.session.scalars(
        select(ValueMeaning)
        .where(visible_meanings(actor))
        .order_by(ValueMeaning.field, ValueMeaning.id.desc())
        .offset((at.number - 1) * at.size)
        .limit(at.size)
    )
    return Page(list(rows), total, at.number, at.size)
