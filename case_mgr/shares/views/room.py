"""The blueprint of shares, and what its pages have in common."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from case_mgr.core.errors import Refused
from case_mgr.shares import words
from case_mgr.shares.service import Misfilled
from case_mgr.web.context import sentence
from case_mgr.web.forms import Form

blueprint = Blueprint("shares", __name__, template_folder="../templates")
for _filter in (words.share_tag, words.share_level, words.share_parts, words.share_rule):
    blueprint.add_app_template_filter(_filter)


def refuse(form: Form, error: Refused, field: str) -> None:
    """Put the sentence of a refusal at the field that can be put right."""
    form.refuse(error.field if isinstance(error, Misfilled) and error.field in form else field, sentence(error))


def typed(items: Any) -> list[tuple[str, str]]:
    """Return what was typed, for the page between typing and writing."""
    return [(name, value) for name, value in items if name not in ("csrf_token", "step")]
