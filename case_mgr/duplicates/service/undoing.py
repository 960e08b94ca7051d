"""A merge is taken back: its journal is read backwards. What came since is kept, and where it goes is said before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select, update

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases import service as casework
from case_mgr.cases.models import Case
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.detainees import service as register
from case_mgr.detainees.models import Detainee, Keeper
from case_mgr.detainees.moving import at, digest_of, key_of, model_of, packed, table_of, unpacked
from case_mgr.detainees.types import Sensitivity
from case_mgr.duplicates import queries
from case_mgr.duplicates.models import Merge, Pair
from case_mgr.duplicates.policy import sees_everything
from case_mgr.duplicates.queries.counting import COUNTED
from case_mgr.duplicates.service.looking import mark
from case_mgr.duplicates.types import UndoLine
from case_mgr.extensions import db
from case_mgr.sources import service as sources
from case_mgr.support import service as support

EDITED = N_("%(what)s: %(n)s edited since go back to %(reference)s as they are now.")
GONE = N_("%(what)s: %(n)s were removed since and stay removed.")
NEW = N_("%(what)s: %(n)s were recorded since and stay with %(reference)s.")
FOLLOW = N_("%(what)s: %(n)s were recorded since in a case that goes back, and go with it to %(reference)s.")
STAYS = N_("%(n)s values of %(reference)s were changed since and stay as they are now.")
CAUTION = N_("%(reference)s stays restricted, because something was recorded on it since. Open it yourself if you may.")
_CLOSED = N_("A part of these two records is closed to you. Ask a coordinator to take the merge back.")
_LATER = N_("%(absorbed)s was merged into %(survivor)s later. Undo that merge first.")
_NAMELESS = N_("Without the merge %(reference)s would have no name. Add one to it first.")
_OTHER_ROWS = N_("Other rows")


@dataclass(slots=True)
class Plan:
    """What taking a merge back would do now."""

    back: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    follow: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    restore: list[Mapping[str, Any]] = field(default_factory=list)
    drop: list[Mapping[str, Any]] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)
    edited: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    fresh: Counter[str] = field(default_factory=Counter)
    followers: Counter[str] = field(default_factory=Counter)
    stays: int = 0
    caution: bool = False


def foresee(actor: Actor, merge_id: str) -> list[UndoLine]:
    """Say what taking a merge back does with everything that changed since."""
    row = _may(actor, merge_id)
    return _lines(row, _plan(row))


def undo(actor: Actor, merge_id: str) -> Merge:
    """Take a merge back: both records stand again, each with what is its own."""
    # Of two who take the same merge back at once, the second is told so.
    db.session.execute(select(Merge.id).where(Merge.public_id == merge_id).with_for_update())
    row = _may(actor, merge_id)
    survivor, absorbed, journal = row.survivor, row.absorbed, row.journal
    plan = _plan(row)
    for table, column, key in plan.back + plan.follow:
        target = table_of(table)
        here = at(target, key), target.c[column] == survivor.id
        db.session.execute(update(target).where(*here).values({column: absorbed.id}))
    _move_keepers(plan, survivor, absorbed)
    db.session.expire_all()
    for change in plan.restore:
        _restore(change)
    for added in plan.drop:
        target = table_of(added["table"])
        db.session.execute(target.delete().where(target.c.id == added["id"]))
    db.session.flush()
    db.session.expire_all()
    sources.repoint(actor, survivor.public_id, absorbed.public_id, only=journal["claims"])
    _return_pairs(row, journal)
    register.give_back(absorbed, survivor)
    support.give_codes_back(survivor, absorbed)
    row.undone_at, row.undone_by_id = clock.now(), actor.user_id
    moved = len(plan.back) + len(plan.follow)
    audit.record(actor, Event.MERGE_UNDONE, row, rows=moved)
    facts: dict[str, Any] = {"rows": moved, "reason": ""}
    audit.record(actor, Event.MERGE_UNDONE, survivor, label=survivor.reference, other=absorbed.public_id, **facts)
    audit.record(actor, Event.MERGE_UNDONE, absorbed, label=absorbed.reference, other=survivor.public_id, **facts)
    casework.tell_moved(actor, plan.cases, absorbed.public_id)
    mark(row.organisation_id, [survivor.id, absorbed.id])
    db.session.flush()
    return row


def _may(actor: Actor, merge_id: str) -> Merge:
    actor.require(Permission.PERSON_MERGE)
    if not sees_everything(actor):
        raise Refused(_CLOSED)
    row = queries.get_merge_row(actor, merge_id)
    if row.undone_at is not None:
        raise Refused(N_("This merge was taken back already."))
    later = queries.find_last_standing(row)
    if later is not None:
        raise Refused(_LATER, absorbed=later.absorbed.reference, survivor=later.survivor.reference)
    return row


def _plan(row: Merge) -> Plan:
    plan, journal, person = Plan(), row.journal, row.survivor_id
    for move in journal["moves"]:
        _plan_move(plan, move, person)
    _plan_changes(plan, journal)
    moved: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for table, column, key in plan.back:
        moved[f"{table}.{column}"].append(key)
    for place, own in journal["own"].items():
        table, column = place.split(".")
        _plan_fresh(plan, table_of(table), column, [*own, *moved[place]], person)
    names = {str(key) for table, _, key in plan.back if table == "person_name"}
    target = table_of("person_name")
    held = db.session.execute(select(target.c.id).where(target.c.detainee_id == person)).scalars()
    if all(str({"id": number}) in names for number in held):
        raise Refused(_NAMELESS, reference=row.survivor.reference)
    _be_careful(plan, row)
    return plan


def _plan_move(plan: Plan, move: Mapping[str, Any], person: int) -> None:
    table, column, key = table_of(move["table"]), move["column"], move["key"]
    found = db.session.execute(select(table).where(at(table, key), table.c[column] == person)).mappings().first()
    if found is None:
        # Who stands close because of a case is written anew with every change of its team: it goes with the case.
        if table is not Keeper.__table__:
            plan.gone[table.name] += 1
        return
    plan.back.append((table.name, column, key))
    if table is Case.__table__:
        plan.cases.append(int(key["id"]))
    elif digest_of(dict(found), {column}) != move["digest"]:
        plan.edited[table.name] += 1


def _plan_changes(plan: Plan, journal: Mapping[str, Any]) -> None:
    """Restore values that nobody changed since; those of one group together or not at all."""
    last: dict[tuple[str, int, str], Any] = {}
    for change in journal["changes"]:
        last[change["table"], change["id"], change["field"]] = change["after"]
    touched: set[str] = set()
    lost: set[tuple[str, int, str]] = set()
    for (table, number, name), after in last.items():
        row = db.session.get(model_of(table), number)
        if row is None or packed(getattr(row, name)) != after:
            lost.add((table, number, name))
    for change in journal["changes"]:
        if change["group"] and (change["table"], change["id"], change["field"]) in lost:
            touched.add(change["group"])
    for added in journal["added"]:
        target = table_of(added["table"])
        found = db.session.execute(select(target).where(target.c.id == added["id"])).mappings().first()
        if found is None or digest_of(dict(found), set()) != added["digest"]:
            touched.add(added["group"])
    plan.drop = [added for added in journal["added"] if added["group"] not in touched]
    for change in reversed(journal["changes"]):
        place = change["table"], change["id"], change["field"]
        if change["group"] in touched - {""} or place in lost:
            continue
        plan.restore.append(change)
    flags = {"is_primary", "for_language", "joined_at"}
    plan.stays = sum(1 for _, _, name in lost if name not in flags)


def _plan_fresh(plan: Plan, table: Table, column: str, known: list[dict[str, Any]], person: int) -> None:
    """Find what was recorded on the surviving person since; what belongs to a case that goes back goes with it."""
    of_case = next((key.parent for key in table.foreign_keys if key.column.table is Case.__table__), None)
    for row in db.session.execute(select(table).where(table.c[column] == person)).mappings():
        key = key_of(table, column, dict(row))
        if key in known or table is Keeper.__table__:
            continue
        if of_case is not None and row[of_case.name] in plan.cases:
            plan.follow.append((table.name, column, key))
            plan.followers[table.name] += 1
        elif table.name in COUNTED:
            plan.fresh[table.name] += 1


def _be_careful(plan: Plan, row: Merge) -> None:
    """Open nobody to everybody on whom something was recorded while only their team could read it."""
    opens = [
        change
        for change in plan.restore
        if change["table"] == Detainee.__tablename__
        and change["field"] == "sensitivity"
        and change["before"] == Sensitivity.NORMAL
    ]
    if opens and (plan.fresh or plan.stays):
        plan.restore = [change for change in plan.restore if change not in opens]
        plan.caution = True


def _lines(row: Merge, plan: Plan) -> list[UndoLine]:
    survivor, absorbed = row.survivor.reference, row.absorbed.reference
    told = ((EDITED, plan.edited, absorbed), (GONE, plan.gone, absorbed), (NEW, plan.fresh, survivor))
    lines = [
        UndoLine(sentence, {"what": COUNTED.get(table, _OTHER_ROWS), "n": count, "reference": reference})
        for sentence, counts, reference in (*told, (FOLLOW, plan.followers, absorbed))
        for table, count in counts.items()
    ]
    if plan.stays:
        lines.append(UndoLine(STAYS, {"n": plan.stays, "reference": survivor}))
    if plan.caution:
        lines.append(UndoLine(CAUTION, {"reference": survivor}))
    return lines


def _restore(change: Mapping[str, Any]) -> None:
    model = model_of(change["table"])
    if change["field"] == "version":
        target = table_of(change["table"])
        db.session.execute(update(target).where(target.c.id == change["id"]).values(version=change["before"]))
        db.session.expire_all()
        return
    row = db.session.get(model, change["id"])
    setattr(row, change["field"], unpacked(change["before"]))
    db.session.flush()


def _move_keepers(plan: Plan, survivor: Detainee, absorbed: Detainee) -> None:
    """Whoever stands close because of a case that goes back goes with it, also those who joined since."""
    references = db.session.scalars(select(Case.reference).where(Case.id.in_(plan.cases))).all()
    here = Keeper.detainee_id == survivor.id, Keeper.because.in_(references)
    db.session.execute(update(Keeper).where(*here).values(detainee_id=absorbed.id))


def _return_pairs(row: Merge, journal: Mapping[str, Any]) -> None:
    for number, first, second in journal["pairs"]:
        pair = db.session.get(Pair, number)
        if pair is not None:
            pair.first_id, pair.second_id = first, second
    merged = db.session.get(Pair, row.pair_id) if row.pair_id else None
    if merged is not None:
        merged.answer, merged.by_hand, merged.changed_at = journal["answer"], True, clock.now()
    db.session.flush()
