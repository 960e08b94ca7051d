"""What this room says on the overview of a case."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.tasks import help_words, queries, words
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


def asked_in(actor: Actor, reference: str) -> Panel | None:
    """Say who asked for help in a case and how far the answer came, and lead to recording a request."""
    if actor.guest is not None or not actor.may(Permission.TASK_READ):
        return None
    rows = queries.list_help_of_case(actor, reference)
    lines = tuple(
        (
            help_words.help_title(row),
            url_for("tasks.help_request", public_id=row.public_id),
            help_words.help_in_words(row),
        )
        for row in rows[:_FEW]
    )
    record = (_("Record a request"), url_for("tasks.new_help", case=reference))
    if not lines:
        # Nothing was asked: the panel is the way to write down that something is.
        lines = ((*record, ""),) if actor.may(Permission.TASK_WRITE) else ()
        return Panel(_("Asked for help"), "asked-for-help", lines) if lines else None
    label, href = record
    if len(rows) > _FEW or not actor.may(Permission.TASK_WRITE):
        label, href = _("All requests of this case"), url_for("tasks.help_requests", show="all", case=reference)
    return Panel(_("Asked for help"), "asked-for-help", lines, {"label": label, "href": href})
