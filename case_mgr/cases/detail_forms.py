"""The questions of all kinds of events in one form: shown by the kind, read for the kind that was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from case_mgr.cases.forms import EventForm
from case_mgr.web.fields import CheckboxesField

PREFIX = "detail-"
_LONG = 2000


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its words, its choices, and the kinds of events that ask it."""

    code: str
    label: str
    answer: str
    kinds: tuple[str, ...]
    choices: tuple[tuple[str, str], ...] = ()
    groups: Mapping[str, Iterable[tuple[str, str]]] | None = None
    restricted: bool = False


def event_form(questions: Iterable[Question], **values: Any) -> EventForm:
    """Return the form of an event that asks these questions."""
    made = type(EventForm.__name__, (EventForm,), {"__doc__": EventForm.__doc__})
    asked = {f"{PREFIX}{question.code}": question for question in questions}
    for name, question in asked.items():
        setattr(made, name, _field(question))
    made.questions = asked  # type: ignore[attr-defined]  # of the class made above
    form: EventForm = made(**values)
    return form


def _field(question: Question) -> Field:
    optional = [Optional(), Length(max=_LONG)]
    unknown = SelectChoice("", _("Not known"))
    match question.answer:
        case "flag":
            chosen = [unknown, SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))]
            return SelectField(question.label, [Optional()], choices=chosen)
        case "choice":
            return SelectField(question.label, [Optional()], choices=[unknown, *_choices(question.choices)])
        case "choices":
            return CheckboxesField(question.label, [Optional()], choices=_choices(question.choices))
        case "facility":
            places = [SelectChoice("", _("Not known, or none of these"))]
            for name, pairs in (question.groups or {}).items():
                places += [SelectChoice(code, label, optgroup=name) for code, label in pairs]
            return SelectField(question.label, [Optional()], choices=places)
        case "text":
            return TextAreaField(question.label, optional)
    return StringField(question.label, optional)


def _choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]
