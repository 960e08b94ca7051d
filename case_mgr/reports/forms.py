"""Forms of reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from case_mgr.reports.types import Period
from case_mgr.web.fields import DayField
from case_mgr.web.forms import Form


class ReportForm(Form):
    """The period of a report, and its grant."""

    grant = SelectField(_("Grant"), [Optional()])
    starts = DayField(_("First day"), [InputRequired(_("Enter the first day of the period"))])
    ends = DayField(_("Last day"), [InputRequired(_("Enter the last day of the period"))])

    def offer(self, grants: Iterable[tuple[str, str]]) -> None:
        """Hand in the grants."""
        self.grant.choices = [
            SelectChoice("", gettext("No grant: for the organisation itself")),
            *(SelectChoice(*pair) for pair in grants),
        ]

    def period(self) -> Period:
        """Return the days that were filled in."""
        return Period(self.starts.data or date.max, self.ends.data or date.max)


class ApproveForm(Form):
    """The word of the second person, bound to the figures that they saw."""

    seen = HiddenField()
    checked = BooleanField(
        _("I opened the lists behind the figures and answer for this report"),
        [InputRequired(_("Say that you have checked the report, or leave it a draft"))],
    )
