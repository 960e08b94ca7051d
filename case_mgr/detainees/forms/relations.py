"""The form of how two recorded people stand to one another."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.detainees.forms.shared import NAME, labels_of
from case_mgr.detainees.types import TIE_LABELS, RelationDraft, Tie
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Form

_REFERENCE = 16


class RelationForm(Form):
    """Another recorded person, and what they are to this one."""

    reference = StringField(
        _("Reference of the other person"),
        [InputRequired(_("Enter a reference, such as P-000123")), Length(max=_REFERENCE)],
    )
    tie = SelectField(_("What the other person is to this one"), default=str(Tie.RELATIVE))
    since = PartialDateField(_("Since"), [Optional()])
    until = PartialDateField(_("Until"), [Optional()])
    source = StringField(_("Source"), [Optional(), Length(max=NAME)])

    def offer(self) -> None:
        """Put the choices in the language of the page."""
        self.tie.choices = labels_of(TIE_LABELS)

    def draft(self) -> RelationDraft:
        """Return the relation as filled in."""
        return RelationDraft(
            self.reference.data or "", Tie(self.tie.data), self.since.data, self.until.data, self.source.data or ""
        )
