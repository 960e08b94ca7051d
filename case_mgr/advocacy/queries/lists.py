"""Reads of submitted lists: for whoever made them and for those whom they named."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, func, not_, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.advocacy.kinds import ListState, NameAnswer
from case_mgr.advocacy.models import ListReader, SubmittedList, SubmittedName
from case_mgr.advocacy.policy import visible_lists
from case_mgr.advocacy.queries.overlap import exits_of, freed_since, list_freed, overlaps_of
from case_mgr.advocacy.types import Freed, HandedFreed, ListRow, ListView, NameRow
from case_mgr.cases import policy as case_policy
from case_mgr.cases.models import Case, Exit
from case_mgr.core.blocks import among
from case_mgr.core.errors import NotFound
from case_mgr.core.paging import Page, PageRequest, settle
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import withheld
from case_mgr.detainees.types import Sensitivity
from case_mgr.extensions import db

_MOST_LISTS = 50


def list_lists(actor: Actor, request: PageRequest, contact: str = "") -> Page[ListRow]:
    """List the lists that the actor may read, newest first."""
    wanted = _lists(actor)
    if contact:
        wanted = wanted.where(SubmittedList.contact.has(public_id=contact))
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    at = settle(request, total)
    ordered = wanted.order_by(SubmittedList.id.desc()).offset((at.number - 1) * at.size).limit(at.size)
    rows = db.session.scalars(ordered).all()
    counted = _counted(actor, [row.id for row in rows])
    return Page([_row(row, *counted.get(row.id, (0, 0))) for row in rows], total, at.number, at.size)


def get_list_row(actor: Actor, public_id: str) -> SubmittedList:
    """Return the record behind a list, for services."""
    row = db.session.scalar(_lists(actor).where(SubmittedList.public_id == public_id))
    if row is None:
        raise NotFound(N_("There is no such list."))
    return row


def get_list(actor: Actor, public_id: str) -> ListView:
    """Return a list with its names, what was answered, and who of them came out since."""
    row = get_list_row(actor, public_id)
    names = db.session.scalars(_names(actor).where(SubmittedName.list_id == row.id).order_by(SubmittedName.number))
    found = list(names)
    total = db.session.scalar(select(func.count()).where(SubmittedName.list_id == row.id)) or 0
    freed = list_freed(actor, found, row.handed) if row.handed else {}
    shown = tuple(_name(name, freed) for name in found)
    answered = sum(name.answer is not NameAnswer.NONE for name in shown)
    return ListView(
        row=_row(row, len(shown), answered),
        reason=row.reason or "",
        note=row.note or "",
        author=row.author.name,
        readers=tuple(sorted(reader.user.name for reader in row.readers)),
        names=shown,
        withheld=total - len(shown),
        overlaps=overlaps_of(freed.values()),
        version=row.version,
    )


def list_freed_in(actor: Actor, batch: str) -> list[HandedFreed]:
    """List the lists that the actor may read of whose names some came out in a batch, the latest handed first."""
    came = select(Case.detainee_id).join(Exit, Exit.case_id == Case.id)
    freed_in = came.where(case_policy.visible(actor), Exit.batch == batch, Exit.withdrawn_at.is_(None))
    named = select(SubmittedName.list_id).join(Case, Case.id == SubmittedName.case_id)
    of_batch = SubmittedList.id.in_(named.where(Case.detainee_id.in_(freed_in)))
    handed = SubmittedList.state == str(ListState.HANDED)
    rows = db.session.scalars(
        _lists(actor).where(handed, of_batch).order_by(SubmittedList.id.desc()).limit(_MOST_LISTS)
    ).all()
    names: dict[int, list[SubmittedName]] = {row.id: [] for row in rows}
    for name in db.session.scalars(_names(actor).where(SubmittedName.list_id.in_(names))):
        names[name.list_id].append(name)
    exits = exits_of(actor, {name.case.detainee_id for of_list in names.values() for name in of_list})
    out = []
    for row in rows:
        freed = freed_since(names[row.id], exits, row.handed).values() if row.handed else ()
        found = next((one for one in overlaps_of(freed) if one.batch == batch), None)
        if found is not None:
            told = (row.public_id, row.reference, row.contact.name, row.handed, len(names[row.id]))
            out.append(HandedFreed(*told, found.freed, found.first))
    return out


def get_name_row(actor: Actor, list_id: str, public_id: str) -> SubmittedName:
    """Return the record behind a name of a list that the actor may read."""
    row = db.session.scalar(
        _names(actor)
        .join(SubmittedName.list)
        .where(visible_lists(actor), SubmittedList.public_id == list_id, SubmittedName.public_id == public_id)
        .options(contains_eager(SubmittedName.list))
    )
    if row is None:
        raise NotFound(N_("There is no such name."))
    return row


def get_name(actor: Actor, list_id: str, public_id: str) -> NameRow:
    """Return one name of a list."""
    return _name(get_name_row(actor, list_id, public_id), {})


def list_to_name(actor: Actor, keys: Sequence[int]) -> dict[int, tuple[str, bool]]:
    """Return of cases that the actor may open the name of the person, and whether it may be given to others."""
    rows = db.session.execute(
        select(Case.id, Detainee.name, Detainee.sensitivity)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(case_policy.visible(actor), Case.id.in_(keys))
    )
    return {key: (name, sensitivity == Sensitivity.NORMAL) for key, name, sensitivity in rows}


def list_kept_back(actor: Actor, list_id: int) -> list[SubmittedName]:
    """List the names that keep a list from being handed over: withheld now, or closed to the actor."""
    wanted = (
        select(SubmittedName)
        .join(Case, Case.id == SubmittedName.case_id)
        .join(Detainee, Detainee.id == Case.detainee_id)
        .where(SubmittedName.list_id == list_id, or_(withheld(), not_(case_policy.visible(actor))))
        .order_by(SubmittedName.number)
    )
    return list(db.session.scalars(wanted))


def list_known_lists(actor: Actor, public_ids: Collection[str]) -> set[str]:
    """Return those of the lists that the actor may open."""
    wanted = select(SubmittedList.public_id).where(visible_lists(actor))
    return among(db.session, wanted, SubmittedList.public_id, public_ids)


def _lists(actor: Actor) -> Select[SubmittedList]:
    return (
        select(SubmittedList)
        .where(visible_lists(actor))
        .options(
            joinedload(SubmittedList.contact),
            joinedload(SubmittedList.author),
            selectinload(SubmittedList.readers).joinedload(ListReader.user),
        )
    )


def _names(actor: Actor) -> Select[SubmittedName]:
    return (
        select(SubmittedName)
        .join(Case, Case.id == SubmittedName.case_id)
        .where(case_policy.visible(actor))
        .options(joinedload(SubmittedName.case).joinedload(Case.detainee))
    )


def _counted(actor: Actor, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    answered = func.count().filter(SubmittedName.answer != str(NameAnswer.NONE))
    rows = db.session.execute(
        select(SubmittedName.list_id, func.count(), answered)
        .join(Case, Case.id == SubmittedName.case_id)
        .where(SubmittedName.list_id.in_(ids), case_policy.visible(actor))
        .group_by(SubmittedName.list_id)
    )
    return {key: (names, told) for key, names, told in rows}


def _row(row: SubmittedList, names: int, answered: int) -> ListRow:
    return ListRow(
        public_id=row.public_id,
        reference=row.reference,
        contact=row.contact.name,
        contact_id=row.contact.public_id,
        state=ListState(row.state),
        handed=row.handed,
        names=names,
        answered=answered,
    )


def _name(row: SubmittedName, freed: Mapping[int, Freed]) -> NameRow:
    return NameRow(
        public_id=row.public_id,
        number=row.number,
        printed=row.printed or "",
        reason=row.reason or "",
        case=row.case.reference,
        person=row.case.detainee.name,
        answer=NameAnswer(row.answer),
        answered=row.answered,
        note=row.answer_note or "",
        version=row.version,
        freed=freed.get(row.id),
    )
