"""The blueprint of the advocacy room, and what its pages share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for

from case_mgr.advocacy import choices, service
from case_mgr.audit import queries as log
from case_mgr.core.errors import Refused, Stale
from case_mgr.web.acts import compared
from case_mgr.web.context import sentence
from case_mgr.web.guard import actor

blueprint = Blueprint("advocacy", __name__, template_folder="../templates")


def field_of(error: Refused, other: str) -> str:
    """Return the field at which a refusal is said."""
    return error.field if isinstance(error, service.Misfilled) else other


def said(error: Refused) -> str:
    """Say a refusal; the reason why a mechanism is closed stands in its data, by language."""
    return choices.in_language(error.reasons) if isinstance(error, service.MechanismClosed) else sentence(error)


def stale(error: Stale, form: Any, now: Any, public_id: str, endpoint: str, *, over: bool = True) -> Stale:
    """Complete a stale edit with what differs, and with where the record stands."""
    there = url_for(endpoint, public_id=public_id)
    return compared(error, form, now, there, log.last_change(actor(), public_id), over=over)
