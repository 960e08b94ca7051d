"""The blueprint of documents, and what their pages share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.fields import OPENED_ONE_BY_ONE, Group
from case_mgr.cases.labels import event_name
from case_mgr.cases.types import CaseView, EventView
from case_mgr.documents import words
from case_mgr.documents.results import DocumentRow
from case_mgr.documents.types import LEAST, PARTS, Kind
from case_mgr.web.guard import actor
from case_mgr.web.hooks import hooks
from case_mgr.web.wording import name_languages, when

blueprint = Blueprint("documents", __name__, template_folder="../templates")
for _filter in (
    words.document_kind,
    words.document_part,
    words.document_format,
    words.document_name,
    words.caution_text,
    words.file_size,
):
    blueprint.add_app_template_filter(_filter)
Frame = dict[str, Any]


def frame_of(reference: str) -> tuple[Frame, str]:
    """Return identity bar, tabs, way up and the case, and its reference as it is written; a stranger's is not found."""
    make = hooks().case_frame
    if make is None:
        raise RuntimeError("no room fills the frame of a case")
    frame = make(actor(), reference)
    return frame, frame["case"].row.reference


def page(template: str, frame: Frame, **context: Any) -> ResponseReturnValue:
    """Render a page about documents of a case."""
    form = context.get("form")
    status = 422 if form and form.errors else 200
    return render_template(f"documents/{template}.html", **frame, **context), status


def here(reference: str, public_id: str = "") -> str:
    """Return the address of a document, or of all of a case."""
    if public_id:
        return url_for("documents.document", reference=reference, public_id=public_id)
    return url_for("documents.of_case", reference=reference)


def kinds() -> list[tuple[str, str]]:
    """List the kinds of documents with their names."""
    return [(str(kind), words.document_kind(kind)) for kind in Kind]


def offer(form: Any, case: CaseView, before: DocumentRow | None = None) -> None:
    """Hand the choices to a form about a document; to a guest who changes one, the part that it is in."""
    closed = _(words.CLOSED_HINT)
    parts = [(str(part), _(words.PARTS[part]), closed if part in OPENED_ONE_BY_ONE else "") for part in PARTS]
    # Whoever adds documents chooses among the parts that they read themselves.
    kept = before.part if before and actor().guest else None
    mine = [row for row in parts if actor_reads(row[0]) and (kept is None or row[0] == str(kept))]
    known = [(kind, said) for kind, said in kinds() if actor_reads(str(LEAST.get(Kind(kind), Group.CASE)))]
    form.offer(known, name_languages(), mine, [(event.public_id, label(case, event)) for event in standing(case)])


def actor_reads(part: str) -> bool:
    """Whether the reader's role opens a part of the record."""
    from case_mgr.access import fields

    return fields.level(actor().permissions, fields.Group(part)) is not fields.Level.HIDDEN


def standing(case: CaseView) -> list[EventView]:
    """List the events of a case that were not taken back."""
    return [event for event in case.events if not event.withdrawn]


def label(case: CaseView, event: EventView) -> str:
    """Name an event with its date."""
    named = event_name(event.kind, case.jurisdiction)
    return f"{named}, {when(event.happened)}" if event.happened else named
