"""Forms of letters, parcels, visits and calls, and of signs of life."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from case_mgr.cases.level_forms import Guarded
from case_mgr.cases.types.correspondence import Direction, Kind, LetterDraft, Party, Status, StepDraft
from case_mgr.cases.types.letters import LetterView
from case_mgr.cases.types.signs import RoundDraft
from case_mgr.core.dates import PartialDate
from case_mgr.web.fields import CheckboxesField, PartialDateField
from case_mgr.web.forms import Form, VersionedForm

_LONG = 10_000
Pairs = Iterable[tuple[str, str]]


def _choices(pairs: Pairs) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


class _Letter(Guarded, VersionedForm):
    """What is written about a letter, a parcel, a visit or a call."""

    kind = RadioField(_("What it is"), [InputRequired(_("Choose what it is"))])
    direction = RadioField(_("From whom to whom, of a letter or a parcel"), [Optional()], default=str(Direction.FROM))
    items = StringField(_("How many items"), [Optional(), Length(max=10)])
    content = TextAreaField(_("What was in it, or what was said"), [Optional(), Length(max=_LONG)])
    party = SelectField(_("Who the other one is to the prisoner"), [Optional()], default=str(Party.UNKNOWN))
    who = StringField(_("Their name"), [Optional(), Length(max=300)])
    source = StringField(_("Source"), [Optional(), Length(max=500)])

    def offer_words(self, kinds: Pairs, directions: Pairs, parties: Pairs) -> None:
        """Hand in the closed lists with their words."""
        self.kind.choices, self.direction.choices = _choices(kinds), _choices(directions)
        self.party.choices = _choices(parties)

    def without_who(self) -> None:
        """Leave the name out, for whoever may not record relatives."""
        del self.who

    def validate_items(self, field: StringField) -> None:
        """A number of items is a whole number."""
        text = (field.data or "").strip()
        if text and not (text.isascii() and text.isdigit()):
            raise ValidationError(gettext("Write how many items as a whole number, such as 3."))

    def draft(self) -> LetterDraft:
        """Return what was filled in; a name that was not typed stays as it is."""
        items = (self.items.data or "").strip()
        who = (self.who.data or "").strip() if "who" in self else ""
        return LetterDraft(
            kind=Kind(self.kind.data),
            direction=Direction(self.direction.data or Direction.FROM),
            items=int(items) if items else None,
            content=(self.content.data or "").replace("\r\n", "\n"),
            party=Party(self.party.data or Party.UNKNOWN),
            who=who or None,
            source=self.source.data or "",
            level=self.chosen_level(),
            deputy=self.chosen_deputy(),
        )


class StepForm(Form):
    """How far it came, and when."""

    became = RadioField(_("What became of it"), [InputRequired(_("Choose what became of it"))])
    happened = PartialDateField(_("When"), [Optional()])

    def offer(self, statuses: Pairs) -> None:
        """Hand in how far it can have come."""
        self.became.choices = _choices(statuses)

    def step(self) -> StepDraft:
        """Return what was filled in."""
        return StepDraft(Status(self.became.data), self.happened.data)


class NewLetterForm(_Letter, StepForm):
    """A letter, a parcel, a visit or a call that nobody recorded yet."""


class EditLetterForm(_Letter):
    """A change of what is written about it."""

    unseen = frozenset({"who"})

    def show(self, letter: LetterView) -> None:
        """Fill in what is recorded."""
        self.version.data = str(letter.version)
        self.kind.data, self.direction.data = str(letter.kind), str(letter.direction)
        self.items.data = "" if letter.items is None else str(letter.items)
        self.content.data, self.party.data, self.source.data = letter.content, str(letter.party), letter.source
        if self.level and self.deputy:
            self.level.data, self.deputy.data = str(letter.level), letter.deputy_id
        if letter.direction is Direction.BOTH:
            self.direction.data = str(Direction.FROM)


class TapForm(Form):
    """One tap: somebody was heard of today."""

    kind = HiddenField()

    def chosen(self) -> Kind | None:
        """Return how the person was heard of, or None."""
        return Kind(self.kind.data) if self.kind.data in set(Kind) else None


class RoundForm(Form):
    """Signs of life of many cases: one day, one kind, one source."""

    chosen = CheckboxesField(_("My cases"), [Optional()], validate_choice=False)
    references = TextAreaField(_("More references, as you have them"), [Optional(), Length(max=20_000)])
    kind = RadioField(_("How they were heard of"), [InputRequired(_("Choose how they were heard of"))])
    happened = PartialDateField(_("On which day"), [InputRequired(_("Say when, as exactly as you know"))])
    source = StringField(_("Source"), [Optional(), Length(max=500)])

    def offer(self, kinds: Pairs, cases: Iterable[tuple[str, str, str]]) -> None:
        """Hand in how somebody can be heard of, and the own cases with what is known of each."""
        self.kind.choices = _choices(kinds)
        self.chosen.choices = [SelectChoice(ref, label, {"data-hint": hint}) for ref, label, hint in cases]

    def wanted(self) -> tuple[str, ...]:
        """Return all references, chosen and typed, each once."""
        typed = (self.references.data or "").replace(",", " ").replace(";", " ").split()
        return tuple(dict.fromkeys(text.upper()[:40] for text in (*(self.chosen.data or ()), *typed)))

    def draft(self) -> RoundDraft:
        """Return what was filled in."""
        return RoundDraft(
            self.wanted(), Kind(self.kind.data), self.happened.data or PartialDate.unknown(), self.source.data or ""
        )
