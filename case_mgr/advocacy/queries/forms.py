"""Reads of what an organisation wrote itself: letters to begin from, and corrected questionnaires."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import questionnaire
from case_mgr.advocacy.kinds import SubmissionKind
from case_mgr.advocacy.models import LetterTemplate, QuestionnaireVersion
from case_mgr.advocacy.types import FormView, TemplateDraft, TemplateView
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.extensions import db

_MOST = 200


def list_templates(actor: Actor) -> list[TemplateView]:
    """List the letters of the own organisation by name."""
    actor.require(Permission.CONTACT_READ)
    found = select(LetterTemplate).where(LetterTemplate.organisation_id == actor.organisation_id)
    ordered = found.order_by(LetterTemplate.name, LetterTemplate.id).limit(_MOST)
    return [_template(row) for row in db.session.scalars(ordered)]


def get_template_row(actor: Actor, public_id: str) -> LetterTemplate:
    """Return the record behind a letter of the own organisation, for services."""
    own = LetterTemplate.organisation_id == actor.organisation_id, LetterTemplate.public_id == public_id
    row = db.session.scalar(select(LetterTemplate).where(*own)) if actor.may(Permission.CONTACT_READ) else None
    if row is None:
        raise NotFound(N_("There is no such letter."))
    return row


def get_template(actor: Actor, public_id: str) -> TemplateView:
    """Return a letter of the own organisation."""
    return _template(get_template_row(actor, public_id))


def get_form(actor: Actor, code: str, number: int | None = None) -> FormView:
    """Return a version of a questionnaire: the latest of the organisation, or the one that came with the product."""
    own = QuestionnaireVersion.organisation_id == actor.organisation_id, QuestionnaireVersion.code == code
    found = select(QuestionnaireVersion).where(*own).options(joinedload(QuestionnaireVersion.author))
    if number is not None:
        found = found.where(QuestionnaireVersion.number == number)
    row = db.session.scalar(found.order_by(QuestionnaireVersion.number.desc()).limit(1))
    if row is None:
        return FormView(0, questionnaire.shipped_text(code), "", "")
    return FormView(row.number, row.text, row.note, row.author.name if row.author else "")


def _template(row: LetterTemplate) -> TemplateView:
    draft = TemplateDraft(row.name, SubmissionKind(row.kind), row.language, row.subject, row.body)
    return TemplateView(row.public_id, draft, row.version)
