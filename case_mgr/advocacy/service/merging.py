"""Two contacts of one person or body become one, or are told apart; nothing is dropped, and it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, or_, select, update

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import likeness, queries
from case_mgr.advocacy.kinds import ContactKind
from case_mgr.advocacy.models import Contact, ContactApart, ContactMerge, ContactPost
from case_mgr.advocacy.service.shared import Misfilled, require_reason
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db

# What a merge keeps of itself, and the way from one contact to the other.
_OWN = frozenset({"contact_apart", "contact_merge", "advocacy_contact.merged_into_id"})
_FIELDS: tuple[str, ...] = (
    *("kind", "country", "languages", "post", "took_post", "left_post", "body_id", "owner_id"),
    *("do_not_contact", "reason", "notes", "channels", "also", "sort_also"),
)
_DATES = frozenset({"took_post", "left_post"})
# What says one thing together is put back together, or stays.
_TOGETHER: tuple[tuple[str, ...], ...] = (
    ("do_not_contact", "reason"),
    ("post", "took_post", "left_post", "body_id"),
    ("also", "sort_also"),
)


def mark_of(actor: Actor, one_id: str, two_id: str) -> str:
    """Return a mark of how both contacts are now: it differs as soon as somebody changed one."""
    both = sorted((queries.get_row(actor, one_id), queries.get_row(actor, two_id)), key=lambda row: row.id)
    return "-".join(str(row.version) for row in both)


def merge_contacts(actor: Actor, kept_id: str, other_id: str, reason: str, seen: str = "") -> ContactMerge:
    """Make one contact part of another: everything moves, and of two rules the stricter one holds."""
    actor.require(Permission.CONTACT_WRITE)
    kept, other = _both(actor, kept_id, other_id)
    why = require_reason(reason)
    if seen and seen != mark_of(actor, kept_id, other_id):
        raise Misfilled("reason", N_("One of the two contacts changed while you were choosing. Look at both again."))
    _require_one_kind(kept, other)
    before = {name: _stored(kept, name) for name in _FIELDS}
    moves = _move(other, kept)
    added = _take_over(kept, other)
    other.withdrawn_at, other.merged_into_id = clock.now(), kept.id
    apart = _carry_apart(kept, other)
    db.session.flush()
    after = {name: _stored(kept, name) for name in _FIELDS}
    journal = {"moves": moves, "before": before, "after": after, "added": added, "apart": apart}
    row = ContactMerge(
        organisation_id=actor.organisation_id,
        kept=kept,
        other=other,
        reason=why,
        journal=journal,
        author_id=actor.user_id,
    )
    db.session.add(row)
    audit.record(actor, Event.CONTACTS_MERGED, kept, label=kept.reference, merged=other.reference, reason=why)
    audit.record(actor, Event.CONTACTS_MERGED, other, label=other.reference, merged=kept.reference, reason=why)
    db.session.flush()
    return row


def undo_merge(actor: Actor, public_id: str) -> tuple[ContactMerge, bool]:
    """Take a merge back; says whether what the kept contact says could be put back too, or was changed since."""
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_merge_row(actor, public_id)
    kept, other = row.kept, row.other
    if row.undone_at is not None:
        raise Refused(N_("This merge was taken back already."))
    _lock(kept, other)
    if kept.withdrawn_at is not None or other.merged_into_id != kept.id:
        raise Refused(N_("%(reference)s was merged further: take that merge back first."), reference=kept.reference)
    journal: dict[str, Any] = row.journal or {}
    other.withdrawn_at, other.merged_into_id = None, None
    _move_back(journal["moves"], kept, other)
    whole = _put_back(kept, journal)
    _restore_apart(journal["apart"])
    row.undone_at, row.undone_by_id = clock.now(), actor.user_id
    audit.record(actor, Event.CONTACT_MERGE_UNDONE, kept, label=kept.reference, merged=other.reference)
    audit.record(actor, Event.CONTACT_MERGE_UNDONE, other, label=other.reference, merged=kept.reference)
    db.session.flush()
    return row, whole


def tell_apart(actor: Actor, one_id: str, two_id: str) -> None:
    """Remember that two contacts are not the same: they are never suggested again."""
    actor.require(Permission.CONTACT_WRITE)
    one, two = sorted(_both(actor, one_id, two_id), key=lambda row: row.id)
    if queries.find_apart(one, two) is not None:
        raise Refused(N_("These two were told apart already."))
    told = {"first_id": one.id, "second_id": two.id, "author_id": actor.user_id}
    db.session.add(ContactApart(organisation_id=actor.organisation_id, **told))
    audit.record(actor, Event.CONTACTS_TOLD_APART, one, label=one.reference, apart=two.reference)
    db.session.flush()


def _both(actor: Actor, one_id: str, two_id: str) -> tuple[Contact, Contact]:
    one, two = queries.get_row(actor, one_id), queries.get_row(actor, two_id)
    if one.id == two.id:
        raise Refused(N_("Choose two different contacts."))
    _lock(one, two)
    # Whoever merged one of the two meanwhile was first.
    return queries.get_row(actor, one_id), queries.get_row(actor, two_id)


def _lock(*rows: Contact) -> None:
    ids = [row.id for row in rows]
    db.session.execute(select(Contact.id).where(Contact.id.in_(ids)).order_by(Contact.id).with_for_update())
    db.session.expire_all()


def _require_one_kind(kept: Contact, other: Contact) -> None:
    if kept.is_body != other.is_body:
        raise Misfilled("reason", N_("One of the two is a person and the other a body: correct that first."))
    for lower, upper in ((kept, other), (other, kept)):
        if any(body.id == upper.id for body in _above(lower)):
            raise Misfilled("reason", N_("One of the two belongs to the other: they are not the same."))


def _above(row: Contact) -> Iterator[Contact]:
    body = row.body
    while body is not None:
        yield body
        body = body.body


def pointing() -> list[tuple[Table, str]]:
    """List every column of any room that points at a contact: it moves, also when only some may read its row."""
    return sorted(
        (
            (table, key.parent.name)
            for table in Contact.metadata.tables.values()
            for key in table.foreign_keys
            if key.column.table.name == Contact.__tablename__
            if not {table.name, f"{table.name}.{key.parent.name}"} & _OWN
        ),
        key=lambda one: (one[0].name, one[1]),
    )


def _move(other: Contact, kept: Contact) -> dict[str, list[int]]:
    """Point everything at the kept contact, past the ORM: a move changes nothing that a row says."""
    db.session.flush()
    moved: dict[str, list[int]] = {}
    for table, column in pointing():
        ids = db.session.scalars(select(table.c.id).where(table.c[column] == other.id).order_by(table.c.id)).all()
        if ids:
            moved[f"{table.name}.{column}"] = list(ids)
            db.session.execute(update(table).where(table.c[column] == other.id).values({column: kept.id}))
    db.session.expire_all()
    return moved


def _move_back(moves: dict[str, list[int]], kept: Contact, other: Contact) -> None:
    """Point at the other contact again what pointed at it, but for what points elsewhere since."""
    db.session.flush()
    for table, column in pointing():
        ids = moves.get(f"{table.name}.{column}", [])
        for start in range(0, len(ids), 400):
            here = table.c.id.in_(ids[start : start + 400]), table.c[column] == kept.id
            db.session.execute(update(table).where(*here).values({column: other.id}))
    db.session.expire_all()


def _take_over(kept: Contact, other: Contact) -> list[int]:
    """Let the kept contact say what both said; a second post stands among those before. Returns posts that are new."""
    added: list[int] = []
    if kept.kind == ContactKind.OTHER and other.kind != ContactKind.OTHER:
        kept.kind = other.kind
    kept.country = kept.country or other.country
    languages = likeness.united(kept.languages.split(","), other.languages.split(","))
    kept.languages = ",".join(languages)[:100]
    if other.post and not kept.post:
        kept.post, kept.body_id = other.post, other.body_id or kept.body_id
        kept.took_post, kept.left_post = other.took_post, other.left_post
    elif other.post and _is_same_post(kept, other):
        if kept.took_post is None:
            kept.took_post = other.took_post
        if kept.left_post is None:
            kept.left_post = other.left_post
    elif other.post:
        post = ContactPost(
            organisation_id=kept.organisation_id,
            contact=kept,
            title=other.post,
            body_id=other.body_id,
            took=other.took_post,
            left=other.left_post,
        )
        db.session.add(post)
        db.session.flush()
        added.append(post.id)
    kept.body_id = kept.body_id or other.body_id
    kept.owner_id = kept.owner_id or other.owner_id
    kept.do_not_contact = kept.do_not_contact or other.do_not_contact
    kept.reason = "; ".join(likeness.united([kept.reason], [other.reason]))[:300]
    kept.notes = "\n\n".join(likeness.united([kept.notes or ""], [other.notes or ""])) or None
    kept.channels = _channels(kept, other) or None
    names = likeness.united(kept.also.split("\n"), [other.name], other.also.split("\n"))
    kept.also = "\n".join(name for name in names if name != kept.name)[:2000]
    kept.sort_also = "".join(f"\n{queries.sort_form(name)}\n" for name in kept.also.split("\n") if name)[:2000]
    return added


def _is_same_post(kept: Contact, other: Contact) -> bool:
    """Whether both posts are one: the same title, and nothing else that both say differs."""
    took, left = kept.took_post or other.took_post, kept.left_post or other.left_post
    both = ((getattr(kept, name), getattr(other, name)) for name in ("body_id", "took_post", "left_post"))
    agree = all(one is None or two is None or one == two for one, two in both)
    return kept.post == other.post and agree and not (took and left and left.before(took))


def _channels(kept: Contact, other: Contact) -> list[dict[str, Any]]:
    """Unite the channels: one that either record does not know to be safe is not known to be safe."""
    out: dict[tuple[str, str], dict[str, Any]] = {}
    for item in (*(kept.channels or ()), *(other.channels or ())):
        known = out.get((item["kind"], item["value"]))
        if known is None:
            out[item["kind"], item["value"]] = dict(item)
        else:
            known["safe"] = known["safe"] and item["safe"]
            known["best_time"] = "; ".join(likeness.united([known["best_time"]], [item["best_time"]]))
    return list(out.values())


def _stored(row: Contact, name: str) -> Any:
    value = getattr(row, name)
    return value.edtf if isinstance(value, PartialDate) else value


def _put_back(kept: Contact, journal: dict[str, Any]) -> bool:
    """Put back what the kept contact said, thing by thing; what somebody changed since stays as it is."""
    whole, before, after = True, journal["before"], journal["after"]
    single = [(name,) for name in after if not any(name in group for group in _TOGETHER)]
    for group in (*_TOGETHER, *single):
        changed = [name for name in group if before[name] != after[name]]
        if changed and any(_stored(kept, name) != after[name] for name in group):
            whole = False
            continue
        for name in changed:
            value = before[name]
            setattr(kept, name, PartialDate.parse(value) if name in _DATES and value else value)
    for post in db.session.scalars(select(ContactPost).where(ContactPost.id.in_(journal["added"]))):
        db.session.delete(post)
    return whole


def _carry_apart(kept: Contact, other: Contact) -> dict[str, list[list[int]]]:
    """A “not the same” about either is one about both."""
    found = select(ContactApart).where(or_(ContactApart.first_id == other.id, ContactApart.second_id == other.id))
    carried: dict[str, list[list[int]]] = {"moved": [], "gone": []}
    for row in db.session.scalars(found.order_by(ContactApart.id)).all():
        third = row.second_id if row.first_id == other.id else row.first_id
        told = [row.organisation_id, row.first_id, row.second_id, row.author_id]
        one, two = sorted((kept.id, third))
        there = select(ContactApart.id).where(ContactApart.first_id == one, ContactApart.second_id == two)
        if third == kept.id or db.session.scalar(there) is not None:
            carried["gone"].append(told)
            db.session.delete(row)
        else:
            carried["moved"].append([row.id, row.first_id, row.second_id])
            row.first_id, row.second_id = one, two
        db.session.flush()
    return carried


def _restore_apart(carried: dict[str, list[list[int]]]) -> None:
    for key, one, two in carried["moved"]:
        row = db.session.get(ContactApart, key)
        if row is not None:
            row.first_id, row.second_id = one, two
    for organisation, one, two, author in carried["gone"]:
        db.session.add(ContactApart(organisation_id=organisation, first_id=one, second_id=two, author_id=author))
    db.session.flush()
