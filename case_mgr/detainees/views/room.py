"""The blueprint of people, and the frame that all their pages share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for

from case_mgr.audit import queries as log
from case_mgr.core.errors import Stale
from case_mgr.detainees import labels
from case_mgr.detainees.types import PersonView
from case_mgr.web.acts import compared
from case_mgr.web.forms import VersionedForm
from case_mgr.web.guard import actor
from case_mgr.web.hooks import hooks

blueprint = Blueprint("detainees", __name__, template_folder="../templates")
for _filter in (
    labels.sex_name,
    labels.name_kind,
    labels.basis_name,
    labels.walk_name,
    labels.document_name,
    labels.holder_name,
    labels.vulnerability_name,
    labels.channel_name,
    labels.tie_name,
    labels.purpose_name,
    labels.giver_name,
    labels.answer_name,
    labels.why_name,
):
    blueprint.add_app_template_filter(_filter)


def page(template: str, person: PersonView, status: int = 200, **context: Any) -> tuple[str, int]:
    """Render a page of a person; the identity bar comes from the floor that also knows their cases."""
    bar = hooks().identity_bar
    frame = bar(actor(), person.public_id) if bar else {"bar": {"name": person.name, "reference": person.reference}}
    shown = render_template(f"detainees/{template}.html", person=person, frame=frame, **context)
    return shown, status


def stale(error: Stale, form: VersionedForm, now: VersionedForm, public_id: str, href: str) -> Stale:
    """Complete a stale edit of something that belongs to a person: every field that differs, and who was last here."""
    return compared(error, form, now, href, log.last_change(actor(), public_id))


def profile(public_id: str) -> str:
    """Return the address of a person's profile."""
    return url_for(hooks().profile, public_id=public_id)
