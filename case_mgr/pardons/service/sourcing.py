"""Where a batch stands published, copies that stay when a page disappears, and who mediated."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries as advocacy
from case_mgr.advocacy.models import Contact
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.crypto import Unreadable
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.documents.content import look
from case_mgr.documents.content.formats import ABOUT
from case_mgr.documents.types import LARGEST, Format
from case_mgr.extensions import db
from case_mgr.files import service as files
from case_mgr.files.models import StoredFile
from case_mgr.pardons import queries
from case_mgr.pardons.models import BatchSource, Mediator
from case_mgr.pardons.service.claiming import require_past
from case_mgr.pardons.types import MediatorDraft, SourceDraft

_SHORT = 6


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of a page that was looked at and encrypted, and belongs to no source yet."""

    format: str
    file: StoredFile


@dataclass(frozen=True, slots=True)
class CopyOut:
    """A copy on its way out: under a name that says nothing."""

    name: str
    mimetype: str
    size: int
    chunks: Iterator[bytes]


def seal_copy(actor: Actor, stream: BinaryIO, name: str) -> Copy:
    """Look at the copy of a page and encrypt it; whatever is refused leaves nothing behind."""
    actor.require(Permission.BATCH_WRITE)
    size = stream.seek(0, io.SEEK_END)
    if size > LARGEST or getattr(stream, "is_too_large", False):
        raise Refused(N_("This file is larger than %(n)d MB."), n=LARGEST // 1024**2)
    found = look(stream, size, name)
    stream.seek(0)
    return Copy(str(found.format), files.seal(actor, stream, "", largest=LARGEST))


def drop_copy(copy: Copy) -> None:
    """Throw away what was encrypted and is not wanted after all."""
    files.drop(copy.file)


def add_source(actor: Actor, reference: str, draft: SourceDraft, copy: Copy | None = None) -> BatchSource:
    """Say where a batch stands published, with an address, an archived address, or a copy."""
    if copy is not None:
        files.keep(copy.file)
    actor.require(Permission.BATCH_WRITE)
    batch = queries.get_row(actor, reference)
    if not draft.title.strip():
        raise Refused(N_("Say what this source is, for example who published it."))
    if not (draft.link.strip() or draft.archived.strip() or copy):
        raise Refused(N_("Give the address of the page, of an archived copy, or a file."))
    require_past(draft.published)
    row = BatchSource(
        organisation_id=actor.organisation_id,
        batch=batch,
        title=draft.title.strip()[:300],
        link=draft.link.strip()[:500],
        archived=draft.archived.strip()[:500],
        published=draft.published,
        file=copy.file if copy else None,
        format=copy.format if copy else "",
        author_id=actor.user_id,
    )
    db.session.add(row)
    audit.record(actor, Event.BATCH_AMENDED, batch, label=batch.reference)
    db.session.flush()
    return row


def withdraw_source(actor: Actor, reference: str, public_id: str, reason: str) -> BatchSource:
    """Take a source back that has nothing to do with the batch; it stays readable."""
    actor.require(Permission.BATCH_WRITE)
    row = queries.get_source_row(actor, reference, public_id)
    _require_standing(row, reason)
    row.withdrawn_at, row.withdrawn_reason = clock.now(), reason.strip()[:500]
    audit.record(actor, Event.BATCH_AMENDED, row.batch, label=row.batch.reference)
    db.session.flush()
    return row


def take_copy_out(actor: Actor, reference: str, public_id: str) -> CopyOut:
    """Give a copy out whole; that it left is written down before its first byte."""
    row = queries.get_source_row(actor, reference, public_id)
    if row.file is None:
        raise NotFound(N_("This source has no copy."))
    about = ABOUT[Format(row.format)]
    try:
        chunks = files.stream(row.file)
    except Unreadable as error:
        raise Refused(error.sentence) from error
    audit.record(actor, Event.BATCH_COPY_TAKEN_OUT, row.batch, label=row.batch.reference)
    name = f"{row.batch.reference}-{row.public_id[:_SHORT]}.{about.endings[0]}"
    return CopyOut(name, about.mimetype, row.file.size, chunks)


def add_mediator(actor: Actor, reference: str, draft: MediatorDraft) -> Mediator:
    """Say that a contact of ours mediated, and who says so."""
    actor.require(Permission.BATCH_WRITE)
    actor.require(Permission.CONTACT_READ)
    batch, contact = queries.get_row(actor, reference), _called(actor, draft.contact)
    if not draft.source.strip():
        raise Refused(N_("Say who says so: that somebody mediated is a claim."))
    standing = [one for one in queries.list_mediators(actor, reference) if not one.withdrawn_at]
    if any(one.contact == contact.public_id for one in standing):
        raise Refused(N_("This contact is among the mediators already."))
    row = Mediator(organisation_id=actor.organisation_id, batch=batch, contact=contact, author_id=actor.user_id)
    row.part, row.source = draft.part.strip()[:300] or None, draft.source.strip()[:500]
    db.session.add(row)
    audit.record(actor, Event.BATCH_AMENDED, batch, label=batch.reference)
    db.session.flush()
    return row


def withdraw_mediator(actor: Actor, reference: str, public_id: str, reason: str) -> Mediator:
    """Take back that a contact mediated; it stays readable for whoever may see the contact."""
    actor.require(Permission.BATCH_WRITE)
    row = queries.get_mediator_row(actor, reference, public_id)
    _require_standing(row, reason)
    row.withdrawn_at, row.reason = clock.now(), reason.strip()[:500]
    audit.record(actor, Event.BATCH_AMENDED, row.batch, label=row.batch.reference)
    db.session.flush()
    return row


def _called(actor: Actor, words: str) -> Contact:
    """Return the one contact of a reference or of exactly this name."""
    found = advocacy.list_called(actor, words) if words.strip() else []
    if len(found) > 1:
        names = ", ".join(row.reference for row in found)
        raise Refused(
            N_("Several contacts bear this name. Enter the reference of one: %(references)s."), references=names
        )
    if not found:
        raise Refused(N_("No contact has this name or reference. Add the contact first, under Contacts."))
    return advocacy.get_row(actor, found[0].public_id, lock=True)


def _require_standing(row: BatchSource | Mediator, reason: str) -> None:
    if row.withdrawn_at is not None:
        raise NotFound(N_("This was taken back already."))
    if not reason.strip():
        raise Refused(N_("Say why it is taken back."))
