"""By what a state knows a person: encrypted, and every look at it is written down."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import NotFound, Refused
from case_mgr.core.text import N_
from case_mgr.detainees import queries
from case_mgr.detainees.models import Detainee, IdentityDocument
from case_mgr.detainees.service.shared import LONGEST, read_country
from case_mgr.detainees.types import DocumentDraft, DocumentKind, DocumentView, Holder, IdentityView
from case_mgr.extensions import db
from case_mgr.names.strange import strange

_MOST = 20
_LONGEST_NUMBER = 60


def open_identity(actor: Actor, public_id: str) -> IdentityView:
    """Return number and documents of a person, and write down who opened them."""
    actor.require(Permission.PERSON_IDENTITY)
    row = queries.get_row(actor, public_id)
    audit.record(actor, Event.IDENTITY_OPENED, row, label=row.reference)
    return IdentityView(row.national_number or "", tuple(_view(document) for document in _documents(row)))


def record_national_number(actor: Actor, public_id: str, number: str) -> Detainee:
    """Record the number that a state gave to the person; an empty one takes it away."""
    _require(actor)
    row = queries.get_row(actor, public_id)
    row.national_number = _number(number) or None
    audit.record(actor, Event.IDENTITY_CHANGED, row, label=row.reference)
    db.session.flush()
    return row


def add_document(actor: Actor, public_id: str, draft: DocumentDraft) -> IdentityDocument:
    """Record a paper that says who the person is."""
    _require(actor)
    row, number = queries.get_row(actor, public_id), _number(draft.number)
    kept = _documents(row)
    if not number:
        raise Refused(N_("Enter the number of the document."))
    if draft.issued and draft.expires and draft.expires.before(draft.issued):
        raise Refused(N_("The document expires before it was issued. Correct one of the two dates."))
    if draft.issued and draft.issued.earliest and draft.issued.earliest > clock.today():
        raise Refused(N_("The day of issue lies in the future. Correct the year."))
    if any(document.content["number"] == number and document.content["kind"] == draft.kind for document in kept):
        raise Refused(N_("This document is recorded already."))
    if len(kept) >= _MOST:
        raise Refused(N_("A person has at most %(n)d documents: remove one first."), n=_MOST)
    document = IdentityDocument(
        organisation_id=row.organisation_id, detainee=row, content=_content(draft) | {"number": number}
    )
    db.session.add(document)
    audit.record(actor, Event.IDENTITY_CHANGED, row, label=row.reference)
    db.session.flush()
    return document


def remove_document(actor: Actor, public_id: str, document_id: str) -> None:
    """Remove a document that was recorded wrongly; the log keeps that it was removed, not what it was."""
    _require(actor)
    row = queries.get_row(actor, public_id)
    found = next((document for document in _documents(row) if document.public_id == document_id), None)
    if found is None:
        raise NotFound(N_("There is no such document."))
    db.session.delete(found)
    db.session.flush()
    audit.record(actor, Event.IDENTITY_CHANGED, row, label=row.reference)


def _require(actor: Actor) -> None:
    actor.require(Permission.PERSON_IDENTITY)
    actor.require(Permission.PERSON_WRITE)


def _documents(row: Detainee) -> list[IdentityDocument]:
    found = select(IdentityDocument).where(IdentityDocument.detainee_id == row.id).order_by(IdentityDocument.id)
    return list(db.session.scalars(found))


def _number(text: str) -> str:
    number = " ".join(text.split())
    if len(number) > _LONGEST_NUMBER:
        raise Refused(N_("A number has at most %(n)d characters."), n=_LONGEST_NUMBER)
    if found := strange(number):
        raise Refused(N_("This number holds characters that cannot be seen: %(codes)s."), codes=", ".join(found))
    return number


def _content(draft: DocumentDraft) -> dict[str, Any]:
    return {
        "kind": str(draft.kind),
        "country": read_country(draft.country) if draft.country else "",
        "issued": draft.issued.edtf if draft.issued else "",
        "expires": draft.expires.edtf if draft.expires else "",
        "holder": str(draft.holder),
        "source": draft.source.strip()[:LONGEST],
    }


def _view(document: IdentityDocument) -> DocumentView:
    kept = document.content
    return DocumentView(
        kind=DocumentKind(kept["kind"]),
        number=kept["number"],
        country=kept["country"],
        issued=PartialDate.parse(kept["issued"]) if kept["issued"] else None,
        expires=PartialDate.parse(kept["expires"]) if kept["expires"] else None,
        holder=Holder(kept["holder"]),
        source=kept["source"],
        public_id=document.public_id,
    )
