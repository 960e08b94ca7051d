"""Who is on duty on a release day."""

from __future__ import annotations

from datetime import UTC, datetime, time

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, StopValidation

from case_mgr.pardons.forms.shared import DIGITS, Choices, Whole, whole
from case_mgr.pardons.types import DutyDraft
from case_mgr.web.fields import DayField
from case_mgr.web.forms import Form


class DutyForm(Form):
    """Who may confirm alone, for which hours."""

    officer = SelectField(_("Duty officer"), [InputRequired(_("Choose who is on duty"))])
    day = DayField(_("From the day"))
    hour = StringField(_("From the hour (UTC)"), [InputRequired(_("Write the hour, such as 14:00"))])
    hours = StringField(_("For how many hours"), [InputRequired(_("Write how many hours")), Whole(DIGITS)])
    reason = StringField(
        _("For which release"), [InputRequired(_("Say which release the duty is for")), Length(max=500)]
    )

    def offer(self, members: Choices) -> None:
        """Hand in who can be chosen."""
        self.officer.choices = [SelectChoice("", gettext("Choose")), *members]

    def validate_day(self, field: DayField) -> None:
        """Hours have a day."""
        if field.data is None and not field.errors:
            raise StopValidation(gettext("Enter the day on which the duty begins."))

    def validate_hour(self, field: StringField) -> None:
        """An hour is written as on a clock."""
        if _clock(field.data or "") is None:
            raise StopValidation(gettext("Write the hour, such as 14:00"))

    def draft(self) -> DutyDraft:
        """Return what was filled in."""
        at = _clock(self.hour.data or "")
        assert self.day.data is not None, "the form was checked"
        assert at is not None, "the form was checked"
        begins = datetime.combine(self.day.data, at, UTC)
        return DutyDraft(self.officer.data or "", begins, whole(self.hours) or 0, self.reason.data or "")


def _clock(text: str) -> time | None:
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
        return None
    return (
        time(int(hours), int(minutes))
        if len(hours) <= 2 and int(hours) < 24 and len(minutes) == 2 and int(minutes) < 60
        else None
    )
