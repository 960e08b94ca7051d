"""Files of talks and submissions: told by content, encrypted, taken out one by one, each time written down."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries
from case_mgr.advocacy.kinds import FileWay, SubmissionState
from case_mgr.advocacy.models import InteractionFile, SubmissionFile
from case_mgr.advocacy.service.shared import Misfilled, require_reason
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.crypto import Unreadable
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.documents.content import look
from case_mgr.documents.content.formats import ABOUT
from case_mgr.documents.types import LARGEST, Format
from case_mgr.extensions import db
from case_mgr.files import service as files
from case_mgr.files.models import StoredFile

MOST_FILES = 50
_SHORT = 6


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file that was looked at and encrypted, and belongs to no record yet."""

    format: str
    file: StoredFile


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A file on its way out: under a name that says nothing."""

    name: str
    mimetype: str
    size: int
    chunks: Iterator[bytes]


def seal_file(actor: Actor, stream: BinaryIO, name: str) -> Sealed:
    """Look at a file and encrypt it; whatever is refused leaves nothing behind."""
    actor.require(Permission.CONTACT_WRITE)
    size = stream.seek(0, io.SEEK_END)
    if size > LARGEST or getattr(stream, "is_too_large", False):
        raise Misfilled("file", N_("This file is larger than %(n)d MB."), n=LARGEST // 1024**2)
    found = look(stream, size, name)
    stream.seek(0)
    return Sealed(str(found.format), files.seal(actor, stream, "", largest=LARGEST))


def drop_file(sealed: Sealed) -> None:
    """Throw away what was encrypted and is not wanted after all."""
    files.drop(sealed.file)


def attach_file(actor: Actor, interaction_id: str, title: str, sealed: Sealed) -> InteractionFile:
    """Keep a file with a talk: whoever may read the talk may take it out."""
    files.keep(sealed.file)
    actor.require(Permission.CONTACT_WRITE)
    talk = queries.get_interaction_row(actor, interaction_id)
    if len(talk.files) >= MOST_FILES:
        raise Misfilled("file", N_("A talk has at most %(n)d files."), n=MOST_FILES)
    row = InteractionFile(
        organisation_id=actor.organisation_id,
        interaction=talk,
        file=sealed.file,
        title=_title(title),
        format=sealed.format,
        added_by_id=actor.user_id,
    )
    db.session.add(row)
    audit.record(actor, Event.TALK_FILE_ADDED, talk, label=talk.reference)
    db.session.flush()
    return row


def attach_to_submission(actor: Actor, public_id: str, way: FileWay, title: str, sealed: Sealed) -> SubmissionFile:
    """Keep with a submission what was sent, or what came back."""
    files.keep(sealed.file)
    actor.require(Permission.CONTACT_WRITE)
    parent = queries.get_submission_row(actor, public_id)
    if way is FileWay.CAME and parent.state != SubmissionState.SENT:
        raise Misfilled("way", N_("This submission was not sent yet: nothing can have come back."))
    if len(parent.files) >= MOST_FILES:
        raise Misfilled("file", N_("A submission has at most %(n)d files."), n=MOST_FILES)
    row = SubmissionFile(
        organisation_id=actor.organisation_id,
        submission=parent,
        file=sealed.file,
        way=str(way),
        title=_title(title),
        format=sealed.format,
        added_by_id=actor.user_id,
    )
    db.session.add(row)
    audit.record(actor, Event.SUBMISSION_FILE_ADDED, parent, label=parent.reference)
    db.session.flush()
    return row


def take_file_out(actor: Actor, interaction_id: str, public_id: str) -> TakenOut:
    """Give a file of a talk out whole; that it left is written down before its first byte."""
    actor.require(Permission.CONTACT_READ)
    row = queries.get_talk_file(actor, interaction_id, public_id)
    out = _out(row, row.interaction.reference)
    audit.record(actor, Event.TALK_FILE_TAKEN_OUT, row.interaction, label=row.interaction.reference)
    return out


def take_submission_file_out(actor: Actor, submission_id: str, public_id: str) -> TakenOut:
    """Give a file of a submission out whole; that it left is written down before its first byte."""
    actor.require(Permission.CONTACT_READ)
    row = queries.get_submission_file(actor, submission_id, public_id)
    out = _out(row, row.submission.reference)
    audit.record(actor, Event.SUBMISSION_FILE_TAKEN_OUT, row.submission, label=row.submission.reference)
    return out


def withdraw_file(actor: Actor, interaction_id: str, public_id: str, reason: str) -> InteractionFile:
    """Take a file of a talk back: its bytes stay, and nobody takes them out any more."""
    actor.require(Permission.CONTACT_WRITE)
    row, why = queries.get_talk_file(actor, interaction_id, public_id), require_reason(reason)
    row.withdrawn_at, row.reason = clock.now(), why
    audit.record(actor, Event.TALK_FILE_WITHDRAWN, row.interaction, label=row.interaction.reference, reason=why)
    db.session.flush()
    return row


def withdraw_submission_file(actor: Actor, submission_id: str, public_id: str, reason: str) -> SubmissionFile:
    """Take a file of a submission back: its bytes stay, and nobody takes them out any more."""
    actor.require(Permission.CONTACT_WRITE)
    row, why = queries.get_submission_file(actor, submission_id, public_id), require_reason(reason)
    row.withdrawn_at, row.reason = clock.now(), why
    audit.record(actor, Event.SUBMISSION_FILE_WITHDRAWN, row.submission, label=row.submission.reference, reason=why)
    db.session.flush()
    return row


def _title(title: str) -> str:
    if not title.strip():
        raise Misfilled("title", N_("Give the file a title, so that it can be found again."))
    return title.strip()[:300]


def _out(row: InteractionFile | SubmissionFile, reference: str) -> TakenOut:
    about = ABOUT[Format(row.format)]
    try:
        chunks = files.stream(row.file)
    except Unreadable as error:
        raise Refused(error.sentence) from error
    name = f"{reference}-{row.public_id[:_SHORT]}.{about.endings[0]}"
    return TakenOut(name, about.mimetype, row.file.size, chunks)
