"""The period of a review."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms.validators import Optional

from case_mgr.web.fields import DayField


class PeriodFilter(FlaskForm):
    """From when to when; sent by GET, so that the address is the view."""

    since = DayField(_("Date from (earliest)"), [Optional()])
    until = DayField(_("Date to (latest)"), [Optional()])

    class Meta:
        csrf = False
