"""Forms of cases: shape only; what is possible is decided by the service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from case_mgr.cases.level_forms import Guarded
from case_mgr.cases.types import (
    CERTAINTY_LABELS,
    CONTACT_LABELS,
    CaseDraft,
    CaseView,
    Certainty,
    Contact,
    CustodyDraft,
    CustodyView,
    EventDraft,
    EventView,
)
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Form, VersionedForm

_LONG = 10_000
_SOURCE = 500
Pairs = Iterable[tuple[str, str]]
Groups = Mapping[str, Pairs]


def _pairs(pairs: Pairs) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


def _groups(groups: Groups) -> list[SelectChoice]:
    return [SelectChoice(value, label, optgroup=name) for name, pairs in groups.items() for value, label in pairs]


def _nothing(label: str) -> SelectChoice:
    return SelectChoice("", label)


class _Undoing(Form):
    """Which release the arrest of a case undid."""

    reverses = SelectField(_("This is a re-arrest after the release of"), [Optional()])

    def offer_releases(self, releases: Pairs) -> None:
        """Hand in the releases of the person; without any there is nothing to ask."""
        found = _pairs(releases)
        self.reverses.choices = [_nothing(gettext("No: nothing of the kind")), *found]
        if not found:
            del self.reverses

    def choose_release(self, exit_id: str) -> None:
        """Choose a release beforehand, when it is one of those offered."""
        if "reverses" in self and exit_id in {str(choice.value) for choice in self.reverses.choices or ()}:
            self.reverses.data = exit_id

    def undone(self) -> str:
        """Return the chosen release."""
        return (self.reverses.data or "") if "reverses" in self else ""


class CaseForm(_Undoing):
    """A new case."""

    jurisdiction = SelectField(_("Country that prosecutes"), [InputRequired(_("Choose the country"))])
    year = StringField(_("Year of the first detention or charge"), [Optional(), Length(max=4)])
    charges = TextAreaField(_("Charges as written"), [Optional(), Length(max=_LONG)])
    summary = TextAreaField(_("Summary"), [Optional(), Length(max=_LONG)])
    owner = SelectField(_("Who of us follows the case"), [Optional()])

    def offer(self, jurisdictions: Pairs, members: Pairs) -> None:
        """Hand in the countries with a vocabulary and the members of the organisation."""
        self.jurisdiction.choices = _pairs(jurisdictions)
        self.owner.choices = [_nothing(gettext("Nobody yet")), *_pairs(members)]

    def validate_year(self, field: StringField) -> None:
        """A year has four digits."""
        text = (field.data or "").strip()
        if text and not (len(text) == 4 and text.isascii() and text.isdigit()):
            raise ValidationError(gettext("Write the year with four digits, such as 2021."))

    def draft(self, person: str) -> CaseDraft:
        """Return what opens the case."""
        year = (self.year.data or "").strip()
        return CaseDraft(
            person=person,
            jurisdiction=self.jurisdiction.data or "",
            year=int(year) if year else None,
            charges=self.charges.data or "",
            summary=self.summary.data or "",
            owner=self.owner.data or None,
            reverses=self.undone(),
        )


class EditCaseForm(_Undoing, VersionedForm):
    """A change of what is written about a case."""

    charges = TextAreaField(_("Charges as written"), [Optional(), Length(max=_LONG)])
    summary = TextAreaField(_("Summary"), [Optional(), Length(max=_LONG)])
    owner = SelectField(_("Who of us follows the case"), [Optional()])

    def offer(self, members: Pairs) -> None:
        """Hand in the members of the organisation."""
        self.owner.choices = [_nothing(gettext("Nobody yet")), *_pairs(members)]

    def show(self, case: CaseView) -> None:
        """Fill in what is recorded."""
        self.version.data, self.owner.data = str(case.version), case.owner_id
        self.charges.data, self.summary.data = case.row.charges, case.summary
        self.choose_release(case.rearrest.exit_id)

    def changes(self) -> dict[str, str]:
        """Return what was filled in; what the form did not ask stays as it is."""
        asked = {"reverses": self.undone()} if "reverses" in self else {}
        return {
            "charges": (self.charges.data or "").replace("\r\n", "\n"),
            "summary": (self.summary.data or "").replace("\r\n", "\n"),
            "owner": self.owner.data or "",
            **asked,
        }


class EventForm(Guarded, Form):
    """Something that happened, as a source tells it."""

    kind = SelectField(_("What happened"), [InputRequired(_("Choose what happened"))])
    happened = PartialDateField(_("When it happened"), [Optional()])
    facility = SelectField(_("Facility"), [Optional()])
    place = StringField(_("Place as the source writes it"), [Optional(), Length(max=300)])
    text = TextAreaField(_("What the source says"), [Optional(), Length(max=_LONG)])
    source = StringField(_("Source"), [Optional(), Length(max=_SOURCE)])
    certainty = RadioField(_("How reliable is it?"), default=str(Certainty.REPORTED))
    reason = StringField(_("How it is known"), [Optional(), Length(max=500)])
    # The questions of the kinds of events by the names of their fields, when the form asks them.
    questions: ClassVar[Mapping[str, Any]] = {}

    def details(self) -> dict[str, str]:
        """Return what was answered to the questions of the chosen kind."""
        found = {}
        for name, question in self.questions.items():
            data = self[name].data
            if self.kind.data in question.kinds and data:
                found[question.code] = " ".join(data) if isinstance(data, list) else str(data)
        return found

    def show_details(self, details: Mapping[str, str]) -> None:
        """Fill in what was answered; what belongs to health is not shown by a form."""
        for name, question in self.questions.items():
            text = details.get(question.code, "")
            self[name].data = text.split() if question.answer == "choices" else text

    def offer(self, kinds: Groups, facilities: Groups) -> None:
        """Hand in the vocabulary of the country."""
        self.kind.choices = _groups(kinds)
        self.facility.choices = [_nothing(gettext("Not known, or none of these")), *_groups(facilities)]
        self.certainty.choices = [SelectChoice(str(c), gettext(label)) for c, label in CERTAINTY_LABELS.items()]

    def show(self, event: EventView) -> None:
        """Fill in an event that is to be corrected; its date is handed to the constructor."""
        self.kind.data, self.facility.data, self.place.data = event.kind, event.facility or "", event.place
        self.text.data, self.source.data, self.certainty.data = event.text, event.source, str(event.certainty)
        self.show_details(event.details)

    def draft(self) -> EventDraft:
        """Return what was filled in."""
        return EventDraft(
            kind=self.kind.data or "",
            happened=self.happened.data,
            place=self.place.data or "",
            facility=self.facility.data or None,
            text=self.text.data or "",
            source=self.source.data or "",
            certainty=Certainty(self.certainty.data),
            reason=self.reason.data or "",
            level=self.chosen_level(),
            deputy=self.chosen_deputy(),
            details=self.details(),
        )


class CustodyForm(Guarded, Form):
    """A period in one facility or under one measure."""

    facility = SelectField(_("Facility"), [Optional()])
    place = StringField(_("Place as the source writes it"), [Optional(), Length(max=300)])
    regime = SelectField(_("Regime or measure"), [Optional()])
    began = PartialDateField(_("Began"), [Optional()])
    ended = PartialDateField(_("Ended"), [Optional()])
    source = StringField(_("Source"), [Optional(), Length(max=_SOURCE)])
    contact = SelectField(_("Whom the person could be in touch with"), default=str(Contact.UNKNOWN))
    accepted = BooleanField(_("We accept this period: it counts for where the person is"), default=True)

    def offer(self, facilities: Groups, regimes: Groups) -> None:
        """Hand in the vocabulary of the country."""
        self.facility.choices = [_nothing(gettext("Not known, or none of these")), *_groups(facilities)]
        self.regime.choices = [_nothing(gettext("Not known")), *_groups(regimes)]
        self.contact.choices = [SelectChoice(str(one), gettext(label)) for one, label in CONTACT_LABELS.items()]

    def show(self, period: CustodyView) -> None:
        """Fill in a period that is to be corrected; its dates are handed to the constructor."""
        self.facility.data, self.place.data, self.regime.data = period.facility or "", period.place, period.regime or ""
        self.source.data, self.accepted.data, self.contact.data = period.source, period.accepted, str(period.contact)

    def draft(self) -> CustodyDraft:
        """Return what was filled in."""
        return CustodyDraft(
            facility=self.facility.data or None,
            place=self.place.data or "",
            regime=self.regime.data or None,
            began=self.began.data,
            ended=self.ended.data,
            source=self.source.data or "",
            accepted=bool(self.accepted.data),
            contact=Contact(self.contact.data),
            level=self.chosen_level(),
            deputy=self.chosen_deputy(),
        )


class CorrectCustodyForm(CustodyForm):
    """A period corrected, with the reason."""

    reason = StringField(
        _("Why it is corrected"), [DataRequired(_("Say why the period is corrected")), Length(max=500)]
    )


class WithdrawForm(Form):
    """Why something recorded is taken back."""

    reason = TextAreaField(_("Why is it taken back?"), [DataRequired(_("Say why it is taken back")), Length(max=500)])
