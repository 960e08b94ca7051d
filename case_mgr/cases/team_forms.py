"""Forms of a case's team."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.web.forms import Form


class MemberForm(Form):
    """Chooses a member of the organisation."""

    member = SelectField(_("Member"), [InputRequired(_("Choose a member"))])

    def offer(self, members: Iterable[tuple[str, str]]) -> None:
        """Hand in the members who can be chosen."""
        chosen = [SelectChoice(value, label) for value, label in members]
        self.member.choices = [SelectChoice("", gettext("Choose a member")), *chosen]


class JoinForm(MemberForm):
    """Lets a member work on a case."""

    part = StringField(_("Their part, such as contact with the family"), [Optional(), Length(max=200)])


class HandoverForm(MemberForm):
    """Offers a case to somebody else to follow."""

    note = TextAreaField(
        _("What they must know"),
        [
            InputRequired(_("Write what they must know: what waits, what was promised, whom to ask.")),
            Length(max=10_000),
        ],
    )
