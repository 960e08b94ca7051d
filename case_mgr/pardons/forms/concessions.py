"""Forms of reported concessions and of what sources say of their link to a batch."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.pardons.forms.shared import Choices
from case_mgr.pardons.types import ConcessionDraft, LinkDraft, ReceiverKind, Says
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Form, VersionedForm


class ConcessionForm(VersionedForm):
    """What one side is reported to have given."""

    giver = StringField(_("Who gave it"), [InputRequired(_("Say who gave it")), Length(max=200)])
    receiver = StringField(_("Who has the benefit"), [InputRequired(_("Say who has the benefit")), Length(max=200)])
    receiver_kind = SelectField(_("What kind of receiver"))
    measure = StringField(
        _("What was given"),
        [InputRequired(_("Say what was given")), Length(max=300)],
        description=_("For example: a sanction lifted, a licence, a visit, a recognition."),
    )
    scope = StringField(_("What it covers"), [Optional(), Length(max=2000)])
    promised = PartialDateField(_("Promised"), [Optional()])
    in_force = PartialDateField(_("In force"), [Optional()])
    reversed = PartialDateField(_("Taken back"), [Optional()])
    source = StringField(_("Source"), [InputRequired(_("Say who reports it")), Length(max=500)])
    archived = StringField(_("Address of an archived copy"), [Optional(), Length(max=500)])

    def offer(self, kinds: Choices) -> None:
        """Hand in what can be chosen."""
        self.receiver_kind.choices = list(kinds)

    def draft(self) -> ConcessionDraft:
        """Return what was filled in."""
        return ConcessionDraft(
            self.giver.data or "",
            self.receiver.data or "",
            self.measure.data or "",
            self.source.data or "",
            ReceiverKind(self.receiver_kind.data),
            self.scope.data or "",
            self.promised.data,
            self.in_force.data,
            self.reversed.data,
            self.archived.data or "",
        )


class LinkForm(Form):
    """What a source says of a concession and a batch."""

    batch = StringField(_("Reference of the batch"), [InputRequired(_("Give the reference")), Length(max=20)])
    says = RadioField(_("What does the source say?"), [InputRequired(_("Choose one"))])
    said_by = StringField(_("Who says so"), [InputRequired(_("Say who says so")), Length(max=500)])
    quotation = StringField(_("Quotation"), [Optional(), Length(max=2000)])
    as_of = PartialDateField(_("As of"), [Optional()])

    def offer(self, says: Choices) -> None:
        """Hand in what can be chosen."""
        self.says.choices = list(says)

    def draft(self) -> LinkDraft:
        """Return what was filled in."""
        return LinkDraft(
            self.batch.data or "",
            Says(self.says.data),
            self.said_by.data or "",
            self.quotation.data or "",
            self.as_of.data,
        )
