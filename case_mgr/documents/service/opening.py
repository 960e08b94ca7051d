"""Looking at a closed document and taking bytes out: each is written down before anything leaves."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.crypto import Unreadable
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.documents import queries
from case_mgr.documents.content.formats import ABOUT
from case_mgr.documents.models import Document
from case_mgr.documents.results import Download
from case_mgr.documents.types import Format
from case_mgr.files import service as files

_SHORT = 6


def open_document(actor: Actor, reference: str, public_id: str) -> str:
    """Return the title of a document; that somebody looked at a closed one is written down."""
    row = queries.get_row(actor, reference, public_id)
    if row.is_closed:
        _tell(actor, Event.DOCUMENT_OPENED, row)
    return row.title or ""


def download(actor: Actor, reference: str, public_id: str) -> Download:
    """Give a file out whole, under a name that says nothing; the entry of the log is there before its first byte."""
    actor.require(Permission.DOCUMENT_DOWNLOAD)
    row = queries.get_row(actor, reference, public_id)
    if row.withdrawn_at is not None:
        raise Refused(N_("This document was taken back: put it back before you take its file out."))
    about = ABOUT[Format(row.format)]
    try:
        chunks = files.stream(row.file)
    except Unreadable as error:
        raise Refused(error.sentence) from error
    _tell(actor, Event.DOCUMENT_DOWNLOADED, row)
    name = f"{row.case.reference}-{row.public_id[:_SHORT]}.{about.endings[0]}"
    return Download(name, about.mimetype, row.file.size, chunks)


def read_preview(actor: Actor, reference: str, public_id: str) -> bytes:
    """Return the small picture of a document; a closed one has none, since each look at it is written down."""
    row = queries.get_row(actor, reference, public_id)
    if row.preview is None or row.is_closed or row.withdrawn_at is not None:
        raise NotFound(N_("There is no preview."))
    with files.open_file(row.preview) as stream:
        return stream.read()


def _tell(actor: Actor, what: Event, row: Document) -> None:
    audit.record(actor, what, row, label=row.case.reference, document=row.public_id, case=row.case.reference)
