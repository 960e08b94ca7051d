"""What an act would do to each of its cases: the same for the check and for the run."""

from __future__ import annotations

from collections.abc import Sequence

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.bulk import plan, queries
from case_mgr.bulk.models import BulkAct, BulkRow
from case_mgr.bulk.types import ActKind, Planned, Told
from case_mgr.cases.models import Case
from case_mgr.core.errors import plain
from case_mgr.core.text import N_
from case_mgr.detainees.types import Sensitivity
from case_mgr.flags import queries as flags
from case_mgr.flags import service as flagging
from case_mgr.flags.models import CaseFlag
from case_mgr.flags.types import FlagDraft, FlagKind
from case_mgr.jurisdictions.enums import ENDED

CHANGED = N_("Somebody changed this case since it was checked: it was left as it is.")


def planned(actor: Actor, public_id: str) -> list[Planned]:
    """Say of every case of an act what would be done, or why not."""
    act = queries.get_row(actor, public_id)
    rows = queries.list_seen(actor, act)
    refused = refusals(actor, act, rows)
    return [_planned(act, row, refused[row.id]) for row in rows]


def refusals(actor: Actor, act: BulkAct, rows: Sequence[BulkRow]) -> dict[int, Told | None]:
    """Say why rows cannot be done, by their keys; None for those that can."""
    open_flags = flags.list_open_of(row.case_id for row in rows) if act.kind == ActKind.FLAG else {}
    found: dict[int, Told | None] = {}
    for row in rows:
        if row.seen != row.case.version:
            found[row.id] = Told(CHANGED)
        elif act.kind == ActKind.FLAG:
            found[row.id] = _no_flag(act, open_flags.get(row.case_id, []))
        else:
            found[row.id] = plan.refusal(_standing(row.case), _wanted(actor, act))
    return found


def flag_draft(act: BulkAct) -> FlagDraft:
    """Return the flag that an act raises on each case."""
    return FlagDraft(FlagKind(act.params["kind"]), act.params["reason"], act.reference)


def _no_flag(act: BulkAct, already: list[CaseFlag]) -> Told | None:
    said = flagging.why_not(already, flag_draft(act))
    return Told(said.sentence, plain(said.params)) if said else None


def _wanted(actor: Actor, act: BulkAct) -> plan.Assigning:
    return plan.Assigning(
        asker=actor.public_id,
        owner=act.params["owner"],
        owner_name=act.params["name"],
        only_free=bool(act.params["only_free"]),
        leads=actor.may(Permission.WORK_LEAD),
    )


def _standing(case: Case) -> plan.Standing:
    owner = case.owner
    ended = case.stage in {str(stage) for stage in ENDED}
    return plan.Standing(owner.public_id if owner else "", owner.name if owner else "", ended)


def _planned(act: BulkAct, row: BulkRow, refused: Told | None) -> Planned:
    case, before = row.case, row.before or {}
    flag = act.kind == ActKind.FLAG
    return Planned(
        reference=case.reference,
        person=case.detainee.name,
        person_id=case.detainee.public_id,
        before=str(before.get("flags", 0)) if flag else before.get("name", ""),
        after=act.params["kind"] if flag else act.params["name"],
        refused=refused,
        withheld=case.detainee.sensitivity != Sensitivity.NORMAL,
    )
