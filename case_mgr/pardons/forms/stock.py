"""Between which days the stock is asked for."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation

from case_mgr.core import clock
from case_mgr.web.fields import DayField
from case_mgr.web.forms import Form

FIRST = date(1900, 1, 1)


class StockForm(Form):
    """Two days, and the day on which one asks what was known; it is sent by its address, and changes nothing."""

    class Meta:
        """What is read by its address carries no token."""

        csrf = False

    since = DayField(_("From the end of"))
    until = DayField(_("To the end of"))
    known = DayField(_("As known at the end of"))

    def validate_until(self, field: DayField) -> None:
        """The second day does not lie before the first, and neither outside of what a calendar holds."""
        if not all((self.since.data, field.data, self.known.data)):
            raise StopValidation(gettext("Enter all three days."))
        assert self.since.data is not None, "just checked"
        assert field.data is not None, "just checked"
        if field.data < self.since.data:
            raise StopValidation(gettext("The second day lies before the first. Exchange them."))
        if self.since.data < FIRST or field.data > clock.today():
            raise StopValidation(gettext("Choose days that are not in the future."))

    def days(self) -> tuple[date, date, date]:
        """Return the days, once checked."""
        assert self.since.data is not None, "the form was checked"
        assert self.until.data is not None, "the form was checked"
        assert self.known.data is not None, "the form was checked"
        return self.since.data, self.until.data, min(self.known.data, clock.today())
