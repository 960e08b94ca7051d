"""Words of shares on pages."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from case_mgr.access.shares import COMPARTMENT_LABELS, LEVEL_LABELS, Compartment, Level
from case_mgr.core.text import N_
from case_mgr.shares.types import STATE_LABELS, ShareView, State
from case_mgr.web.wording import when

Tag = dict[str, str]
_OFFERED = {
    Level.VIEW: N_("Offered to %(organisation)s to view until %(until)s, for: %(purpose)s"),
    Level.CONTRIBUTE: N_("Offered to %(organisation)s to view and add until %(until)s, for: %(purpose)s"),
    Level.EDIT: N_("Offered to %(organisation)s to view, add and amend until %(until)s, for: %(purpose)s"),
}
_SHARED = {
    Level.VIEW: N_("Shared with %(organisation)s to view until %(until)s, for: %(purpose)s"),
    Level.CONTRIBUTE: N_("Shared with %(organisation)s to view and add until %(until)s, for: %(purpose)s"),
    Level.EDIT: N_("Shared with %(organisation)s to view, add and amend until %(until)s, for: %(purpose)s"),
}
_KINDS = {State.OFFERED: "warn", State.OPEN: "good"}


def share_tag(state: State) -> Tag:
    """Return the tag of where a share stands."""
    return {"text": _(STATE_LABELS[state]), "kind": _KINDS.get(state, "neutral")}


def share_level(level: Level) -> str:
    """Say how far a case is shared."""
    return _(LEVEL_LABELS[level])


def share_parts(compartments: Iterable[Compartment]) -> str:
    """Name the compartments that are shared too, or say that none is."""
    named = [_(COMPARTMENT_LABELS[one]) for one in Compartment if one in compartments]
    return ", ".join(named) or _("none: family, health and identity stay closed")


def share_rule(view: ShareView) -> str:
    """Say in one sentence with whom a case is shared, how far, until when and for what."""
    words = {"organisation": view.partner, "until": when(view.expires_on), "purpose": view.purpose}
    rules = _OFFERED if view.state is State.OFFERED else _SHARED
    return _(rules[view.level], **words)
