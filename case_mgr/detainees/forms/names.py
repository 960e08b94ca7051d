"""Forms of names and nationalities: many of each, each with its source."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.detainees.forms.shared import NAME, PART, Pairs, labels_of, pairs_of
from case_mgr.detainees.types import (
    BASIS_LABELS,
    NAME_KIND_LABELS,
    Basis,
    NameDraft,
    NameKind,
    NameParts,
    NameView,
    NationalityDraft,
    NationalityView,
)
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import VersionedForm
from case_mgr.web.printed import PrintedNameField


class NamePartsForm(VersionedForm):
    """What is known about a name beside its printed form."""

    language = SelectField(_("Language"), [Optional()])
    kind = RadioField(_("Kind of name"), default=str(NameKind.LEGAL))
    given = PrintedNameField(_("Given name"), [Optional(), Length(max=PART)])
    patronymic = PrintedNameField(_("Patronymic or father’s name in it"), [Optional(), Length(max=PART)])
    surname = PrintedNameField(_("Surname"), [Optional(), Length(max=PART)])
    source = StringField(_("Source"), [Optional(), Length(max=NAME)])

    def offer(self, languages: Pairs) -> None:
        """Hand in the languages."""
        self.language.choices = pairs_of(languages, gettext("Not stated"))
        self.kind.choices = labels_of(NAME_KIND_LABELS)

    def show(self, name: NameView) -> None:
        """Fill in what is recorded."""
        self.version.data = str(name.version)
        self.language.data, self.kind.data, self.source.data = name.language or "", str(name.kind), name.source
        self.given.data, self.patronymic.data = name.parts.given, name.parts.patronymic
        self.surname.data = name.parts.surname

    def draft_of(self, full: str, primary: bool = False) -> NameDraft:
        """Return the name as filled in, with its printed form."""
        return NameDraft(
            full=full,
            language=self.language.data or None,
            kind=NameKind(self.kind.data),
            source=self.source.data or "",
            primary=primary,
            parts=NameParts(self.given.data or "", self.patronymic.data or "", self.surname.data or ""),
        )


class NameForm(NamePartsForm):
    """A further name, or the same one in another spelling."""

    full = PrintedNameField(
        _("Name as printed"), [InputRequired(_("Enter the name as it is printed")), Length(max=NAME)]
    )
    primary = BooleanField(_("Show the person under this name from now on"))

    def draft(self) -> NameDraft:
        """Return the name as filled in."""
        return self.draft_of(self.full.data or "", primary=bool(self.primary.data))


class NationalityForm(VersionedForm):
    """A nationality; disputed ones stand side by side."""

    country = SelectField(_("Country"), [InputRequired(_("Choose a country"))])
    basis = RadioField(_("On what it rests"), default=str(Basis.REPORTED))
    since = PartialDateField(_("Since"), [Optional()])
    until = PartialDateField(_("Until"), [Optional()])
    source = StringField(_("Source"), [Optional(), Length(max=NAME)])

    def offer(self, countries: Pairs) -> None:
        """Hand in the countries."""
        self.country.choices = pairs_of(countries, gettext("Choose a country"))
        self.basis.choices = labels_of(BASIS_LABELS)

    def show(self, row: NationalityView) -> None:
        """Fill in what is recorded; dates are handed to the constructor."""
        self.version.data = str(row.version)
        self.country.data, self.basis.data, self.source.data = row.country, str(row.basis), row.source

    def draft(self) -> NationalityDraft:
        """Return the nationality as filled in."""
        return NationalityDraft(
            self.country.data or "",
            Basis(self.basis.data),
            self.source.data or "",
            self.since.data,
            self.until.data,
        )
