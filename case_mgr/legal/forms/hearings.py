"""Forms of hearings: recorded, planned, moved."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from case_mgr.legal.forms.shared import LONG, NAME, SOURCE, chosen, words
from case_mgr.legal.forms.trials import CourtForm
from case_mgr.legal.labels import INSTANCES, MODES
from case_mgr.legal.types.drafts import HearingDraft, PostponementDraft
from case_mgr.legal.types.kinds import Instance, Mode
from case_mgr.legal.types.results import HearingView
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Beneath, VersionedForm
from case_mgr.web.wording import when

# Long enough for whatever people write: what is no time is refused with a sentence of its own.
_CLOCK = 40


class HearingForm(CourtForm):
    """A hearing."""

    planned = BooleanField(_("It is planned, and was not held yet"))
    hour = StringField(_("At what time"), [Optional(), Length(max=_CLOCK)])
    instance = RadioField(_("Instance"), default=str(Instance.FIRST))
    mode = RadioField(_("Open or closed"), default=str(Mode.UNKNOWN))
    observer = StringField(_("Observed by"), [Optional(), Length(max=NAME)])
    result = TextAreaField(_("Result"), [Optional(), Length(max=LONG)])

    def offer(self) -> None:
        """Hand in the closed lists."""
        self.instance.choices, self.mode.choices = words(INSTANCES), words(MODES)
        self.happened.label.text = gettext("Day of the hearing")

    def show(self, found: HearingView) -> None:
        """Fill in what is recorded; its date is handed to the constructor."""
        self.version.data, self.source.data = str(found.version), found.source
        self.court.data, self.court_written.data = found.court.code, found.court.as_written
        self.instance.data, self.mode.data = str(found.instance), str(found.mode)
        self.hour.data, self.observer.data, self.result.data = found.hour, found.observer, found.result

    def draft(self) -> HearingDraft:
        """Return what was filled in."""
        return HearingDraft(
            self.told(),
            planned=bool(self.planned.data),
            hour=self.hour.data or "",
            court=self.court_draft(),
            instance=chosen(Instance, self.instance.data),
            mode=chosen(Mode, self.mode.data),
            observer=self.observer.data or "",
            result=(self.result.data or "").replace("\r\n", "\n"),
        )


class PostponeForm(VersionedForm):
    """A planned hearing is moved."""

    stands = Beneath(_("The day that stands now"))
    after = PartialDateField(_("New day"), [Optional()])
    hour = StringField(_("At what time"), [Optional(), Length(max=_CLOCK)])
    decided = PartialDateField(_("When it was postponed"), [Optional()])
    reason = TextAreaField(
        _("Why was it postponed?"), [DataRequired(_("Say why it was postponed")), Length(max=SOURCE)]
    )
    source = StringField(_("Source"), [Optional(), Length(max=SOURCE)])

    def show(self, found: HearingView) -> None:
        """Remember which state of the hearing was looked at."""
        self.version.data, self.stands.data = str(found.version), when(found.happened)

    def draft(self) -> PostponementDraft:
        """Return what was filled in."""
        return PostponementDraft(
            after=self.after.data,
            hour=self.hour.data or "",
            decided=self.decided.data,
            reason=(self.reason.data or "").replace("\r\n", "\n"),
            source=self.source.data or "",
        )
