"""Fields of the log that belong to documents, in words, for the history of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from case_mgr.cases.types import CERTAINTY_LABELS, Certainty
from case_mgr.core.text import N_
from case_mgr.documents import words
from case_mgr.web.history import said_date
from case_mgr.web.wording import language_name

_UNSAID = "…"
FIELDS: Mapping[str, str] = {
    "kind": N_("Kind of document"),
    "part": N_("Who may open it"),
    "title_sealed": N_("Title"),
    "dated_edtf": N_("Date"),
    "language": N_("Language"),
    "source": N_("Source"),
    "certainty": N_("How reliable is it?"),
    "note_sealed": N_("Note"),
    "withdrawn_at": N_("Taken back"),
}


def _certainty(value: str) -> str:
    return _(CERTAINTY_LABELS[Certainty(value)]) if value in set(Certainty) else value


_WORDS: Mapping[str, Callable[[str], str]] = {
    "kind": words.document_kind,
    "part": words.document_part,
    "dated_edtf": said_date,
    "language": language_name,
    "certainty": _certainty,
}


def shown(field: str, value: str, jurisdiction: str) -> tuple[str, str] | None:
    """Return the name and the value of a field in words; None for a field of another room, or one that says nothing."""
    table, _dot, name = field.partition(".")
    if table != "case_document" or name not in FIELDS:
        return None
    label = _(FIELDS[name])
    if value == _UNSAID:
        return label, _("(not shown here)")
    if name == "withdrawn_at":
        return label, _("yes") if value else ""
    return label, _WORDS[name](value) if value and name in _WORDS else value
