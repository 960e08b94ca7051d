"""What an organisation writes itself: letters to begin from, and corrected questionnaires."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import letters, queries, questionnaire
from case_mgr.advocacy.models import LetterTemplate, QuestionnaireVersion
from case_mgr.advocacy.service.shared import Misfilled, require_current
from case_mgr.advocacy.types import TemplateDraft
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db


def add_template(actor: Actor, draft: TemplateDraft) -> LetterTemplate:
    """Keep a letter to begin from."""
    actor.require(Permission.CONTACT_WRITE)
    row = LetterTemplate(organisation_id=actor.organisation_id, **_values(draft))
    db.session.add(row)
    audit.record(actor, Event.TEMPLATE_KEPT, row, label=row.name)
    db.session.flush()
    return row


def amend_template(actor: Actor, public_id: str, draft: TemplateDraft, seen: int | None) -> LetterTemplate:
    """Change a letter to begin from; what was begun from it stays as it is."""
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_template_row(actor, public_id)
    require_current(seen, row.version)
    for name, value in _values(draft).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    audit.record(actor, Event.TEMPLATE_KEPT, row, label=row.name)
    db.session.flush()
    return row


def keep_questionnaire(actor: Actor, code: str, text: str, note: str, seen: int | None) -> QuestionnaireVersion:
    """Keep a questionnaire as the organisation corrected it: a further version, and every earlier one stays."""
    actor.require(Permission.CONTACT_WRITE)
    before = queries.get_form(actor, code)
    require_current(seen, before.number)
    try:
        questionnaire.read(text)
    except Refused as error:
        raise Misfilled("text", error.sentence, **error.params) from error
    if text.strip() == before.text.strip():
        raise Misfilled("text", N_("Nothing differs from the version that holds now."))
    row = QuestionnaireVersion(
        organisation_id=actor.organisation_id,
        code=code,
        number=before.number + 1,
        text=text,
        note=note.strip()[:500],
        author_id=actor.user_id,
    )
    db.session.add(row)
    audit.record(actor, Event.QUESTIONNAIRE_KEPT, row, label=code, code=code, number=row.number)
    db.session.flush()
    return row


def _values(draft: TemplateDraft) -> dict[str, str]:
    if not draft.name.strip():
        raise Misfilled("name", N_("Give the letter a name, so that it can be chosen."))
    if not draft.body.strip():
        raise Misfilled("body", N_("Write the letter."))
    unknown = letters.unknown_fields(f"{draft.subject} {draft.body}")
    if unknown:
        raise Misfilled(
            "body",
            N_("No such merge field: %(fields)s. There are: %(known)s."),
            fields=", ".join(unknown),
            known=", ".join(letters.FIELDS),
        )
    return {
        "name": draft.name.strip()[:200],
        "kind": str(draft.kind),
        "language": draft.language,
        "subject": draft.subject.strip()[:300],
        "body": draft.body.strip(),
    }
