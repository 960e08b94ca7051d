"""Forms about the log: of whom and when, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from case_mgr.core.dates import day_after
from case_mgr.desk.forms import Filter
from case_mgr.web.fields import DayField
from case_mgr.web.forms import Form

_LONGEST = timedelta(days=366)
_WHY = 500


class ExposureFilter(Filter):
    """Of whom, and of which days."""

    member = SelectField(_("Member"), [DataRequired(_("Choose a member"))], validate_choice=False)
    since = DayField(_("First day (UTC)"), [DataRequired(_("Give the first day"))])
    until = DayField(_("Last day (UTC)"), [DataRequired(_("Give the last day"))])

    def offer(self, members: Sequence[tuple[str, str]]) -> None:
        """Hand in the people of the visible log."""
        self.member.choices = [SelectChoice("", gettext("Choose a member")), *(SelectChoice(*one) for one in members)]

    def validate_until(self, field: DayField) -> None:
        """Refuse a period that ends before it begins, or is longer than a year."""
        since, until = self.since.data, field.data
        if since and until and until < since:
            raise ValidationError(gettext("The last day lies before the first."))
        if since and until and until - since > _LONGEST:
            raise ValidationError(gettext("A report covers a year at most."))

    def period(self) -> tuple[datetime, datetime]:
        """Return when the first day begins and the last one has ended."""
        assert self.since.data is not None
        assert self.until.data is not None
        return _start(self.since.data), _start(day_after(self.until.data))


class ReverseForm(Form):
    """Why changes are put back, and what was shown of them."""

    seen = HiddenField()
    reason = StringField(_("Why are they put back?"), [DataRequired(_("Say why they are put back")), Length(max=300)])


class PutDownForm(Form):
    """Why the warning about a broken log may go."""

    reason = TextAreaField(
        _("What was found, and why may the warning go?"),
        [DataRequired(_("Say what was found and why the warning may go")), Length(max=_WHY)],
    )


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
