"""Forms of who agreed to what."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.detainees.forms.shared import NAME, Pairs, labels_of, pairs_of
from case_mgr.detainees.types import (
    ANSWER_LABELS,
    GIVER_LABELS,
    PURPOSE_LABELS,
    Answer,
    ConsentDraft,
    Giver,
    Purpose,
)
from case_mgr.web.fields import CheckboxesField, PartialDateField
from case_mgr.web.forms import Form
from case_mgr.web.printed import PrintedNameField

_EVIDENCE = 5000


class ConsentForm(Form):
    """One answer of one giver, for one or several purposes."""

    giver = SelectField(_("Who answered"), default=str(Giver.PERSON))
    answer = RadioField(_("What they answered"), [InputRequired(_("Choose the answer"))])
    purposes = CheckboxesField(_("For what"), [InputRequired(_("Tick at least one purpose"))])
    obtained = PartialDateField(_("When they answered"), [Optional()])
    expires = PartialDateField(_("Until when it holds"), [Optional()])
    language = SelectField(_("Language in which they were asked"), [Optional()])
    giver_name = PrintedNameField(_("Name of who answered"), [Optional(), Length(max=NAME)])
    evidence = TextAreaField(_("How it is known"), [Optional(), Length(max=_EVIDENCE)])

    def offer(self, languages: Pairs, *, family: bool) -> None:
        """Hand in the languages; name and evidence only for whoever may open them."""
        self.giver.choices, self.answer.choices = labels_of(GIVER_LABELS), labels_of(ANSWER_LABELS)
        self.purposes.choices = labels_of(PURPOSE_LABELS)
        self.language.choices = pairs_of(languages, gettext("Not stated"))
        if not family:
            del self.giver_name
            del self.evidence

    def draft(self) -> ConsentDraft:
        """Return the answer as filled in."""
        family = "evidence" in self
        return ConsentDraft(
            giver=Giver(self.giver.data),
            answer=Answer(self.answer.data),
            purposes=tuple(Purpose(code) for code in self.purposes.data or ()),
            language=self.language.data or "",
            obtained=self.obtained.data,
            expires=self.expires.data,
            giver_name=(self.giver_name.data or "") if family else "",
            evidence=(self.evidence.data or "").replace("\r\n", "\n") if family else "",
        )


class WithdrawForm(Form):
    """When an answer was taken back."""

    withdrawn = PartialDateField(_("When it was withdrawn"), [Optional()])
