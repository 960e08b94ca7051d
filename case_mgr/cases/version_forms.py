"""Forms about versions of one event."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from case_mgr.web.forms import Form


class RulingForm(Form):
    """Why one version of an event is true."""

    reason = TextAreaField(
        _("Why is this version true?"), [DataRequired(_("Say why this version is true")), Length(max=500)]
    )
