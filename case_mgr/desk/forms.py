"""Filters of the pages that read across rooms."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from case_mgr.web.fields import DayField


class AuditFilter(FlaskForm):
    """Which entries of the log to show; sent by GET, so that the address is the view."""

    class Meta:
        csrf = False

    event = SelectField(_("What"), [Optional()], validate_choice=False)
    actor = SelectField(_("Who"), [Optional()], validate_choice=False)
    since = DayField(_("Date from (earliest)"), [Optional()])
    until = DayField(_("Date to (latest)"), [Optional()])

    def offer(self, events: Sequence[tuple[str, str]], actors: Sequence[tuple[str, str]]) -> None:
        """Hand in the kinds of events and the people of the visible log."""
        anything = [SelectChoice("", str(_("Anything")))]
        self.event.choices = anything + [SelectChoice(value, label) for value, label in events]
        self.actor.choices = [SelectChoice("", str(_("Anybody")))] + [SelectChoice(v, label) for v, label in actors]
