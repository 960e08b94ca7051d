"""Forms of acts on many cases."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from case_mgr.bulk.types import AssignDraft
from case_mgr.flags.forms import kinds
from case_mgr.flags.types import LONGEST, FlagDraft, FlagKind
from case_mgr.web.forms import Form

_TAKE, _FREE = "take", "free"


class AssignForm(Form):
    """Who follows the cases from now on."""

    owner = SelectField(_("Who follows these cases from now on?"), [InputRequired(_("Choose a member"))])
    which = RadioField(_("Cases that somebody follows already"), [InputRequired(_("Say what is to be done with them"))])

    def offer(self, members: Iterable[tuple[str, str]], *, leads: bool) -> None:
        """Hand in the members whose role lets them follow a case."""
        chosen = [SelectChoice(value, label) for value, label in members]
        self.owner.choices = [SelectChoice("", gettext("Choose a member")), *chosen]
        mine = gettext("You give away cases that you follow. Those that colleagues follow are left as they are.")
        all_ = gettext("They are taken over, whoever follows them now.")
        self.which.choices = [
            SelectChoice(_FREE, gettext("Leave them as they are: assign only cases that nobody follows")),
            SelectChoice(_TAKE, gettext("Take them over"), render_kw={"data-hint": all_ if leads else mine}),
        ]

    def draft(self) -> AssignDraft:
        """Return what was filled in."""
        return AssignDraft(self.owner.data or "", only_free=self.which.data != _TAKE)

    def blame(self, field: str, sentence: str) -> None:
        """Put a sentence of the domain at its field."""
        self.refuse(field, sentence)


class FlagManyForm(Form):
    """The flag that every one of the cases gets."""

    kind = RadioField(_("What kind of flag?"), [InputRequired(_("Choose a kind of flag"))])
    reason = TextAreaField(
        _("Why somebody should look"),
        [
            InputRequired(_("Write why somebody should look at these cases")),
            Length(max=LONGEST, message=_("Shorten this to 500 characters")),
        ],
        description=_("The same words stand on each of the cases: never name a person. Kept encrypted."),
    )

    def offer(self) -> None:
        """Hand in the kinds in the language of the page."""
        self.kind.choices = kinds()

    def draft(self) -> FlagDraft:
        """Return what was filled in."""
        return FlagDraft(FlagKind(self.kind.data), self.reason.data or "")

    def blame(self, field: str, sentence: str) -> None:
        """Put a sentence of the domain at its field."""
        self.refuse(field, sentence)
