"""Pages that show documents, and the way out for their files."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from case_mgr.access.permissions import Permission
from case_mgr.access.shares import Act
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryView, Event
from case_mgr.cases.types import CaseView
from case_mgr.documents import forms, guests, queries, service
from case_mgr.documents.results import DocumentView
from case_mgr.documents.views.room import blueprint, frame_of, here, kinds, label, page
from case_mgr.web.guard import actor, needs
from case_mgr.web.headers import SANDBOX
from case_mgr.web.transaction import begin_writing

_SHOWN = 20


@blueprint.get("/cases/<reference>/documents")
@needs(Permission.DOCUMENT_READ, shared=Act.READ)
def of_case(reference: str) -> ResponseReturnValue:
    """List the documents of a case, of each the last version."""
    frame, case = frame_of(reference)
    form, withdrawn = forms.ListFilter(request.args), request.args.get("show") == "withdrawn"
    form.offer(kinds())
    wanted = form.wanted(withdrawn=withdrawn)
    found = queries.list_documents(actor(), case, wanted, request.args.get("after", ""))
    chosen: dict[str, Any] = {
        "kind": str(wanted.kind) if wanted.kind else None,
        "show": "withdrawn" if withdrawn else None,
    }
    older = url_for("documents.of_case", reference=case, after=found.older, **chosen) if found.older else ""
    begun = "after" in request.args
    shown = {"found": found, "wanted": wanted, "older": older, "begun": begun, "here": here(case)}
    return page("list", frame, filter=form, adds=guests.adds(actor()), **shown)


@blueprint.get("/cases/<reference>/documents/<public_id>")
@needs(Permission.DOCUMENT_READ, shared=Act.READ)
def document(reference: str, public_id: str) -> ResponseReturnValue:
    """Show what is recorded of a document and who took it out; a look at a closed one is written down."""
    frame, case = frame_of(reference)
    found = queries.get_document(actor(), case, public_id)
    if found.row.closed and actor().guest is None:
        # To a guest each page is written down, and opened for that.
        begin_writing()
    title = service.open_document(actor(), case, public_id)
    history = guests.entries_for(actor(), log.list_history(actor(), public_id))
    return page(
        "document",
        frame,
        found=found,
        title_text=title,
        amends=guests.amends(actor(), found.row),
        proves=_proves(frame["case"], found),
        twins=queries.list_twins(actor(), public_id, found.sha256),
        downloads=_only(history, Event.DOCUMENT_DOWNLOADED),
        looks=_only(history, Event.DOCUMENT_OPENED),
    )


@blueprint.get("/cases/<reference>/documents/<public_id>/download")
@needs(Permission.DOCUMENT_DOWNLOAD, writes=True, shared=Act.READ)
def download(reference: str, public_id: str) -> ResponseReturnValue:
    """Give the file out; the entry of the log is committed before its first byte leaves."""
    found = service.download(actor(), frame_of(reference)[1], public_id)
    response = Response(found.chunks, mimetype=found.mimetype)
    response.content_length = found.size
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@blueprint.get("/cases/<reference>/documents/<public_id>/preview")
@needs(Permission.DOCUMENT_READ, shared=Act.READ)
def preview(reference: str, public_id: str) -> ResponseReturnValue:
    """Give the small picture of a picture, painted by us."""
    data = service.read_preview(actor(), frame_of(reference)[1], public_id)
    headers = {"Content-Disposition": "inline", "Content-Security-Policy": SANDBOX}
    return Response(data, mimetype="image/jpeg", headers=headers)


def _only(history: list[EntryView], what: Event) -> list[EntryView]:
    return [entry for entry in history if entry.event is what][:_SHOWN]


def _proves(case: CaseView, found: DocumentView) -> list[str]:
    """Name the events that a document proves; one that was corrected since is named as it stands now."""
    wanted = set(found.events)
    return [
        label(case, event)
        for event in case.events
        if wanted & {event.public_id, *(earlier.public_id for earlier in event.corrections)}
    ]
