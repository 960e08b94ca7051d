"""What the verbs about documents share: the checks of a draft, and the entry in the log."""

from __future__ import annotations

from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.fields import LABELS
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.cases.models import Case, TimelineEvent
from case_mgr.cases.policy import sees
from case_mgr.core import clock
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.documents.models import Document
from case_mgr.documents.policy import open_parts
from case_mgr.documents.types import LEAST, DocumentDraft
from case_mgr.extensions import db

_LONGEST_TITLE = 300
_LONGEST_NOTE = 10_000
_LONGEST_SOURCE = 500


class Misfilled(Refused):
    """One thing of a draft cannot be so; the field that it stands in is named."""

    def __init__(self, field: str, sentence: str, **params: object) -> None:
        super().__init__(sentence, **params)
        self.field = field


def require_sense(actor: Actor, draft: DocumentDraft, before: Document | None = None) -> None:
    """Refuse a draft that cannot be so."""
    if not draft.title.strip():
        raise Misfilled("title", N_("Give the document a title, so that it can be found again."))
    for field, text, most in (
        ("title", draft.title, _LONGEST_TITLE),
        ("note", draft.note, _LONGEST_NOTE),
        ("source", draft.source, _LONGEST_SOURCE),
    ):
        if len(text.strip()) > most:
            raise Misfilled(field, N_("This is too long: write at most %(n)d characters."), n=most)
    if draft.dated is not None and draft.dated.earliest and draft.dated.earliest > clock.today():
        raise Misfilled("dated", N_("The date lies in the future. Correct it."))
    least = LEAST.get(draft.kind)
    if least is not None and draft.part is not least:
        raise Misfilled(
            "part", N_("A document of this kind belongs to the closed part “%(part)s”: choose it."), part=LABELS[least]
        )
    if actor.guest is not None and before is not None and before.part != draft.part:
        raise Misfilled("part", N_("Who may open a document is for the organisation to say that owns the case."))
    if draft.part not in open_parts(actor):
        raise Misfilled("part", N_("Choose a part that your role may read: you could not open the document again."))


def events_of(actor: Actor, case: Case, wanted: tuple[str, ...]) -> list[TimelineEvent]:
    """Return the events of the case that a document proves, as far as the actor may see them."""
    known = {event.public_id: event for event in case.events if sees(actor, case, event)}
    if not set(wanted) <= known.keys():
        raise Misfilled("events", N_("Choose events of this case."))
    return [known[public_id] for public_id in dict.fromkeys(wanted)]


def tell(actor: Actor, what: Event, row: Document, **facts: Any) -> None:
    """Write down what was done to a document, where its changes are shown."""
    db.session.flush()
    label = row.case.reference
    audit.record(actor, what, row.audit_root(), label=label, document=row.public_id, kind=row.kind, **facts)
