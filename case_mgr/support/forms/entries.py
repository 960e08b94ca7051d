"""Forms of the ledger's entries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, FieldList, FormField, RadioField, SelectField, StringField, TextAreaField
from wtforms import Form as Part
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from case_mgr.support.types import EntryDraft, Filter, Kind, RateDraft, ShareDraft, State
from case_mgr.web.fields import DayField, NameField
from case_mgr.web.forms import Form

SHARES = 3
_TEXT = 2000
PERSON, OTHER, NOBODY = "person", "other", "nobody"
Pairs = Iterable[tuple[str, str]]


class SharePart(Part):
    """What one grant, or a line of its budget, pays."""

    target = SelectField(_("Paid by"), [Optional()], validate_choice=False)
    amount = StringField(_("Its share"), [Optional(), Length(max=40)])
    rate = StringField(_("Exchange rate"), [Optional(), Length(max=40)])
    day = DayField(_("Day of the rate"), [Optional()])
    source = StringField(_("Source of the rate"), [Optional(), Length(max=200)])

    def draft(self) -> ShareDraft:
        """Return what was filled in."""
        rate = RateDraft(self.rate.data or "", self.day.data, self.source.data or "")
        return ShareDraft(self.target.data or "", self.amount.data or "", rate)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        told = (self.target.data, self.amount.data, self.rate.data, self.day.data, self.source.data)
        return not any(told)


class EntryForm(Form):
    """Money that somebody wants to spend."""

    kind = SelectField(_("What for"), [InputRequired(_("Choose what the money is for"))])
    happened = DayField(_("Day"), [InputRequired(_("Enter the day."))])
    late = BooleanField(_("It is late: the books of that day are closed, and it is booked in the open period"))
    amount = StringField(_("Amount"), [InputRequired(_("Enter the amount")), Length(max=40)])
    currency = StringField(_("Currency"), [InputRequired(_("Enter the currency")), Length(max=3)])
    case = StringField(_("Case"), [Optional(), Length(max=40)])
    helped = RadioField(_("Who is helped?"), [InputRequired(_("Say who is helped"))], default=PERSON)
    beneficiary = NameField(_("Who else"), [Optional(), Length(max=300)])
    purpose = TextAreaField(_("Purpose"), [Optional(), Length(max=_TEXT)])
    shares = FieldList(FormField(SharePart), min_entries=SHARES, max_entries=SHARES)

    def offer(self, kinds: Pairs, targets: Pairs) -> None:
        """Hand in the kinds and whatever can pay."""
        self.kind.choices = [SelectChoice("", gettext("Choose one")), *(SelectChoice(*one) for one in kinds)]
        payers = [SelectChoice("", gettext("Nobody")), *(SelectChoice(*one) for one in targets)]
        for share in self.shares:
            share.form.target.choices = payers
        self.helped.choices = [
            SelectChoice(PERSON, gettext("The person of the case")),
            SelectChoice(OTHER, gettext("Somebody else, such as a relative")),
            SelectChoice(NOBODY, gettext("Nobody in particular: it is a cost of the work, or for many")),
        ]

    def draft(self) -> EntryDraft:
        """Return what was filled in; a share in which nothing stands is none."""
        first, *others = [share.form for share in self.shares]
        return EntryDraft(
            kind=Kind(self.kind.data),
            happened=self.happened.data,
            amount=self.amount.data or "",
            currency=(self.currency.data or "").strip().upper(),
            shares=tuple(part.draft() for part in (first, *(part for part in others if not part.is_empty))),
            purpose=self.purpose.data or "",
            case=self.case.data or "",
            for_person=self.helped.data == PERSON,
            beneficiary=(self.beneficiary.data or "") if self.helped.data == OTHER else "",
            late=bool(self.late.data),
        )

    def blame(self, field: str, sentence: str) -> None:
        """Put a sentence of the domain at its field; that of a share is named with its number."""
        target: Any = self
        for name in field.split("-"):
            target = target[int(name)].form if name.isdigit() else target[name]
        target.errors = [*target.errors, sentence]
        # The list itself found nothing wrong when it looked: the page asks it.
        self.shares.errors = [one.errors for one in self.shares if one.errors]

    @property
    def is_split(self) -> bool:
        """Whether more than one share is filled in, or one of the others has a fault."""
        return any(not share.form.is_empty or share.errors for share in list(self.shares)[1:])


class PayForm(Form):
    """On which day an entry was paid."""

    day = DayField(_("Day of the payment"), [InputRequired(_("Enter the day of the payment."))])


class NoteForm(Form):
    """How somebody knows that it arrived."""

    note = TextAreaField(_("How you know"), [Optional(), Length(max=_TEXT)])


class ReasonForm(Form):
    """Why something is given up, taken back or objected to."""

    reason = TextAreaField(_("Why"), [InputRequired(_("Write why.")), Length(max=_TEXT)])


class ReceiptForm(Form):
    """A receipt to be kept."""

    file = FileField(_("File of the receipt"), [FileRequired(_("Choose a file"))])


class UploadForm(Form):
    """A list of expenses, and the grant that pays them."""

    grant = SelectField(_("Grant"), [InputRequired(_("Choose the grant"))])
    file = FileField(_("File of the list"), [FileRequired(_("Choose a file"))])

    def offer(self, grants: Pairs) -> None:
        """Hand in the grants."""
        self.grant.choices = [SelectChoice("", gettext("Choose one")), *(SelectChoice(*one) for one in grants)]


class RateForm(Form):
    """The rate of a share that has none."""

    rate = StringField(_("Exchange rate"), [InputRequired(_("Enter the rate.")), Length(max=40)])
    day = DayField(_("Day of the rate"), [InputRequired(_("Enter the day of the rate."))])
    source = StringField(_("Source of the rate"), [InputRequired(_("Enter the source.")), Length(max=200)])

    def draft(self) -> RateDraft:
        """Return what was filled in."""
        return RateDraft(self.rate.data or "", self.day.data, self.source.data or "")


class PeriodForm(FlaskForm):
    """From which day to which."""

    class Meta:
        """A filter changes nothing and needs no token."""

        csrf = False

    since = DayField(_("From (earliest)"), [Optional()])
    until = DayField(_("To (latest)"), [Optional()])

    def validate_until(self, field: DayField) -> None:
        """The last day is no earlier than the first."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(gettext("The period ends before it begins. Exchange its two days."))


