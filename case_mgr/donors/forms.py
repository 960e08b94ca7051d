"""For whom a link is, and for how long."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, Length

from case_mgr.web.forms import Form

DAYS = ("7", "30", "90")


class LinkForm(Form):
    """Make a link to a report."""

    whom = StringField(
        _("For whom is the link?"),
        [DataRequired(_("Say for whom the link is")), Length(max=200)],
        description=_("Such as the office of a donor. It stands in this list alone, and not in the link."),
    )
    days = RadioField(_("For how long does it hold?"), default="30")

    def offer(self) -> None:
        """Hand in the choices in the language of the page."""
        self.days.choices = [(days, gettext("%(n)s days", n=days)) for days in DAYS]
