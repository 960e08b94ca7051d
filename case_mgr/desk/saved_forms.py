"""Forms of saved views."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from case_mgr.saved.types import LONGEST_NAME
from case_mgr.web.forms import VersionedForm

PRIVATE, TEAM = "private", "team"


class ViewForm(VersionedForm):
    """Names a view, and says who sees it."""

    name = StringField(
        _("Name of the view"),
        [
            InputRequired(_("Enter a name for the view")),
            Length(max=LONGEST_NAME, message=_("Shorten the name to 80 characters")),
        ],
        description=_("For example: Women in Homiel. Never the name of a person."),
    )
    sight = RadioField(_("Who sees it?"), [InputRequired(_("Say who sees the view"))], default=PRIVATE)

    def offer(self, *, words: bool) -> None:
        """Hand in who can see it; a view with searched words shows them to whoever may open it."""
        team = gettext("Everybody of the organisation who may see this list. Nobody sees by it what they may not open.")
        warning = gettext(
            "The searched words are shown to them too: look whether they name somebody who could be harmed."
        )
        self.sight.choices = [
            SelectChoice(PRIVATE, gettext("Only me")),
            SelectChoice(
                TEAM, gettext("My colleagues too"), render_kw={"data-hint": f"{team} {warning}" if words else team}
            ),
        ]

    @property
    def shared(self) -> bool:
        """Whether colleagues see it."""
        return bool(self.sight.data == TEAM)
