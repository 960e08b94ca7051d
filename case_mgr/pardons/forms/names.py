"""Forms that add names, and people without one."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.pardons.forms.shared import DIGITS, PASTE, Whole
from case_mgr.pardons.types import (
    ListDraft,
)
from case_mgr.web.forms import Form


class NamesForm(Form):
    """A pasted list."""

    label = StringField(
        _("Which list is this"),
        [InputRequired(_("Say which list this is, for example who published it")), Length(max=200)],
        description=_("The same label again means: a newer version of the same page."),
    )
    source = StringField(_("Link or source"), [Optional(), Length(max=500)])
    text = TextAreaField(
        _("Names, one person a line"),
        [InputRequired(_("Paste at least one name")), Length(max=PASTE, message=_("Paste the list in parts"))],
        description=_(
            "Numbers, bullets, other spellings in brackets and a birth year or biography after the name are understood."
        ),
    )

    def draft(self) -> ListDraft:
        """Return what was pasted."""
        return ListDraft(self.text.data or "", self.label.data or "", self.source.data or "")


class AnonymousForm(Form):
    """People who were counted or seen, and have no name yet."""

    count = StringField(_("How many people"), [InputRequired(_("Enter how many people")), Whole(DIGITS)])
    note = StringField(_("Who saw or counted them, and when"), [InputRequired(_("Say who saw them")), Length(max=500)])
