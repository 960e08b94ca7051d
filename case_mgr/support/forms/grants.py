"""Forms of grants."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.support.results import GrantView, LineView, Reader
from case_mgr.support.threshold import USUAL
from case_mgr.support.types import GrantDraft, LineDraft
from case_mgr.web.fields import CheckboxesField, DayField
from case_mgr.web.forms import Form, VersionedForm


class GrantForm(VersionedForm):
    """A grant, new or amended."""

    code = StringField(_("Code"), [InputRequired(_("Enter the code of the grant")), Length(max=40)])
    donor = StringField(_("Donor"), [InputRequired(_("Enter the donor")), Length(max=200)])
    title = StringField(_("Title"), [InputRequired(_("Enter a title")), Length(max=200)])
    currency = StringField(_("Currency"), [InputRequired(_("Enter the currency")), Length(max=3)])
    starts = DayField(_("First day"), [InputRequired(_("Enter the first day"))])
    ends = DayField(_("Last day"), [InputRequired(_("Enter the last day"))])
    threshold = IntegerField(_("Hide numbers below"), [InputRequired(_("Enter a number from 3 to 10"))], default=USUAL)

    def show(self, now: GrantView) -> None:
        """Fill in what is recorded."""
        self.code.data, self.donor.data, self.title.data = now.code, now.donor, now.title
        self.currency.data, self.version.data = now.currency, str(now.version)
        self.threshold.data = now.threshold

    def draft(self) -> GrantDraft:
        """Return what was filled in."""
        return GrantDraft(
            code=self.code.data or "",
            donor=self.donor.data or "",
            title=self.title.data or "",
            currency=(self.currency.data or "").strip().upper(),
            starts=self.starts.data,
            ends=self.ends.data,
            threshold=self.threshold.data or 0,
        )


class LineForm(VersionedForm):
    """A line of a budget."""

    code = StringField(_("Code"), [InputRequired(_("Enter the code of the line")), Length(max=20)])
    title = StringField(_("Title"), [InputRequired(_("Enter a title")), Length(max=200)])
    amount = StringField(_("Amount"), [InputRequired(_("Enter the amount")), Length(max=40)])

    def show(self, now: LineView, amount: str) -> None:
        """Fill in what is recorded."""
        self.code.data, self.title.data, self.amount.data = now.code, now.title, amount
        self.version.data = str(now.version)

    def draft(self) -> LineDraft:
        """Return what was filled in."""
        return LineDraft(self.code.data or "", self.title.data or "", self.amount.data or "")


class ClosingForm(VersionedForm):
    """Up to which day the books of a grant are closed."""

    until = DayField(_("Last day that is closed"), [InputRequired(_("Enter the last day that is closed."))])


class ReadersForm(Form):
    """Who reads the published reports of a grant."""

    readers = CheckboxesField(_("Donors’ accounts"), [Optional()])

    def offer(self, donors: Iterable[Reader]) -> None:
        """Hand in the members with a donor's role."""
        self.readers.choices = [
            SelectChoice(donor.public_id, donor.name, render_kw={"data-hint": donor.email}) for donor in donors
        ]
