"""What is recorded of a document: added, amended, taken back and put back. Its bytes never change."""

from __future__ import annotations

from sqlalchemy import func, select

from case_mgr.access.actor import Actor
from case_mgr.access.shares import Act
from case_mgr.audit.types import Event
from case_mgr.cases import queries as cases
from case_mgr.cases.models import Case
from case_mgr.cases.policy import sees
from case_mgr.core import clock, ids
from case_mgr.core.errors import Conflict, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.documents import queries
from case_mgr.documents.models import Document, DocumentEvent
from case_mgr.documents.policy import require
from case_mgr.documents.service.shared import Misfilled, events_of, require_sense, tell
from case_mgr.documents.service.taking import Taken
from case_mgr.documents.types import DocumentDraft
from case_mgr.extensions import db
from case_mgr.files import service as files


def add(actor: Actor, reference: str, draft: DocumentDraft, taken: Taken, newer_than: str | None = None) -> Document:
    """Keep a file with a case, as a document of its own or as a newer version of one that stays readable."""
    require(actor, Act.ADD)
    # Rolled back, the transaction takes the bytes along: whatever is refused from here on leaves nothing.
    files.keep(taken.file)
    if taken.preview is not None:
        files.keep(taken.preview)
    case = cases.get_row(actor, reference)
    before = queries.get_row(actor, reference, newer_than) if newer_than else None
    if before is not None:
        require(actor, Act.AMEND, before.added_by_id)
    require_sense(actor, draft, before)
    public_id = ids.new_public_id()
    row = Document(
        public_id=public_id,
        organisation_id=case.organisation_id,
        case=case,
        file=taken.file,
        preview=taken.preview,
        series=before.series if before else public_id,
        number=_next(case, before) if before else 1,
        format=str(taken.found.format),
        cautions=" ".join(taken.found.cautions),
        added_by_id=actor.user_id,
        title=draft.title.strip(),
    )
    _write(actor, row, case, draft)
    db.session.add(row)
    tell(actor, Event.DOCUMENT_ADDED, row, number=row.number)
    return row


def amend(actor: Actor, reference: str, public_id: str, draft: DocumentDraft, seen: int | None = None) -> Document:
    """Correct what is recorded of a document; a stale edit is shown beside what is there."""
    row = _own(actor, reference, public_id)
    case = cases.get_row(actor, reference)
    if seen is not None and seen != row.version:
        raise Stale(
            N_("Somebody else changed this document while you were editing. Nothing was written."),
            Conflict(version=row.version),
        )
    require_sense(actor, draft, row)
    row.title = draft.title.strip()
    _write(actor, row, case, draft)
    row.changed_at = clock.now()
    tell(actor, Event.DOCUMENT_AMENDED, row)
    return row


def withdraw(actor: Actor, reference: str, public_id: str, reason: str) -> Document:
    """Take a document back that was added wrongly; its bytes stay, and nobody takes them out any more."""
    row = _own(actor, reference, public_id)
    if not reason.strip():
        raise Misfilled("reason", N_("Say why it is taken back."))
    if row.withdrawn_at is not None:
        raise Refused(N_("This document was taken back already."))
    row.withdrawn_at, row.reason = clock.now(), reason.strip()[:500]
    tell(actor, Event.DOCUMENT_WITHDRAWN, row, reason=row.reason)
    return row


def restore(actor: Actor, reference: str, public_id: str) -> Document:
    """Put a document back that was taken back wrongly."""
    require(actor, Act.STEER)
    row = queries.get_row(actor, reference, public_id)
    if row.withdrawn_at is None:
        raise Refused(N_("This document was not taken back."))
    row.withdrawn_at, row.reason = None, ""
    tell(actor, Event.DOCUMENT_RESTORED, row)
    return row


def _own(actor: Actor, reference: str, public_id: str) -> Document:
    """Return what the actor may amend: guests who only add, what they added themselves."""
    require(actor, Act.ADD)
    row = queries.get_row(actor, reference, public_id)
    require(actor, Act.AMEND, row.added_by_id)
    return row


def _write(actor: Actor, row: Document, case: Case, draft: DocumentDraft) -> None:
    row.kind, row.part, row.certainty = str(draft.kind), str(draft.part), str(draft.certainty)
    if row.dated != draft.dated:
        row.dated = draft.dated
    row.language, row.source, row.note = draft.language, draft.source.strip(), draft.note.strip() or None
    wanted = events_of(actor, case, draft.events)
    # That it proves an event of which the actor may not know was never theirs to take away.
    for proof in [proof for proof in row.proofs if proof.event not in wanted and sees(actor, case, proof.event)]:
        row.proofs.remove(proof)
    known = {proof.event.public_id for proof in row.proofs}
    row.proofs += [DocumentEvent(event=event) for event in wanted if event.public_id not in known]


def _next(case: Case, before: Document) -> int:
    # Two who add a newer version at once: the second waits here, and comes after.
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
    last = db.session.scalar(select(func.max(Document.number)).where(Document.series == before.series))
    return (last or 0) + 1
