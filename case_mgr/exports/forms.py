"""What is asked before a list leaves the house, and of whoever answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from case_mgr.exports.types import FORM_LABELS, Form, Recipient
from case_mgr.web import forms

OWN = "own"
_WORDS = 300


class ExportForm(forms.Form):
    """For whom a list is taken out of the house, why, and in which form."""

    whom = RadioField(_("For whom is the file?"), [InputRequired(_("Choose for whom the file is"))], default=OWN)
    purpose = StringField(
        _("What is the file for, and who gets it?"),
        [DataRequired(_("Say what the file is for, and who gets it")), Length(max=_WORDS)],
        description=_("It stands in the log beside the number of rows. Never name a person."),
    )
    form = RadioField(_("Form of the file"), default=str(Form.CSV))

    def offer(self, purposes: Sequence[tuple[str, str]], forms_of_list: Iterable[Form]) -> None:
        """Hand in the purposes that people are asked about, without which a list is for the own work, and the forms."""
        self.whom.choices = [(OWN, gettext("For our own work")), *purposes]
        self.form.choices = [(str(form), gettext(FORM_LABELS[form])) for form in forms_of_list]

    def draft(self) -> Recipient:
        """Return for whom the file is."""
        purpose = "" if self.whom.data == OWN else self.whom.data
        return Recipient(purpose, (self.purpose.data or "").strip())


class RefusalForm(forms.Form):
    """Why a list stays in the house."""

    reason = TextAreaField(
        _("Why does it stay in the house?"), [DataRequired(_("Say why the list stays in the house")), Length(max=500)]
    )
