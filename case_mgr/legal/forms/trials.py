"""Forms of what courts do, and of sentences."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from case_mgr.legal.estimate import Length as TermLength
from case_mgr.legal.forms.shared import NAME, SOURCE, Pairs, ToldForm, chosen, groups, nothing, pairs
from case_mgr.legal.labels import CAUSES
from case_mgr.legal.types.drafts import CourtDraft, SentenceDraft
from case_mgr.legal.types.kinds import Cause
from case_mgr.legal.types.results import VersionView
from case_mgr.web.fields import CheckboxesField, PartialDateField
from case_mgr.web.forms import VersionedForm

_LIFE = "life"


class CourtForm(ToldForm, VersionedForm):
    """Something that a court did."""

    court = SelectField(_("Court"), [Optional()])
    court_written = StringField(_("Court as the source writes it"), [Optional(), Length(max=NAME)])

    def offer_courts(self, courts: Mapping[str, Pairs]) -> None:
        """Hand in the courts of the country."""
        self.court.choices = [nothing(gettext("Not known, or none of these")), *groups(courts)]

    def court_draft(self) -> CourtDraft:
        """Return the court."""
        return CourtDraft(self.court.data or "", self.court_written.data or "")


class SentenceForm(CourtForm):
    """A sentence, or what it became."""

    cause = RadioField(_("What changed it?"), [Optional()], default=str(Cause.VERDICT))
    kind = SelectField(_("Punishment"), [InputRequired(_("Choose the punishment"))])
    years = StringField(_("Years"), [Optional(), Length(max=4)])
    months = StringField(_("Months"), [Optional(), Length(max=4)])
    days = StringField(_("Days"), [Optional(), Length(max=5)])
    regime = SelectField(_("Regime"), [Optional()])
    fine = StringField(_("Fine"), [Optional(), Length(max=200)])
    additional = CheckboxesField(_("Additional punishments"))
    convicted = CheckboxesField(_("Found guilty of"))
    in_force = PartialDateField(_("In force since"), [Optional()])
    term_from = PartialDateField(_("The term counts from"), [Optional()])
    stated_end = PartialDateField(_("End as a document or a lawyer states it"), [Optional()])
    note = StringField(_("Note"), [Optional(), Length(max=SOURCE)])

    def offer(self, kinds: Pairs, regimes: Pairs, additional: Pairs, charges: Pairs, causes: Pairs) -> None:
        """Hand in the vocabulary of the country and the charges of the case."""
        self.kind.choices = [nothing(gettext("Choose")), *pairs(kinds)]
        self.regime.choices = [nothing(gettext("Not known, or none")), *pairs(regimes)]
        self.additional.choices, self.convicted.choices = pairs(additional), pairs(charges)
        self.cause.choices = pairs(causes)

    def validate_years(self, field: StringField) -> None:
        """The parts of a length are whole numbers."""
        for part in (field, self.months, self.days):
            if part.data and not (part.data.strip().isascii() and part.data.strip().isdigit()):
                raise ValidationError(gettext("Write years, months and days as whole numbers, such as 3 and 6."))

    def show(self, found: VersionView) -> None:
        """Fill in what holds now; its dates are handed to the constructor."""
        self.kind.data, self.regime.data, self.fine.data = found.punishment, found.regime, found.fine
        length = found.length
        self.years.data, self.months.data, self.days.data = (
            str(n) if n else "" for n in (length.years, length.months, length.days)
        )
        self.additional.data = list(found.additional)

    def draft(self) -> SentenceDraft:
        """Return what was filled in."""
        life = self.kind.data == _LIFE
        years, months, days = (int(part.data.strip() or 0) if part.data else 0 for part in self._length())
        return SentenceDraft(
            self.told(),
            cause=chosen(Cause, self.cause.data),
            kind=self.kind.data or "",
            length=TermLength(years, months, days, life),
            regime=self.regime.data or "",
            fine=self.fine.data or "",
            additional=tuple(self.additional.data or ()),
            court=self.court_draft(),
            in_force=self.in_force.data,
            term_from=self.term_from.data,
            stated_end=self.stated_end.data,
            note=self.note.data or "",
            convicted=frozenset(self.convicted.data or ()),
        )

    def _length(self) -> tuple[StringField, StringField, StringField]:
        return self.years, self.months, self.days


def causes_of(codes: list[Cause]) -> list[tuple[str, str]]:
    """Return the changes of a sentence that a country knows, in words."""
    return [(str(cause), gettext(CAUSES[cause])) for cause in codes]
