"""The finished text of a submission as a file: for word processors, or to print."""

from __future__ import annotations

from flask import Response
from flask.typing import ResponseReturnValue

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import docx, printing, queries, service
from case_mgr.advocacy.views.room import blueprint
from case_mgr.advocacy.views.showing import paragraphs_of
from case_mgr.core import clock
from case_mgr.web.context import paper_mark
from case_mgr.web.guard import actor, needs
from case_mgr.web.headers import SANDBOX


@blueprint.get("/contacts/submissions/<public_id>/file.docx")
@needs(Permission.CONTACT_WRITE, writes=True)
def submission_file(public_id: str) -> ResponseReturnValue:
    """Give the text out for word processors; that it left is written down first."""
    found = queries.get_submission(actor(), public_id)
    service.take_out(actor(), public_id)
    made = docx.document(paragraphs_of(actor(), found), found.language)
    return _file(made, docx.MIMETYPE, f"{found.row.reference}-{paper_mark()}.docx")


@blueprint.get("/contacts/submissions/<public_id>/file.pdf")
@needs(Permission.CONTACT_WRITE, writes=True)
def submission_print(public_id: str) -> ResponseReturnValue:
    """Give the text out as PDF; that it left is written down first."""
    found = queries.get_submission(actor(), public_id)
    service.take_out(actor(), public_id)
    made = printing.document(
        paragraphs_of(actor(), found), found.language, found.row.reference, clock.now(), paper_mark()
    )
    return _file(made, printing.MIMETYPE, f"{found.row.reference}.pdf")


def _file(made: bytes, mimetype: str, name: str) -> Response:
    response = Response(made, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = SANDBOX
    return response
