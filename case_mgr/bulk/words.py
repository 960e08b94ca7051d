"""Acts on many cases in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from case_mgr.bulk.types import KIND_LABELS, STATE_LABELS, ActKind, ActState, ActView, Told
from case_mgr.flags.words import kind_name

_TAGS = {ActState.DONE: "good", ActState.INTERRUPTED: "danger", ActState.RUNNING: "info", ActState.UNDOING: "info"}


def told(said: Told) -> str:
    """Say a sentence that was kept."""
    if not said.sentence:
        return ""
    return _(said.sentence, **said.params) if said.params else _(said.sentence)


def act_name(kind: ActKind) -> str:
    """Name what is done."""
    return _(KIND_LABELS[kind])


def act_tag(state: ActState) -> dict[str, str]:
    """Return how far an act is, as a tag."""
    return {"text": _(STATE_LABELS[state]), "kind": _TAGS.get(state, "neutral")}


def before(kind: ActKind, value: str) -> str:
    """Say how a case was before an act."""
    if kind is ActKind.ASSIGN:
        return value or _("nobody yet")
    return _("no open flag") if value in ("", "0") else _("%(n)s open flags", n=value)


def after(kind: ActKind, value: str) -> str:
    """Say how a case is after an act."""
    return value if kind is ActKind.ASSIGN else _("and one more: %(kind)s", kind=kind_name(value))


def asked_for(act: ActView) -> list[dict[str, Any]]:
    """Say what an act does, for a summary."""
    params: Mapping[str, Any] = act.params
    if not params:
        return []
    if act.kind is ActKind.FLAG:
        return [
            {"label": _("Kind of flag"), "value": kind_name(params["kind"])},
            {"label": _("Why somebody should look"), "value": params["reason"]},
        ]
    which = _("are left as they are") if params["only_free"] else _("are taken over")
    return [
        {"label": _("Followed from now on by"), "value": params["name"]},
        {"label": _("Cases that somebody follows"), "value": which},
    ]
