"""Forms of grants."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.support.results import Reader
from case_mgr.support.types import GrantDraft
from case_mgr.web.fields import CheckboxesField, DayField
from case_mgr.web.forms import Form


class GrantForm(Form):
    """A new grant."""

    code = StringField(_("Code"), [InputRequired(_("Enter the code of the grant")), Length(max=40)])
    donor = StringField(_("Donor"), [InputRequired(_("Enter the donor")), Length(max=200)])
    title = StringField(_("Title"), [InputRequired(_("Enter a title")), Length(max=200)])
    currency = StringField(_("Currency"), [InputRequired(_("Enter the currency")), Length(max=3)])
    starts = DayField(_("First day"), [InputRequired(_("Enter the first day"))])
    ends = DayField(_("Last day"), [InputRequired(_("Enter the last day"))])

    def draft(self) -> GrantDraft:
        """Return what was filled in."""
        return GrantDraft(
            code=self.code.data or "",
            donor=self.donor.data or "",
            title=self.title.data or "",
            currency=(self.currency.data or "").strip().upper(),
            starts=self.starts.data,
            ends=self.ends.data,
        )


class ReadersForm(Form):
    """Who reads the published reports of a grant."""

    readers = CheckboxesField(_("Donors’ accounts"), [Optional()])

    def offer(self, donors: Iterable[Reader]) -> None:
        """Hand in the members with a donor's role."""
        self.readers.choices = [
            SelectChoice(donor.public_id, donor.name, render_kw={"data-hint": donor.email}) for donor in donors
        ]
