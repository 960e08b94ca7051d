"""Reads the records behind a figure, as far as the reader may open them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from case_mgr.access.actor import Actor
from case_mgr.advocacy.models import Contact, Interaction, Submission
from case_mgr.advocacy.policy import visible_interactions, visible_submissions
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Case
from case_mgr.core.blocks import blocks
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.detainees import policy as person_policy
from case_mgr.detainees.models import Detainee
from case_mgr.extensions import db
from case_mgr.legal.models import Hearing
from case_mgr.reports.indicators import BY_KEY, Indicator, Unit
from case_mgr.reports.policy import sees_behind
from case_mgr.reports.queries.reports import get_row
from case_mgr.support.models import SupportEntry
from case_mgr.support.policy import visible_entries
from case_mgr.tasks.models import HelpRequest
from case_mgr.tasks.policy import visible_help

_BLOCK = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One record behind a figure: what it is called, where it opens, and the name of the person."""

    reference: str
    href: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """The list behind a figure; of records that the reader may not open only how many there are."""

    indicator: Indicator
    lines: tuple[Line, ...]
    withheld: int
    unsure: bool


def list_behind(actor: Actor, reference: str, key: str, *, unsure: bool = False) -> Behind:
    """List what a figure of a report counted when it was built, or what stood apart for its date."""
    row = get_row(actor, reference)
    stored = json.loads(row.behind).get(key)
    if stored is None or not sees_behind(actor):
        raise NotFound(N_("There is no such figure."))
    indicator, ids = BY_KEY[key], stored["unsure" if unsure else "ids"]
    lines = tuple(list_lines(actor, indicator.unit, ids))
    return Behind(indicator, lines, len(ids) - len(lines), unsure)


def _rows(
    statement: Select[*tuple[Any, ...]], column: InstrumentedAttribute[Any], ids: Sequence[str] | Sequence[int]
) -> Iterator[Row[Any]]:
    for block in blocks(ids, _BLOCK):
        yield from db.session.execute(statement.where(column.in_(block)))


def list_lines(actor: Actor, unit: Unit, ids: Sequence[str]) -> Iterator[Line]:
    """List the records with these identifiers, as far as somebody may open them."""
    return _READERS[unit](actor, ids)


def _batches(actor: Actor, ids: Sequence[str]) -> Iterator[Line]:
    yield from (Line(reference, f"/pardons/{reference}") for reference in ids)


def _people(actor: Actor, ids: Sequence[str]) -> Iterator[Line]:
    people = select(Detainee.reference, Detainee.public_id, Detainee.name).where(person_policy.visible(actor))
    for row in _rows(people.order_by(Detainee.id), Detainee.public_id, ids):
        yield Line(row.reference, f"/people/{row.public_id}", row.name)


def _cases(actor: Actor, ids: Sequence[str]) -> Iterator[Line]:
    cases = (
        select(Case.reference, Detainee.name)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(case_policy.visible(actor))
    )
    for row in _rows(cases.order_by(Case.id), Case.reference, ids):
        yield Line(row.reference, f"/cases/{row.reference}", row.name)


def _hearings(actor: Actor, ids: Sequence[str]) -> Iterator[Line]:
    hearings = (
        select(Case.reference, Detainee.name)
        .join(Hearing, Hearing.case_id == Case.id)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(case_policy.visible(actor))
    )
    for row in _rows(hearings.order_by(Hearing.id), Hearing.public_id, ids):
        yield Line(row.reference, f"/cases/{row.reference}/legal", row.name)


def _submissions(actor: Actor, ids: Sequence[str]) -> Iterator[Line]:
    sent = (
        select(Submission.reference, Submission.public_id, Contact.name)
        .join(Contact, Contact.id == Submission.contact_id)
        .where(visible_submissions(actor))
    )
    for row in _rows(sent.order_by(Submission.id), Submission.reference, ids):
        yield Line(row.reference, f"/contacts/submissions/{row.public_id}", row.name)


def _services(actor: Actor, ids: Sequence[str]) -> Iterator[Line]:
    entries = select(SupportEntry.number, SupportEntry.public_id).where(visible_entries(actor))
    for row in _rows(entries.order_by(SupportEntry.id), SupportEntry.id, [int(key) for key in ids]):
        yield Line(f"S-{row.number:06d}", f"/support/{row.public_id}")


def _talks(actor: Actor, ids: Sequence[str]) -> Iterator[Line]:
    talks = (
        select(Interaction.reference, Interaction.public_id, Contact.public_id.label("contact"), Contact.name)
        .join(Contact, Contact.id == Interaction.contact_id)
        .where(visible_interactions(actor))
    )
    for row in _rows(talks.order_by(Interaction.id), Interaction.public_id, ids):
        yield Line(row.reference, f"/contacts/{row.contact}/interactions/{row.public_id}", row.name)


def _requests(actor: Actor, ids: Sequence[str]) -> Iterator[Line]:
    asked = select(HelpRequest.reference, HelpRequest.public_id).where(visible_help(actor))
    for row in _rows(asked.order_by(HelpRequest.id), HelpRequest.public_id, ids):
        yield Line(row.reference, f"/help/{row.public_id}")


def _nothing(actor: Actor, ids: Sequence[str]) -> Iterator[Line]:
    """Money has no list of its own: the statement of its grant is its list."""
    yield from ()


_READERS: Mapping[Unit, Callable[[Actor, Sequence[str]], Iterator[Line]]] = {
    Unit.BATCHES: _batches,
    Unit.PERSONS: _people,
    Unit.CASES: _cases,
    Unit.HEARINGS: _hearings,
    Unit.SUBMISSIONS: _submissions,
    Unit.SERVICES: _services,
    Unit.INTERACTIONS: _talks,
    Unit.REQUESTS: _requests,
    Unit.STATED: _batches,
    Unit.MONEY: _nothing,
}
