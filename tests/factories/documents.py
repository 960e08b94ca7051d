"""Documents for tests, made through the services: needs an application context; the test commits."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.fields import Group
from case_mgr.cases.models import Case
from case_mgr.documents import service
from case_mgr.documents.models import Document
from case_mgr.documents.types import DocumentDraft, Kind
from tests import cast
from tests.factories import files


def a_draft(title: str = "Прысуд Прыдуманага", kind: Kind = Kind.VERDICT, **facts: Any) -> DocumentDraft:
    """Return what is recorded of a document."""
    return DocumentDraft(title, kind, facts.pop("part", Group.CASE), **facts)


def a_document(
    case: Case,
    content: bytes | None = None,
    name: str = "verdict.pdf",
    by: Actor | None = None,
    newer_than: str | None = None,
    **facts: Any,
) -> Document:
    """Add a document to a case: a small PDF unless something else is given."""
    by = by or cast.CASEWORKER.actor()
    taken = service.take_in(by, BytesIO(files.a_pdf() if content is None else content), name)
    return service.add(by, case.reference, a_draft(**facts), taken, newer_than)
