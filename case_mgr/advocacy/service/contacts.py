"""Adding and amending a contact."""

from __future__ import annotations

from typing import Any

from babel import Locale

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.accounts import queries as members
from case_mgr.accounts.service import next_number
from case_mgr.advocacy import queries
from case_mgr.advocacy.models import Contact, ContactPost
from case_mgr.advocacy.service.shared import Misfilled, require_current
from case_mgr.advocacy.types import ContactDraft, PostDraft
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Conflict, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.extensions import db

_LONGEST = 300
_COUNTRIES = frozenset(str(code) for code in Locale("en").territories if len(str(code)) == 2 and str(code).isalpha())


def add_contact(actor: Actor, draft: ContactDraft) -> Contact:
    """Add a contact under a new reference."""
    actor.require(Permission.CONTACT_WRITE)
    row = Contact(
        organisation_id=actor.organisation_id,
        reference=f"A-{next_number(actor.organisation_id, 'A'):04d}",
        owner_id=_owner(actor, draft.owner),
        body_id=_body(actor, draft.body, None),
        sort_name=queries.sort_form(draft.name),
        **_values(draft),
    )
    db.session.add(row)
    audit.record(actor, Event.CONTACT_ADDED, row, label=row.reference)
    db.session.flush()
    return row


def amend_contact(actor: Actor, public_id: str, draft: ContactDraft, seen_version: int | None) -> Contact:
    """Change what is known of a contact; an edit of an older state of it is refused."""
    actor.require(Permission.CONTACT_WRITE)
    row, values = queries.get_row(actor, public_id), _values(draft)
    if seen_version != row.version:
        raise Stale(
            N_("Somebody else changed this contact while you were editing. Nothing was written."),
            Conflict(version=row.version),
        )
    owner = _owner(actor, draft.owner)
    if row.owner_id != owner:
        row.owner_id = owner
    body = _body(actor, draft.body, row)
    if row.body_id != body:
        row.body_id = body
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    row.sort_name = queries.sort_form(row.name)
    audit.record(actor, Event.CONTACT_AMENDED, row, label=row.reference)
    db.session.flush()
    return row


def change_post(actor: Actor, public_id: str, draft: PostDraft, seen: int | None) -> Contact:
    """Give a contact a new post, and keep the one before with its dates."""
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_row(actor, public_id)
    require_current(seen, row.version)
    title, left = draft.title.strip()[:_LONGEST], draft.left_before or row.left_post
    if not title:
        raise Misfilled("title", N_("Write the new post."))
    if left and row.took_post and left.before(row.took_post):
        raise Misfilled("left_before", N_("The post ends before it begins. Correct one of the two dates."))
    body = _body(actor, draft.body, row)
    if row.post:
        former = {"title": row.post, "body_id": row.body_id, "took": row.took_post, "left": left}
        row.posts.append(ContactPost(organisation_id=actor.organisation_id, **former))
    row.post, row.body_id = title, body
    row.took_post, row.left_post = draft.took, None
    audit.record(actor, Event.CONTACT_AMENDED, row, label=row.reference)
    db.session.flush()
    return row


def find_named(actor: Actor, words: str) -> str:
    """Return the public id of the contact that somebody typed by reference or by its whole name."""
    found = queries.list_called(actor, words)
    if not found:
        raise Refused(N_("There is no contact of this name or reference: add the contact first."))
    if len(found) > 1:
        raise Refused(
            N_("Several contacts have this name: type one of the references %(references)s."),
            references=", ".join(row.reference for row in found),
        )
    return found[0].public_id


def _values(draft: ContactDraft) -> dict[str, Any]:
    name = " ".join(draft.name.split())
    if not name:
        raise Refused(N_("Enter the name of the person or body."))
    if len(name) > _LONGEST:
        raise Refused(N_("A name has at most %(n)d characters."), n=_LONGEST)
    if draft.country and draft.country not in _COUNTRIES:
        raise Refused(N_("Choose a country from the list."))
    if draft.took_post and draft.left_post and draft.left_post.before(draft.took_post):
        raise Refused(N_("The post ends before it begins. Correct one of the two dates."))
    if draft.do_not_contact and not draft.reason.strip():
        raise Refused(N_("Say why this contact must not be contacted, so that a colleague knows."))
    return {
        "name": name,
        "is_body": draft.is_body,
        "kind": str(draft.kind),
        "country": draft.country,
        "languages": ",".join(draft.languages)[:100],
        "post": draft.post.strip()[:_LONGEST],
        "took_post": draft.took_post,
        "left_post": draft.left_post,
        "do_not_contact": draft.do_not_contact,
        "reason": draft.reason.strip()[:_LONGEST] if draft.do_not_contact else "",
        "notes": draft.notes.strip() or None,
    }


def _body(actor: Actor, public_id: str, row: Contact | None) -> int | None:
    """Return the body that a contact belongs to: never itself, and no circle of bodies."""
    if not public_id:
        return None
    try:
        found = queries.get_row(actor, public_id, lock=True)
    except NotFound as error:
        raise Misfilled("body", N_("Choose a body from the list.")) from error
    if not found.is_body:
        raise Misfilled("body", N_("Choose a body from the list."))
    above: Contact | None = found
    while row is not None and above is not None:
        if above.id == row.id:
            raise Misfilled("body", N_("A body cannot belong to itself, nor to one that belongs to it."))
        above = above.body
    return found.id


def _owner(actor: Actor, public_id: str | None) -> int | None:
    if not public_id:
        return None
    found = members.find_member_id(actor, public_id)
    if found is None:
        raise Refused(N_("Choose an owner among the members of the organisation."))
    return found
