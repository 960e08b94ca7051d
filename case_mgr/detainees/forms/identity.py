"""Forms of what a state knows a person by."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.detainees.forms.shared import NAME, Pairs, labels_of, pairs_of
from case_mgr.detainees.types import DOCUMENT_LABELS, HOLDER_LABELS, DocumentDraft, DocumentKind, Holder
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Form

_NUMBER = 60


class NationalNumberForm(Form):
    """The number that a state gave to the person."""

    national_number = StringField(_("National number"), [Optional(), Length(max=_NUMBER)])


class DocumentForm(Form):
    """A paper that says who the person is."""

    kind = SelectField(_("Kind of document"), default=str(DocumentKind.PASSPORT))
    number = StringField(_("Series and number"), [InputRequired(_("Enter the number")), Length(max=_NUMBER)])
    country = SelectField(_("Issued by"), [Optional()])
    issued = PartialDateField(_("Issued"), [Optional()])
    expires = PartialDateField(_("Valid until"), [Optional()])
    holder = RadioField(_("Who has it now"), default=str(Holder.UNKNOWN))
    source = StringField(_("Source"), [Optional(), Length(max=NAME)])

    def offer(self, countries: Pairs) -> None:
        """Hand in the countries."""
        self.kind.choices, self.holder.choices = labels_of(DOCUMENT_LABELS), labels_of(HOLDER_LABELS)
        self.country.choices = pairs_of(countries, gettext("Not stated"))

    def draft(self) -> DocumentDraft:
        """Return the document as filled in."""
        return DocumentDraft(
            kind=DocumentKind(self.kind.data),
            number=self.number.data or "",
            country=self.country.data or "",
            issued=self.issued.data,
            expires=self.expires.data,
            holder=Holder(self.holder.data),
            source=self.source.data or "",
        )
