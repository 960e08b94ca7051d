"""Choosing the cases of an act, and saying what is to be done to them: nothing is done yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import delete, select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts import queries as members
from case_mgr.accounts.service import next_numbers
from case_mgr.bulk import queries
from case_mgr.bulk.models import BulkAct, BulkRow
from case_mgr.bulk.types import BEFORE_START, CAP, ActKind, ActState, AssignDraft
from case_mgr.cases import queries as cases
from case_mgr.cases.types import CaseFilter
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.flags import queries as flags
from case_mgr.flags.types import LONGEST, FlagDraft

_NONE = N_("Select at least one case.")
_TOO_MANY = N_(
    "%(n)d cases match: at most %(most)d can be changed at once, so that each of them can be checked and taken back. "
    "Narrow the filters first."
)
_STARTED = N_("This act was started already.")


class Misfilled(Refused):
    """One thing of a draft cannot be so; the field that it stands in is named."""

    def __init__(self, field: str, sentence: str, **params: object) -> None:
        super().__init__(sentence, **params)
        self.field = field


def pick(
    actor: Actor, kind: ActKind, references: Collection[str], wanted: CaseFilter, asked: Mapping[str, str]
) -> BulkAct:
    """Begin an act with the cases that somebody ticked in a list; what they began earlier and left is forgotten."""
    actor.require(Permission.CASE_WRITE)
    only = CaseFilter(only=frozenset(sorted(references)[: CAP + 1]))
    found = queries.list_matching(actor, only) if references else []
    if not found:
        raise Refused(_NONE)
    _require_few(found, len(references))
    _forget_drafts(actor)
    number = next_numbers(actor.organisation_id, "bulk", 1)[0]
    act = BulkAct(
        organisation_id=actor.organisation_id,
        user_id=actor.user_id,
        reference=f"BULK-{number:04d}",
        kind=str(kind),
        state=str(ActState.PICKED),
        matching=cases.count_cases(actor, wanted),
        asked=dict(asked),
    )
    db.session.add(act)
    db.session.flush()
    _take(act, found)
    return act


def pick_all(actor: Actor, public_id: str, wanted: CaseFilter) -> BulkAct:
    """Take every case that the list's filter finds, not only those that were ticked."""
    act = _draft(actor, public_id)
    found = queries.list_matching(actor, wanted)
    total = cases.count_cases(actor, wanted)
    _require_few(found, total)
    db.session.execute(delete(BulkRow).where(BulkRow.act_id == act.id))
    _take(act, found)
    act.state, act.matching = str(ActState.PICKED), total
    db.session.flush()
    return act


def prepare(actor: Actor, public_id: str, draft: AssignDraft | FlagDraft) -> BulkAct:
    """Say what is to be done, and remember how each case is now: one that changes before the run is left alone."""
    act = _draft(actor, public_id)
    act.params = _assigning(actor, draft) if isinstance(draft, AssignDraft) else _flagging(draft)
    rows = queries.list_rows(act)
    open_flags = flags.list_open_of(row.case_id for row in rows) if act.kind == ActKind.FLAG else {}
    for row in rows:
        owner = row.case.owner
        row.seen = row.case.version
        row.before = (
            {"flags": len(open_flags.get(row.case_id, ()))}
            if act.kind == ActKind.FLAG
            else {"owner": owner.public_id if owner else "", "name": owner.name if owner else ""}
        )
    act.state = str(ActState.READY)
    db.session.flush()
    return act


def _assigning(actor: Actor, draft: AssignDraft) -> dict[str, Any]:
    try:
        user = members.get_member_row(actor, draft.owner)
    except NotFound:
        raise Misfilled("owner", N_("Choose a member")) from None
    other = members.find_actor_by_ids(user.id, actor.organisation_id)
    if other is None or not other.may(Permission.CASE_WRITE):
        raise Misfilled("owner", N_("The role of %(name)s does not permit this."), name=user.name)
    return {"owner": user.public_id, "name": user.name, "only_free": draft.only_free}


def _flagging(draft: FlagDraft) -> dict[str, Any]:
    reason = draft.reason.strip()
    if not reason:
        raise Misfilled("reason", N_("Write why somebody should look at these cases."))
    if len(reason) > LONGEST:
        raise Misfilled("reason", N_("Shorten the reason to %(most)d characters."), most=LONGEST)
    return {"kind": str(draft.kind), "reason": reason}


def _draft(actor: Actor, public_id: str) -> BulkAct:
    actor.require(Permission.CASE_WRITE)
    act = queries.get_row(actor, public_id)
    if act.user_id != actor.user_id:
        raise NotFound(N_("There is no such act."))
    if act.state not in BEFORE_START:
        raise Refused(_STARTED)
    return act


def _require_few(found: list[int], total: int) -> None:
    if len(found) > CAP:
        raise Refused(_TOO_MANY, n=total, most=CAP)


def _take(act: BulkAct, found: list[int]) -> None:
    db.session.add_all(
        BulkRow(organisation_id=act.organisation_id, act_id=act.id, case_id=case, row=number)
        for number, case in enumerate(found, 1)
    )
    db.session.flush()


def _forget_drafts(actor: Actor) -> None:
    old = list(
        db.session.scalars(
            select(BulkAct.id).where(
                BulkAct.organisation_id == actor.organisation_id,
                BulkAct.user_id == actor.user_id,
                BulkAct.state.in_([str(state) for state in BEFORE_START]),
            )
        )
    )
    if old:
        db.session.execute(delete(BulkRow).where(BulkRow.act_id.in_(old)))
        db.session.execute(delete(BulkAct).where(BulkAct.id.in_(old)))
