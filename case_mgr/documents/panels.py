"""What the documents say on the overview and on the timeline of a case."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.fields import Group
from case_mgr.access.permissions import Permission
from case_mgr.core.text import N_
from case_mgr.documents import queries, words
from case_mgr.documents.types import Filter
from case_mgr.web.hooks import Panel
from case_mgr.web.wording import when

_LENGTH = 3
# Notes of the team are never shared; closed parts only when the share names them.
_SHARED = {
    Group.CASE: N_("Documents"),
    Group.FAMILY: N_("Documents about the family, if that part is shared"),
    Group.HEALTH: N_("Documents about health, if that part is shared"),
    Group.IDENTITY: N_("Identity documents, if that part is shared"),
}


def latest(actor: Actor, reference: str) -> Panel | None:
    """Name the documents that were added last; closed ones by their kind alone."""
    if not actor.may(Permission.DOCUMENT_READ):
        return None
    found = queries.list_documents(actor, reference, Filter(), length=_LENGTH)
    if not found.rows:
        return None
    lines = tuple(
        (
            words.document_name(row),
            url_for("documents.document", reference=reference, public_id=row.public_id),
            " · ".join(part for part in (words.document_kind(row.kind), when(row.dated)) if part),
        )
        for row in found.rows
    )
    more = {"label": _("All documents"), "href": url_for("documents.of_case", reference=reference)}
    return Panel(_("Documents"), "documents", lines, more)


def counted(actor: Actor, reference: str) -> tuple[tuple[str, int], ...]:
    """Count the documents that somebody of another organisation would read, for whoever is about to share a case."""
    found = queries.count_parts(actor, reference)
    return tuple((label, found.get(part, 0)) for part, label in _SHARED.items())


def proofs(actor: Actor, reference: str) -> dict[str, list[dict[str, str]]]:
    """Return links to the documents that prove events of a case, by event."""
    if not actor.may(Permission.DOCUMENT_READ):
        return {}
    found: dict[str, list[dict[str, str]]] = {}
    for proof in queries.list_proofs(actor, reference):
        href = url_for("documents.document", reference=reference, public_id=proof.public_id)
        label = _("Proved by: %(document)s", document=words.document_name(proof))
        found.setdefault(proof.event, []).append({"label": label, "href": href})
    return found
