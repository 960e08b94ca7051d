"""Reads of documents, bounded by who asks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, not_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from case_mgr.access.actor import Actor
from case_mgr.access.fields import OPENED_ONE_BY_ONE, Group
from case_mgr.cases import policy as cases
from case_mgr.cases.models import Case, TimelineEvent
from case_mgr.cases.types import Certainty
from case_mgr.core.errors import NotFound
from case_mgr.core.sealed import open_text
from case_mgr.core.statements import kept
from case_mgr.core.text import N_
from case_mgr.documents.guests import rows_for, view_for
from case_mgr.documents.models import Document, DocumentEvent
from case_mgr.documents.policy import visible
from case_mgr.documents.results import DocumentRow, DocumentView, Proof, Slice, Twin
from case_mgr.documents.types import Caution, Filter, Format, Kind
from case_mgr.extensions import db
from case_mgr.files.models import StoredFile

LENGTH = 50
_MOST_VERSIONS = 100
_MOST_TWINS = 5
_MOST_PROOFS = 500
_Newer = aliased(Document)


def get_row(actor: Actor, reference: str, public_id: str) -> Document:
    """Return the record behind a document, for services."""
    row = db.session.scalar(
        _of_case(actor, reference)
        .where(Document.public_id == public_id)
        .options(selectinload(Document.proofs).joinedload(DocumentEvent.event))
    )
    if row is None:
        raise NotFound(N_("There is no such document."))
    return row


def get_document(actor: Actor, reference: str, public_id: str) -> DocumentView:
    """Return a document with its versions."""
    row = get_row(actor, reference, public_id)
    versions = db.session.scalars(
        _of_case(actor, reference)
        .where(Document.series == row.series)
        .order_by(Document.number.desc())
        .limit(_MOST_VERSIONS)
    )
    return view_for(actor, _view(row, tuple(_row(one) for one in versions)))


def list_documents(actor: Actor, reference: str, wanted: Filter, after: str = "", length: int = LENGTH) -> Slice:
    """List the documents of a case, newest first: of each the last version; `after` is where the list goes on."""
    stands, gone = _conditions(actor, wanted), Document.withdrawn_at.is_not(None)
    statement = _of_case(actor, reference).where(*stands)
    start = db.session.scalar(_of_case(actor, reference).where(Document.public_id == after)) if after else None
    if start is not None:
        statement = statement.where(Document.id < start.id)
    rows = [_row(row) for row in db.session.scalars(statement.order_by(Document.id.desc()).limit(length + 1))]
    older = rows[length - 1].public_id if len(rows) > length else ""
    total, withdrawn = _count(actor, reference, *stands), _count(actor, reference, gone)
    return Slice(rows_for(actor, rows[:length]), older, total, withdrawn)


def count_parts(actor: Actor, reference: str) -> dict[Group, int]:
    """Count the documents of a case, of each its last version, by the part of the record that they belong to."""
    counted = select(Document.part, func.count(Document.id)).join(Document.case).where(visible(actor))
    found = counted.where(Case.reference == reference, *_conditions(actor, Filter())).group_by(Document.part)
    return {Group(part): count for part, count in db.session.execute(found.order_by(Document.part))}


def list_twins(actor: Actor, public_id: str, sha256: str) -> list[Twin]:
    """List where the actor may find the same bytes again; where they may not look, nothing is said."""
    rows = db.session.execute(
        select(Case.reference, Document.public_id, Document.kind)
        .join(Document.case)
        .join(Document.file)
        .where(
            visible(actor),
            StoredFile.sha256 == sha256,
            Document.public_id != public_id,
            Document.withdrawn_at.is_(None),
        )
        .order_by(Document.id)
        .limit(_MOST_TWINS)
    )
    return [Twin(reference, other, Kind(kind)) for reference, other, kind in rows]


def list_proofs(actor: Actor, reference: str) -> list[Proof]:
    """List which documents of a case prove which of its events, the oldest first: columns, no records."""
    rows = db.session.execute(_proofs(actor), {"reference": reference})
    return [Proof(row.event, row.public_id, _title(row), Kind(row.kind)) for row in rows]


@kept
def _proofs(actor: Actor) -> Select[*tuple[Any, ...]]:
    shown = (Document.public_id, Document.organisation_id, Document.title_sealed, Document.kind, Document.part)
    return (
        select(TimelineEvent.public_id.label("event"), *shown)
        .join(DocumentEvent, DocumentEvent.event_id == TimelineEvent.id)
        .join(Document, DocumentEvent.document_id == Document.id)
        .join(Case, Document.case_id == Case.id)
        .where(visible(actor), Case.reference == bindparam("reference"), *_conditions(actor, Filter()))
        .order_by(Document.id, DocumentEvent.id)
        .limit(_MOST_PROOFS)
    )


def _title(row: Any) -> str:
    if row.part in OPENED_ONE_BY_ONE:
        return ""
    return open_text(Document.__tablename__, "title_sealed", row.title_sealed, row.public_id, row.organisation_id)


def list_known(actor: Actor, public_ids: Collection[str]) -> set[str]:
    """Return which of these documents the actor may open."""
    found = select(Document.public_id).where(visible(actor), Document.public_id.in_(sorted(public_ids)))
    return set(db.session.scalars(found)) if public_ids else set()


def list_with_documents(actor: Actor, references: Collection[str]) -> set[str]:
    """Return those of a block of cases in which a document is kept, open to the actor or not."""
    found = (
        select(Case.reference)
        .join(Document, Document.case_id == Case.id)
        .where(cases.visible(actor), Case.reference.in_(references), Document.withdrawn_at.is_(None))
    )
    return set(db.session.scalars(found))


def _of_case(actor: Actor, reference: str) -> Select[Document]:
    return (
        select(Document)
        .join(Document.case)
        .where(visible(actor), Case.reference == reference)
        .options(contains_eager(Document.case), joinedload(Document.file), joinedload(Document.added_by))
    )


def _count(actor: Actor, reference: str, *conditions: ColumnElement[bool]) -> int:
    counted = select(func.count(Document.id)).join(Document.case).where(visible(actor), Case.reference == reference)
    return db.session.scalar(counted.where(*conditions)) or 0


def _conditions(actor: Actor, wanted: Filter) -> list[ColumnElement[bool]]:
    out: list[ColumnElement[bool]] = []
    if wanted.withdrawn:
        out.append(Document.withdrawn_at.is_not(None))
    else:
        newer = select(_Newer.id).where(
            _Newer.series == Document.series,
            _Newer.number > Document.number,
            _Newer.withdrawn_at.is_(None),
            visible(actor, _Newer),
        )
        out += [Document.withdrawn_at.is_(None), not_(newer.exists())]
    if wanted.kind:
        out.append(Document.kind == str(wanted.kind))
    return out


def _row(row: Document) -> DocumentRow:
    return DocumentRow(
        public_id=row.public_id,
        title="" if row.is_closed else row.title or "",
        kind=Kind(row.kind),
        part=Group(row.part),
        closed=row.is_closed,
        format=Format(row.format),
        size=row.file.size,
        dated=row.dated,
        number=row.number,
        added_at=row.created_at,
        added_by=row.added_by.name,
        by=row.added_by.public_id,
        withdrawn=row.withdrawn_at is not None,
    )


def _view(row: Document, versions: tuple[DocumentRow, ...]) -> DocumentView:
    return DocumentView(
        row=_row(row),
        case=row.case.reference,
        sha256=row.file.sha256,
        file_name=row.file.name or "",
        cautions=tuple(Caution(one) for one in row.cautions.split()),
        language=row.language,
        source=row.source,
        certainty=Certainty(row.certainty),
        note=row.note or "",
        events=tuple(proof.event.public_id for proof in row.proofs),
        has_preview=row.preview_id is not None and not row.is_closed,
        withdrawn_at=row.withdrawn_at,
        reason=row.reason,
        version=row.version,
        versions=versions,
    )
