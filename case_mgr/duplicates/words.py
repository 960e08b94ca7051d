"""Words of suspected pairs and merges in the language of the page."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.detainees.labels import sex_name
from case_mgr.duplicates.comparing import PHOTOGRAPH
from case_mgr.duplicates.types import Answer, Fit, UndoLine
from case_mgr.names.types import Reason
from case_mgr.web.wording import when

ANSWER_HINTS: dict[Answer, str] = {
    Answer.DIFFERENT: N_("They are never proposed again. You find them under “Not the same” and can take it back."),
    Answer.UNSURE: N_("They stay in the queue, at its end."),
    Answer.SAME: N_("Nothing is merged yet: whoever may merge chooses on the next page what stands."),
}
ANSWERED: dict[Answer, str] = {
    Answer.SAME: N_("Said to be the same"),
    Answer.UNSURE: N_("Unsure"),
    Answer.DIFFERENT: N_("Not the same"),
    Answer.MERGED: N_("Merged"),
}
_KINDS = {Answer.SAME: "info", Answer.UNSURE: "warn"}
FITS: dict[Fit, str] = {
    Fit.PRECISER: N_("The more exact one stands."),
    Fit.ONE: N_("Only one record says it."),
    Fit.EQUAL: N_("Both say the same."),
    Fit.CONFLICT: "",
}
# What is opened one look at a time is told apart here without being shown.
_UNSHOWN = frozenset({"national_number"})


def answer_tag(answer: Answer) -> dict[str, str] | None:
    """Return what was answered about a pair, as a tag; nothing while nobody answered."""
    said = ANSWERED.get(answer)
    return {"text": _(said), "kind": _KINDS.get(answer, "neutral")} if said else None


def reason_text(reason: Reason) -> str:
    """Say one reason for or against."""
    return _(reason.template, **reason.params) if reason.params else _(reason.template)


def fit_text(fit: Fit) -> str:
    """Say why a value stands unless told otherwise."""
    return _(FITS[fit]) if FITS[fit] else ""


def field_value(value: Any, name: str) -> str:
    """Say the value of a field of a record."""
    if value in (None, ""):
        return _("Not recorded")
    if name in _UNSHOWN:
        return _("A number is recorded; it is not shown here")
    if name == PHOTOGRAPH:
        return _("There is a photograph")
    if isinstance(value, PartialDate):
        return when(value)
    return sex_name(value) if name == "sex" else str(value)


def undo_line(line: UndoLine) -> str:
    """Say what taking a merge back does with something that changed since."""
    params = {name: _(value) if name == "what" else value for name, value in line.params.items()}
    return _(line.sentence, **params)
