"""Forms of flags."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from case_mgr.flags.types import KIND_HINTS, KIND_LABELS, LONGEST, FlagDraft, FlagKind
from case_mgr.web.forms import Form, VersionedForm

_LONG = _("Shorten this to 500 characters")


def kinds() -> list[SelectChoice]:
    """Return the kinds of flags with what each is for."""
    return [
        SelectChoice(str(kind), gettext(KIND_LABELS[kind]), render_kw={"data-hint": gettext(KIND_HINTS[kind])})
        for kind in FlagKind
    ]


class FlagForm(Form):
    """Raises a flag."""

    kind = RadioField(_("What kind of flag?"), [InputRequired(_("Choose a kind of flag"))])
    reason = TextAreaField(
        _("Why somebody should look"),
        [InputRequired(_("Write why somebody should look at this case")), Length(max=LONGEST, message=_LONG)],
        description=_("Kept encrypted. Up to 500 characters."),
    )

    def offer(self) -> None:
        """Hand in the kinds in the language of the page."""
        self.kind.choices = kinds()

    def draft(self) -> FlagDraft:
        """Return what was filled in."""
        return FlagDraft(FlagKind(self.kind.data), self.reason.data or "")


class LowerForm(VersionedForm):
    """Lowers a flag."""

    outcome = TextAreaField(
        _("What came of it"),
        [InputRequired(_("Write what came of it")), Length(max=LONGEST, message=_LONG)],
        description=_("For whoever asks later: what was done, found or answered."),
    )
