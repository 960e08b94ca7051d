"""Flags in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.text import N_
from case_mgr.flags import queries
from case_mgr.flags.types import ANY, KIND_LABELS, FlagKind

Tag = dict[str, str]
_UNSAID = "…"
_FIELDS = {
    "kind": N_("Kind of flag"),
    "reason_sealed": N_("Why it was raised"),
    "outcome_sealed": N_("What came of it"),
}


def kind_name(kind: str) -> str:
    """Name a kind of flag."""
    return _(KIND_LABELS[FlagKind(kind)]) if kind in set(FlagKind) else kind


def flag_tag(kind: FlagKind) -> Tag:
    """Return a kind of flag as a tag of lists."""
    return {"text": _("Flag: %(kind)s", kind=kind_name(kind)), "kind": "danger" if kind is FlagKind.URGENT else "warn"}


def tag_of(kinds: Iterable[FlagKind]) -> Tag | None:
    """Return the one tag that says which flags are open, or nothing."""
    found = list(kinds)
    if not found:
        return None
    names = ", ".join(kind_name(kind) for kind in found)
    return {"text": _("Flag: %(kind)s", kind=names), "kind": flag_tag(found[0])["kind"]}


def flag_of_case(actor: Actor, reference: str) -> Tag | None:
    """Return that tag for a case's identity bar."""
    if not actor.may(Permission.CASE_READ):
        return None
    return tag_of(queries.list_kinds(actor, [reference]).get(reference, ()))


def choices() -> list[tuple[str, str]]:
    """Return what a filter by flag offers."""
    return [(ANY, _("any flag")), *((str(kind), kind_name(kind)) for kind in FlagKind)]


def history_words(field: str, value: str, _jurisdiction: str) -> tuple[str, str] | None:
    """Return a field of the log that belongs to a flag in words, for the history of its case."""
    table, _dot, name = field.partition(".")
    if table != "case_flag" or name not in _FIELDS:
        return None
    label = _(_FIELDS[name])
    if not value or value == _UNSAID:
        return label, _("(not shown here)") if value else ""
    return label, kind_name(value) if name == "kind" else value
