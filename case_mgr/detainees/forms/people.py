"""Forms that register and amend a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from case_mgr.core.dates import PartialDate
from case_mgr.detainees.forms.shared import LONG, NAME, Pairs, labels_of, pairs_of
from case_mgr.detainees.types import (
    SENSITIVITY_LABELS,
    SEX_LABELS,
    WALK_LABELS,
    NameDraft,
    NationalityDraft,
    PersonDraft,
    PersonView,
    Sensitivity,
    Sex,
)
from case_mgr.web.fields import CheckboxesField, PartialDateField
from case_mgr.web.forms import Form, VersionedForm
from case_mgr.web.printed import PrintedNameField

_MANY = 3
_TEXTS = ("occupation", "affiliation", "father", "mother", "ethnicity", "religion", "notes")


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit() and text >= "1000"


class SearchForm(Form):
    """Whom somebody is about to register: asked first, so that nobody is registered twice."""

    name = PrintedNameField(_("Name, in any script and spelling"), [InputRequired(_("Enter a name")), Length(max=NAME)])
    year = StringField(_("Year of birth"), [Optional()])

    def validate_year(self, field: StringField) -> None:
        """A year has four digits."""
        if field.data and not _is_year(field.data.strip()):
            raise ValidationError(gettext("Write the year of birth with four digits, such as 1987, or leave it empty."))

    def born(self) -> PartialDate | None:
        """Return the year of birth when it was given."""
        text = (self.year.data or "").strip()
        return PartialDate.year(int(text)) if _is_year(text) else None


class RegisterForm(Form):
    """What is known of a person at registration."""

    name = PrintedNameField(_("Full name as used"), [InputRequired(_("Enter a name")), Length(max=NAME)])
    language = SelectField(_("Language of this name"), [Optional()])
    other = PrintedNameField(_("The same name in another language or spelling"), [Optional(), Length(max=NAME)])
    other_language = SelectField(_("Language of that name"), [Optional()])
    sex = RadioField(_("Sex"), default=str(Sex.UNKNOWN))
    born = PartialDateField(_("Born"), [Optional()])
    country0 = SelectField(_("Nationality"), [Optional()])
    country1 = SelectField(_("Second nationality"), [Optional()])
    country2 = SelectField(_("Third nationality"), [Optional()])
    occupation = StringField(_("Occupation"), [Optional(), Length(max=NAME)])
    source = StringField(_("Source of this information"), [Optional(), Length(max=NAME)])
    notes = TextAreaField(_("Notes"), [Optional(), Length(max=LONG)])

    def offer(self, languages: Pairs, countries: Pairs) -> None:
        """Hand in languages and countries in the language of the page."""
        self.language.choices = self.other_language.choices = pairs_of(languages, gettext("Not stated"))
        choices = pairs_of(countries, gettext("Not stated"))
        for number in range(_MANY):
            self[f"country{number}"].choices = choices
        self.sex.choices = labels_of(SEX_LABELS)

    def draft(self) -> PersonDraft:
        """Return the person as filled in."""
        source = self.source.data or ""
        names = [NameDraft(self.name.data or "", self.language.data or None, source=source, primary=True)]
        if self.other.data:
            names.append(NameDraft(self.other.data, self.other_language.data or None, source=source))
        countries = dict.fromkeys(self[f"country{number}"].data for number in range(_MANY))
        return PersonDraft(
            names=tuple(names),
            sex=Sex(self.sex.data),
            born=self.born.data,
            nationalities=tuple(NationalityDraft(code, source=source) for code in countries if code),
            occupation=self.occupation.data or "",
            notes=self.notes.data or "",
        )


class PersonForm(VersionedForm):
    """A change of what is known of a person."""

    sex = RadioField(_("Sex"))
    born = PartialDateField(_("Born"), [Optional()])
    died = PartialDateField(_("Died"), [Optional()])
    age = StringField(_("Age, when no date of birth is known"), [Optional()])
    age_as_of = PartialDateField(_("When the person had this age"), [Optional()])
    occupation = StringField(_("Occupation"), [Optional(), Length(max=NAME)])
    affiliation = StringField(_("Affiliation"), [Optional(), Length(max=NAME)])
    groups = CheckboxesField(_("Groups"), [Optional()])
    languages = CheckboxesField(_("Languages that the person speaks"), [Optional()])
    father = PrintedNameField(_("Father’s name"), [Optional(), Length(max=NAME)])
    mother = PrintedNameField(_("Mother’s name"), [Optional(), Length(max=NAME)])
    ethnicity = StringField(_("Ethnicity"), [Optional(), Length(max=NAME)])
    religion = StringField(_("Religion"), [Optional(), Length(max=NAME)])
    notes = TextAreaField(_("Notes"), [Optional(), Length(max=LONG)])
    sensitivity = RadioField(_("Who may know of this person"))
    publication_hold = BooleanField(_("Do not publish anything about this person"))
    hold_reason = StringField(_("Why it must not be published"), [Length(max=NAME)])
    gag_order = BooleanField(_("A gag order forbids publication"))
    gag_note = StringField(_("Who gave the gag order, and about what"), [Length(max=NAME)])

    def close(self, fields: Iterable[str]) -> None:
        """Take away the fields that this reader may not change."""
        for name in fields:
            del self[name]

    def offer(self, languages: Pairs, spoken: Iterable[str] = ()) -> None:
        """Put the choices in the language of the page; languages that are recorded already stay."""
        self.groups.choices = labels_of(WALK_LABELS)
        offered = dict(languages)
        self.languages.choices = pairs_of((offered | {c: c for c in spoken if c not in offered}).items(), "")[1:]
        self.sex.choices, self.sensitivity.choices = labels_of(SEX_LABELS), labels_of(SENSITIVITY_LABELS)

    def show(self, person: PersonView) -> None:
        """Fill in what is recorded; dates are handed to the constructor."""
        self.version.data = str(person.version)
        self.sex.data, self.sensitivity.data = str(person.sex), str(person.sensitivity)
        self.age.data = "" if person.age is None else str(person.age)
        self.groups.data, self.languages.data = [str(walk) for walk in person.groups], list(person.languages)
        for name in _TEXTS:
            if name in self:
                self[name].data = getattr(person, name)
        self.publication_hold.data, self.hold_reason.data = person.publication_hold, person.hold_reason
        self.gag_order.data, self.gag_note.data = person.gag_order, person.gag_note

    def validate_age(self, field: StringField) -> None:
        """An age is a small number."""
        text = (field.data or "").strip()
        if text and not (text.isascii() and text.isdigit() and int(text[:4]) <= 120):
            raise ValidationError(gettext("Write the age in years as a number, such as 34."))

    def validate_hold_reason(self, field: StringField) -> None:
        """A hold that nobody can explain is lifted by mistake."""
        if self.publication_hold.data and not (field.data or "").strip():
            raise ValidationError(
                gettext("Say why nothing must be published, so that nobody lifts the hold by mistake.")
            )

    def changes(self) -> dict[str, Any]:
        """Return every field that is open as filled in."""
        age = (self.age.data or "").strip()
        filled = {
            "sex": str(Sex(self.sex.data)),
            "born": self.born.data,
            "died": self.died.data,
            "age": int(age) if age else None,
            "age_as_of": self.age_as_of.data,
            "groups": tuple(self.groups.data or ()),
            "languages": tuple(self.languages.data or ()),
            "sensitivity": str(Sensitivity(self.sensitivity.data)),
            "publication_hold": bool(self.publication_hold.data),
            "hold_reason": self.hold_reason.data or "",
            "gag_order": bool(self.gag_order.data),
            "gag_note": self.gag_note.data or "",
        }
        texts = {name: (self[name].data or "").replace("\r\n", "\n") for name in _TEXTS if name in self}
        return filled | texts
