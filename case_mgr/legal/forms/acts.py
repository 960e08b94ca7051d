"""Forms of detention acts, remedies and state lists."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from case_mgr.legal.forms.shared import LONG, NAME, SOURCE, ToldForm, chosen, words
from case_mgr.legal.labels import DETENTIONS, LISTS, OUTCOMES, STEPS, WARRANTS
from case_mgr.legal.types.acts import DetentionView, ListingView, RemedyView
from case_mgr.legal.types.drafts import DetentionDraft, ListingDraft, RemedyDraft
from case_mgr.legal.types.kinds import DetentionKind, Outcome, StateList, Step, Warrant
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import VersionedForm


class DetentionForm(ToldForm, VersionedForm):
    """How somebody was taken."""

    kind = RadioField(_("What it was"), default=str(DetentionKind.DETENTION))
    days = StringField(_("Days of arrest"), [Optional(), Length(max=4)])
    place = StringField(_("Place as the source writes it"), [Optional(), Length(max=NAME)])
    forces = StringField(_("Forces that carried it out"), [Optional(), Length(max=SOURCE)])
    warrant = RadioField(_("Was a warrant shown?"), default=str(Warrant.UNKNOWN))
    authority = StringField(_("Authority that ordered it"), [Optional(), Length(max=SOURCE)])
    reasons = TextAreaField(_("Reasons given by the authorities"), [Optional(), Length(max=LONG)])
    legal_basis = StringField(_("Legal basis as they name it"), [Optional(), Length(max=SOURCE)])

    def offer(self, *, arrests: bool) -> None:
        """Hand in the closed lists; not every country knows administrative arrest."""
        kinds = {k: label for k, label in DETENTIONS.items() if arrests or k == DetentionKind.DETENTION}
        self.kind.choices, self.warrant.choices = words(kinds), words(WARRANTS)

    def validate_days(self, field: StringField) -> None:
        """Days are a whole number."""
        if field.data and not (field.data.strip().isascii() and field.data.strip().isdigit()):
            raise ValidationError(gettext("Write the days as a whole number, such as 15."))

    def show(self, found: DetentionView) -> None:
        """Fill in what is recorded; its date is handed to the constructor."""
        self.version.data, self.source.data, self.kind.data = str(found.version), found.source, str(found.kind)
        self.days.data, self.place.data = str(found.days or ""), found.place
        self.forces.data, self.warrant.data, self.authority.data = found.forces, str(found.warrant), found.authority
        self.reasons.data, self.legal_basis.data = found.reasons, found.legal_basis

    def draft(self) -> DetentionDraft:
        """Return what was filled in."""
        days = (self.days.data or "").strip()
        return DetentionDraft(
            self.told(),
            kind=chosen(DetentionKind, self.kind.data),
            days=int(days) if days else None,
            place=self.place.data or "",
            forces=self.forces.data or "",
            warrant=chosen(Warrant, self.warrant.data),
            authority=self.authority.data or "",
            reasons=(self.reasons.data or "").replace("\r\n", "\n"),
            legal_basis=self.legal_basis.data or "",
        )


class RemedyForm(VersionedForm):
    """A domestic step with its result, or why it was not taken."""

    step = SelectField(_("Step"), [InputRequired(_("Choose the step"))])
    body = StringField(_("Addressed to"), [Optional(), Length(max=NAME)])
    outcome = RadioField(_("What became of it?"), default=str(Outcome.PENDING))
    filed = PartialDateField(_("Filed"), [Optional()])
    answered = PartialDateField(_("Answered"), [Optional()])
    result = TextAreaField(_("The answer in a few words"), [Optional(), Length(max=LONG)])
    why_not = TextAreaField(_("Why it was not taken"), [Optional(), Length(max=LONG)])
    source = StringField(_("Source"), [Optional(), Length(max=SOURCE)])

    def offer(self) -> None:
        """Hand in the closed lists."""
        self.step.choices, self.outcome.choices = words(STEPS), words(OUTCOMES)

    def show(self, found: RemedyView) -> None:
        """Fill in what is recorded; its dates are handed to the constructor."""
        self.version.data, self.source.data = str(found.version), found.source
        self.step.data, self.outcome.data, self.body.data = str(found.step), str(found.outcome), found.body
        self.result.data, self.why_not.data = found.result, found.why_not

    def draft(self) -> RemedyDraft:
        """Return what was filled in."""
        return RemedyDraft(
            step=chosen(Step, self.step.data),
            outcome=chosen(Outcome, self.outcome.data),
            body=self.body.data or "",
            filed=self.filed.data,
            answered=self.answered.data,
            result=(self.result.data or "").replace("\r\n", "\n"),
            why_not=(self.why_not.data or "").replace("\r\n", "\n"),
            source=self.source.data or "",
        )


class ListingForm(ToldForm, VersionedForm):
    """A place on a state list."""

    state_list = RadioField(_("List"), [InputRequired(_("Choose the list"))])
    list_name = StringField(_("Name of the list, if it is another"), [Optional(), Length(max=NAME)])
    number = StringField(_("Number on the list"), [Optional(), Length(max=60)])
    printed = StringField(_("Name as the list prints it"), [Optional(), Length(max=NAME)])
    removed = PartialDateField(_("Removed from the list"), [Optional()])

    def offer(self) -> None:
        """Hand in the lists."""
        self.state_list.choices = words(LISTS)

    def show(self, found: ListingView) -> None:
        """Fill in what is recorded; its dates are handed to the constructor."""
        self.version.data, self.source.data = str(found.version), found.source
        self.state_list.data, self.list_name.data = str(found.state_list), found.list_name
        self.number.data, self.printed.data = found.number, found.printed

    def draft(self) -> ListingDraft:
        """Return what was filled in."""
        return ListingDraft(
            self.told(),
            state_list=chosen(StateList, self.state_list.data),
            list_name=self.list_name.data or "",
            number=self.number.data or "",
            printed=self.printed.data or "",
            removed=self.removed.data,
        )
