"""Forms of shares."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.access.shares import (
    COMPARTMENT_LABELS,
    COMPARTMENT_WARNINGS,
    LEVEL_HINTS,
    LEVEL_LABELS,
    Compartment,
    Level,
)
from case_mgr.shares.types import ChangeDraft, ShareDraft, ShareView
from case_mgr.web.fields import CheckboxesField, DayField
from case_mgr.web.forms import Form, VersionedForm

_TEXT = 2_000
_SPLIT = re.compile(r"[\s,;]+")


class _Extent(Form):
    """How far something is shared, and until when."""

    level = RadioField(_("What they may do"), [InputRequired(_("Choose what they may do"))])
    compartments = CheckboxesField(_("Also share"), [Optional()])
    expires_on = DayField(_("Last day"), [InputRequired(_("Say until which day the case is shared"))])
    why = TextAreaField(_("Why it is shared without consent"), [Optional(), Length(max=_TEXT)])

    def offer_extent(self) -> None:
        """Hand in levels and compartments with what each means."""
        self.level.choices = [
            SelectChoice(str(level), gettext(LEVEL_LABELS[level]), render_kw={"data-hint": gettext(LEVEL_HINTS[level])})
            for level in Level
        ]
        self.compartments.choices = [
            SelectChoice(
                str(one),
                gettext(COMPARTMENT_LABELS[one]),
                render_kw={"data-hint": gettext(COMPARTMENT_WARNINGS[one])},
            )
            for one in Compartment
        ]

    def parts(self) -> frozenset[Compartment]:
        """Return the compartments that were ticked."""
        return frozenset(Compartment(name) for name in self.compartments.data or ())


class ShareForm(_Extent):
    """Offers a case to another organisation."""

    to = SelectField(_("Organisation"), [InputRequired(_("Choose an organisation"))])
    purpose = TextAreaField(_("For what"), [InputRequired(_("Say for what the case is shared")), Length(max=_TEXT)])
    recipients = TextAreaField(_("Only these people of that organisation"), [Optional(), Length(max=_TEXT)])

    def offer(self, organisations: Iterable[tuple[str, str]]) -> None:
        """Hand in the other organisations."""
        self.offer_extent()
        known = [SelectChoice(value, label) for value, label in organisations]
        self.to.choices = [SelectChoice("", gettext("Choose an organisation")), *known]

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses that were written, however they are separated."""
        return tuple(part for part in _SPLIT.split(self.recipients.data or "") if part)

    def draft(self) -> ShareDraft:
        """Return what was filled in."""
        assert self.expires_on.data is not None
        return ShareDraft(
            to=self.to.data or "",
            level=Level(self.level.data),
            purpose=self.purpose.data or "",
            expires_on=self.expires_on.data,
            recipients=self.addresses(),
            compartments=self.parts(),
            why_without_consent=self.why.data or "",
        )


class ChangeForm(VersionedForm, _Extent):
    """Changes how far a case is shared, and until when."""

    unseen = frozenset({"why"})

    def show(self, view: ShareView) -> None:
        """Fill in what holds."""
        self.version.data, self.level.data = str(view.version), str(view.level)
        self.compartments.data = [str(one) for one in view.compartments]

    def draft(self) -> ChangeDraft:
        """Return what was filled in."""
        day: date | None = self.expires_on.data
        assert day is not None
        return ChangeDraft(Level(self.level.data), day, self.parts(), self.why.data or "")


class EndForm(Form):
    """Ends a share at once."""

    reason = TextAreaField(_("Why it ends"), [InputRequired(_("Say why the sharing ends.")), Length(max=_TEXT)])


class DeclineForm(Form):
    """Declines an offer."""

    reason = TextAreaField(
        _("Why you decline"),
        [InputRequired(_("Say why you decline: the other organisation reads it.")), Length(max=_TEXT)],
    )