class SampleForm(Form):
    """From what a sample is drawn, and how many."""

    grant = SelectField(_("Grant"), [InputRequired(_("Choose the grant"))])
    since = DayField(_("From (earliest)"), [Optional()])
    until = DayField(_("To (latest)"), [Optional()])
    size = StringField(_("How many payments"), [InputRequired(_("Write how many")), Length(max=5)])
    seed = StringField(_("Seed"), [Optional(), Length(max=40)])

    def offer(self, grants: Pairs) -> None:
        """Hand in the grants."""
        self.grant.choices = [SelectChoice("", gettext("Choose one")), *(SelectChoice(*one) for one in grants)]


class ListFilter(PeriodForm):
    """Which entries to show."""

    grant = SelectField(_("Grant"), [Optional()], validate_choice=False)
    kind = SelectField(_("What for"), [Optional()], validate_choice=False)
    state = SelectField(_("Where it stands"), [Optional()], validate_choice=False)
    unproved = BooleanField(_("Only what was paid without a receipt"))

    def offer(self, grants: Pairs, kinds: Pairs, states: Pairs) -> None:
        """Hand in what can be filtered by."""
        for field, told in ((self.grant, grants), (self.kind, kinds), (self.state, states)):
            field.choices = [SelectChoice("", gettext("Any")), *(SelectChoice(*one) for one in told)]

    def wanted(self, case: str = "") -> Filter:
        """Return the filter; a value that means nothing filters nothing."""
        known = {choice.value for choice in self.grant.choices}
        return Filter(
            grant=self.grant.data if self.grant.data in known else "",
            case=case,
            since=self.since.data,
            until=self.until.data,
            state=State(self.state.data) if self.state.data in set(State) else None,
            kind=Kind(self.kind.data) if self.kind.data in set(Kind) else None,
            unproved=bool(self.unproved.data),
        )
