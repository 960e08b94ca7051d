"""What this room says on the overview of a case."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.tasks import queries, words
from case_mgr.web.hooks import Panel

_FEW = 5


def due_in(actor: Actor, reference: str) -> Panel | None:
    """Say what is to be done in a case, and lead to the rest."""
    if not actor.may(Permission.TASK_READ):
        return None
    found = [row for row in queries.list_of_case(actor, reference) if not row.closed]
    lines = tuple(
        (words.task_what(row), url_for("tasks.show", public_id=row.public_id), words.task_in_words(row))
        for row in found[:_FEW]
    )
    more = {"label": _("All tasks"), "href": url_for("tasks.of_case", reference=reference)}
    return Panel(_("To be done"), "due", lines, more) if lines else None
