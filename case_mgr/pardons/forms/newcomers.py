"""The short form that makes a record of somebody who is new to us."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from case_mgr.core import clock
from case_mgr.detainees.types import SENSITIVITY_LABELS, SEX_LABELS, Sensitivity, Sex
from case_mgr.pardons.hints import Hints
from case_mgr.pardons.types import Namesake, NewcomerDraft
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Form
from case_mgr.web.printed import PrintedNameField

Pairs = Iterable[tuple[str, str]]
_APART = re.compile(r"\s*[;\n]\s*")
_FIRST_YEAR = 1900


class NewcomerForm(Form):
    """Person and case in one step; what the lists say is filled in, and a person corrects it."""

    name = PrintedNameField(_("Name, as it goes into the record"), [InputRequired(_("Enter a name")), Length(max=300)])
    others = TextAreaField(
        _("Other spellings"), [Optional(), Length(max=2000)], description=_("One a line. Each is found in a search.")
    )
    sex = RadioField(_("Sex"), default=str(Sex.UNKNOWN))
    born = PartialDateField(_("Born"), [Optional()])
    country = SelectField(_("Nationality"), [Optional()])
    jurisdiction = SelectField(_("Country that prosecutes"))
    year = StringField(
        _("Year in which the prosecution began"),
        [Optional()],
        description=_("It stands in the reference of the case. Without it the reference bears the year of now."),
    )
    charges = StringField(_("Articles, as printed"), [Optional(), Length(max=500)])
    source = StringField(_("Source"), [Optional(), Length(max=300)])
    sensitivity = RadioField(_("Who may know of this person"), default=str(Sensitivity.NORMAL))
    none_of_them = BooleanField(_("I looked: it is none of them"))
    seen = HiddenField()
    show = HiddenField()

    def offer(self, countries: Pairs, jurisdictions: Iterable[SelectChoice]) -> None:
        """Hand in what can be chosen, in the language of the page."""
        self.country.choices = [SelectChoice("", gettext("Not stated")), *(SelectChoice(*pair) for pair in countries)]
        self.jurisdiction.choices = list(jurisdictions)
        for field, labels in ((self.sex, SEX_LABELS), (self.sensitivity, SENSITIVITY_LABELS)):
            field.choices = [SelectChoice(str(value), gettext(label)) for value, label in labels.items()]

    def fill(self, said: Hints, jurisdiction: str, source: str) -> None:
        """Fill in what the lists say."""
        self.name.data, self.others.data = said.name, "\n".join(said.others)
        self.sex.data = said.sex or str(Sex.UNKNOWN)
        self.country.data, self.charges.data = said.country, said.charges
        self.jurisdiction.data, self.source.data = jurisdiction, source[:300]

    def showing(self, namesakes: Iterable[Namesake]) -> None:
        """Say who is shown as perhaps the same person; only who was on the page counts as looked at."""
        self.seen.data = ",".join(one.public_id for one in namesakes)

    def validate_year(self, field: StringField) -> None:
        """A year has four digits and has come."""
        text = (field.data or "").strip()
        if text and not (text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text[:5]) <= clock.today().year):
            raise StopValidation(gettext("Write the year with four digits, such as 2021, or leave it empty."))

    def draft(self) -> NewcomerDraft:
        """Return what was filled in."""
        seen = (self.seen.data or "").split(",") if self.none_of_them.data else []
        return NewcomerDraft(
            name=self.name.data or "",
            others=tuple(filter(None, _APART.split(self.others.data or ""))),
            sex=Sex(self.sex.data or Sex.UNKNOWN),
            born=self.born.data,
            country=self.country.data or "",
            jurisdiction=self.jurisdiction.data or "",
            year=int(self.year.data) if (self.year.data or "").strip() else None,
            charges=self.charges.data or "",
            source=self.source.data or "",
            sensitivity=Sensitivity(self.sensitivity.data or Sensitivity.NORMAL),
            seen=frozenset(filter(None, seen)),
        )
