"""The answer who stands on a place."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, StopValidation

from case_mgr.pardons.forms.shared import DIGITS, Whole, whole
from case_mgr.pardons.types import (
    Answer,
    DecisionDraft,
)
from case_mgr.web.forms import VersionedForm


class DecideForm(VersionedForm):
    """The answer who stands on a place; a candidate is chosen as person, or person and case."""

    answer = RadioField(_("Who is this?"), validate_choice=False)
    other = StringField(_("Reference of the other record"), [Optional(), Length(max=20)])
    same_as = StringField(_("Number of the other place"), [Optional(), Whole(DIGITS)])
    comment = StringField(_("Comment"), [Optional(), Length(max=500)])
    show = HiddenField()
    latin = HiddenField()

    def validate_answer(self, field: RadioField) -> None:
        """Nothing chosen is no answer."""
        if not field.data or (":" not in field.data and field.data not in {*Answer, "other"}):
            raise StopValidation(gettext("Choose who this is, or “Unsure”."))

    def say(self, answers: Mapping[str, str]) -> None:
        """Hand in the words of answers, for the page about a stale answer; cards draw them on the page itself."""
        self.answer.choices = [SelectChoice(value, label) for value, label in answers.items()]

    def draft(self, seen_version: int | None) -> DecisionDraft:
        """Return the answer: `person:<id>:<case>`, `other`, or one of the answers without a person."""
        chosen = self.answer.data or ""
        person, case = "", ""
        if chosen.startswith("person:"):
            _kind, person, case = (*chosen.split(":", 2), "")[:3]
        answer = Answer.MATCHED if person or chosen == "other" else Answer(chosen)
        return DecisionDraft(
            answer=answer,
            person=person or None,
            case=case or None,
            reference=self.other.data or "" if chosen == "other" else "",
            same_as=whole(self.same_as) if answer is Answer.SAME else None,
            comment=self.comment.data or "",
            seen_version=seen_version,
        )
