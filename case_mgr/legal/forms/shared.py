"""What several forms of the legal room share: when it happened, how that is known, and lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from case_mgr.cases.types import CERTAINTY_LABELS, Certainty
from case_mgr.legal.types.drafts import Told
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Form

LONG = 10_000
SOURCE = 500
NAME = 300
Pairs = Iterable[tuple[str, str]]


def pairs(choices: Pairs) -> list[SelectChoice]:
    """Return choices as the fields take them."""
    return [SelectChoice(value, label) for value, label in choices]


def words(labels: Mapping[Any, str]) -> list[SelectChoice]:
    """Return a closed list with its words as choices."""
    return [SelectChoice(str(value), gettext(label)) for value, label in labels.items()]


def groups(found: Mapping[str, Pairs]) -> list[SelectChoice]:
    """Return choices in their groups."""
    return [SelectChoice(value, label, optgroup=name) for name, rows in found.items() for value, label in rows]


def nothing(label: str) -> SelectChoice:
    """Return the choice that chooses nothing."""
    return SelectChoice("", label)


def chosen(kind: type[StrEnum], text: str | None) -> Any:
    """Return the member of a closed list that was chosen; the form has refused everything else."""
    return kind(text or "")


class ToldForm(Form):
    """Something that a source tells and that stands on the timeline."""

    happened = PartialDateField(_("When it happened"), [Optional()])
    event = SelectField(_("On the timeline"), [Optional()])
    source = StringField(_("Source"), [Optional(), Length(max=SOURCE)])
    certainty = RadioField(_("How reliable is it?"), default=str(Certainty.REPORTED))
    reason = StringField(_("How it is known"), [Optional(), Length(max=SOURCE)])

    def offer_told(self, events: list[tuple[str, str]]) -> None:
        """Hand in the events of the timeline that may tell of it already."""
        self.event.choices = [nothing(gettext("Write a new event")), *pairs(events)]
        self.certainty.choices = words(CERTAINTY_LABELS)

    def expect(self, told_already: frozenset[str]) -> None:
        """Choose the newest event of which no record tells yet, so that none is written twice."""
        offered = [str(choice.value) for choice in self.event.choices or () if choice.value]
        self.event.data = next((event for event in offered if event not in told_already), "")

    def told(self) -> Told:
        """Return when it happened and how that is known."""
        return Told(
            happened=self.happened.data,
            source=self.source.data or "",
            certainty=Certainty(self.certainty.data or Certainty.REPORTED),
            reason=self.reason.data or "",
            event=self.event.data or "",
        )


class TakeBackForm(Form):
    """Why something recorded is taken back."""

    reason = TextAreaField(_("Why is it taken back?"), [DataRequired(_("Say why it is taken back")), Length(max=500)])
