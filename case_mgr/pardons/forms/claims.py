"""Forms of numbers that sources give: shape only; what is good is decided by the service."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from case_mgr.core.errors import Refused
from case_mgr.pardons import breakdown
from case_mgr.pardons.forms.shared import DIGITS, LONG, Whole, whole
from case_mgr.pardons.types import ClaimDraft, Parts, Topic
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Form

SOURCE = _("Source")
TOTAL = _("How many people the source says")
_COUNTRIES = _("Countries and numbers with commas between, such as: LT 6, LV 2, PL 2")


class Divided:
    """Countries with numbers, as a source divides its own."""

    def __call__(self, form: Form, field: StringField) -> None:
        try:
            breakdown.read(field.data or "")
        except Refused as error:
            raise StopValidation(gettext(error.sentence, **error.params)) from error


class ClaimForm(Form):
    """A number that a source gave, of all or of a part."""

    source = StringField(SOURCE, [InputRequired(_("Say who gave the number")), Length(max=300)])
    total = StringField(TOTAL, [Optional(), Whole(DIGITS)])
    in_scope = StringField(_("Of them political prisoners"), [Optional(), Whole(DIGITS)])
    as_of = PartialDateField(_("As of"), [Optional()])
    women = StringField(_("Of them women"), [Optional(), Whole(DIGITS)])
    men = StringField(_("Of them men"), [Optional(), Whole(DIGITS)])
    by_nationality = TextAreaField(
        _("By nationality"), [Optional(), Length(max=2000), Divided()], description=_COUNTRIES
    )
    by_destination = TextAreaField(
        _("By the country that they were brought to"), [Optional(), Length(max=2000), Divided()], description=_COUNTRIES
    )
    quotation = TextAreaField(_("Quotation"), [Optional(), Length(max=LONG)])
    link = StringField(_("Address of the page"), [Optional(), Length(max=500)])
    archived = StringField(_("Address of an archived copy"), [Optional(), Length(max=500)])

    def draft(self) -> ClaimDraft:
        """Return what was filled in."""
        return ClaimDraft(
            self.source.data or "",
            whole(self.total),
            self.as_of.data,
            whole(self.in_scope),
            self.quotation.data or "",
            self._parts(),
            self.link.data or "",
            self.archived.data or "",
        )

    def _parts(self) -> Parts:
        sexes = {"female": whole(self.women), "male": whole(self.men)}
        return {
            Topic.SEX: {sex: number for sex, number in sexes.items() if number is not None},
            Topic.NATIONALITY: breakdown.read(self.by_nationality.data or ""),
            Topic.DESTINATION: breakdown.read(self.by_destination.data or ""),
        }
