"""Forms of charges: the text as written, what was read from it, and what became of a charge."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from case_mgr.legal.forms.shared import LONG, SOURCE, ToldForm, words
from case_mgr.legal.labels import STATES
from case_mgr.legal.types.drafts import ChargeChange, ChargesDraft
from case_mgr.legal.types.kinds import ChargeState
from case_mgr.web.fields import CheckboxesField


class ChargesForm(ToldForm):
    """Charges as a source writes them, and which of the articles read are meant."""

    text = TextAreaField(_("Charges as written"), [DataRequired(_("Write the articles")), Length(max=LONG)])
    chosen = CheckboxesField(_("Articles read from the text"), validate_choice=False)
    as_written = BooleanField(_("The articles that the vocabulary does not know stand so in the source"))
    seen_text = HiddenField()

    def offer_read(self, articles: Iterable[tuple[str, str, str]]) -> None:
        """Hand in what was read: number, article, and the sentence about it."""
        self.chosen.choices = [SelectChoice(number, label, {"data-hint": note}) for number, label, note in articles]

    def choose_all(self, count: int) -> None:
        """Tick everything that was read, for somebody to untick what is not meant."""
        self.chosen.data = [str(number) for number in range(count)]

    def plain(self) -> str:
        """Return the text with line breaks as they are kept."""
        return (self.text.data or "").replace("\r\n", "\n").strip()

    def draft(self) -> ChargesDraft:
        """Return what was filled in."""
        numbers = frozenset(int(number) for number in self.chosen.data or () if number.isascii() and number.isdigit())
        return ChargesDraft(self.plain(), self.told(), numbers, bool(self.as_written.data))


class ChangeChargeForm(ToldForm):
    """What became of a charge."""

    state = RadioField(_("What became of it?"), [InputRequired(_("Choose what became of the charge"))])
    text = StringField(_("The article that it became"), [Optional(), Length(max=SOURCE)])
    as_written = BooleanField(_("An article that the vocabulary does not know stands so in the source"))
    note = StringField(_("Note"), [Optional(), Length(max=SOURCE)])

    def offer(self) -> None:
        """Hand in what can become of a charge."""
        self.state.choices = words({state: label for state, label in STATES.items() if state != ChargeState.BROUGHT})

    def draft(self) -> ChargeChange:
        """Return what was filled in."""
        return ChargeChange(
            ChargeState(self.state.data),
            self.told(),
            text=self.text.data or "",
            as_written=bool(self.as_written.data),
            note=self.note.data or "",
        )
