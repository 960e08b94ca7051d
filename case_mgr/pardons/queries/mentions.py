"""Reads of lists: which name is printed where, and whom the reader may see behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased, joinedload

from case_mgr.access.actor import Actor
from case_mgr.core.blocks import blocks
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.policy import visible as visible_people
from case_mgr.extensions import db
from case_mgr.names.normalise import fold
from case_mgr.pardons.lines import Line, Named, Skip
from case_mgr.pardons.listing import Compared, Known, Printed, compare, forms_of
from case_mgr.pardons.models import Batch, Mention, NameList, Place
from case_mgr.pardons.queries.batches import get_row
from case_mgr.pardons.results import MentionView, PersonBrief

_BLOCK = 400
SEEN = "seen"


def find_people(actor: Actor, ids: Iterable[int]) -> dict[int, PersonBrief]:
    """Find those of the people whom the reader may open, by key."""
    wanted = sorted(set(ids))
    found: dict[int, PersonBrief] = {}
    for block in blocks(wanted, _BLOCK):
        rows = db.session.execute(
            select(Detainee.id, Detainee.public_id, Detainee.reference, Detainee.name).where(
                visible_people(actor), Detainee.id.in_(block)
            )
        )
        found |= {key: PersonBrief(public_id, reference, name) for key, public_id, reference, name in rows}
    return found


def compare_lines(actor: Actor, reference: str, lines: Iterable[Line], label: str) -> Compared:
    """Say what a list brings beside what the batch has and beside its version before, as adding it would find it."""
    return compare_with(get_row(actor, reference), lines, " ".join(label.split())[:200])


def compare_with(batch: Batch, lines: Iterable[Line], label: str) -> Compared:
    """Say the same for services."""
    page = find_list(batch, label)
    return compare(lines, list_known(batch), _printed(page), _left_out(page))


def _printed(page: NameList | None) -> list[Printed]:
    """Return the names of a version of a list, with the places that they stand for."""
    if page is None:
        return []
    rows = db.session.execute(
        select(Place.number, Mention.printed, Mention.raw, Mention.line)
        .join(Mention.place)
        .where(Mention.list_id == page.id)
        .order_by(Mention.id)
    )
    return [Printed(*row) for row in rows]


def _left_out(page: NameList | None) -> set[str]:
    if page is None:
        return set()
    left = Mention.list_id == page.id, Mention.skipped == str(Skip.LEFT_OUT)
    return {fold(printed) for printed in db.session.scalars(select(Mention.printed).where(*left))}


def list_known(batch: Batch) -> list[Known]:
    """List the printed forms of every place of a batch, in the order of their numbers."""
    rows = db.session.scalars(
        select(Mention)
        .join(Mention.place)
        .where(Place.batch_id == batch.id)
        .options(joinedload(Mention.place))
        .order_by(Place.number, Mention.id)
    )
    found: dict[int, list[Mention]] = {}
    for row in rows:
        if row.place is not None:
            found.setdefault(row.place.number, []).append(row)
    return [
        Known(
            number,
            frozenset(form for m in group for form in forms_of(Named(m.printed, tuple(m.spellings)))),
            tuple(m.birth for m in group if m.birth is not None),
        )
        for number, group in found.items()
    ]


def find_list(batch: Batch, label: str) -> NameList | None:
    """Find the newest version of a list."""
    return db.session.scalar(
        select(NameList)
        .where(NameList.batch_id == batch.id, NameList.label == label)
        .order_by(NameList.list_version.desc())
        .limit(1)
    )


def find_seen(actor: Actor, reference: str, number: int) -> tuple[str, str] | None:
    """Find what was last written down on the spot at a place or one joined to it: the words, and who said so."""
    joined = aliased(Place)
    row = db.session.execute(
        select(Mention.raw, NameList.source)
        .join(Mention.name_list)
        .join(Mention.place)
        .outerjoin(joined, Place.same_as_id == joined.id)
        .where(
            NameList.batch_id == get_row(actor, reference).id,
            NameList.kind == SEEN,
            or_(Place.number == number, joined.number == number),
        )
        .order_by(Mention.id.desc())
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else None


def mentions_of(ids: Sequence[int]) -> dict[int, tuple[MentionView, ...]]:
    """Return the printed lines of places, those of places joined to them included; each print of a list once."""
    owners = {key: key for key in ids}
    for block in blocks(ids, _BLOCK):
        joined = db.session.execute(
            select(Place.id, Place.same_as_id).where(Place.same_as_id.in_(block), Place.withdrawn_at.is_(None))
        )
        owners |= {key: same for key, same in joined if key not in owners and same is not None}
    found: dict[int, dict[tuple[str, str], MentionView]] = {}
    keys = sorted(owners)
    for block in blocks(keys, _BLOCK):
        rows = db.session.scalars(
            select(Mention)
            .where(Mention.place_id.in_(block))
            .options(joinedload(Mention.name_list))
            .order_by(Mention.id)
        )
        for row in rows:
            of_place = found.setdefault(owners[row.place_id or 0], {})
            of_place.setdefault((row.name_list.label, row.printed), _mention(row))
    return {key: tuple(views.values()) for key, views in found.items()}


def _mention(row: Mention) -> MentionView:
    page = row.name_list
    spellings = tuple(row.spellings)
    return MentionView(
        row.printed, spellings, row.birth, row.note, row.raw, page.label, page.list_version, page.source, row.line
    )
