"""Forms of officials: named in an act, amended, searched."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from case_mgr.legal.forms.shared import NAME, SOURCE, Pairs, chosen, nothing, pairs, words
from case_mgr.legal.labels import OFFICIALS, PARTS
from case_mgr.legal.types.kinds import OfficialKind, Part
from case_mgr.legal.types.officials import NamingDraft, OfficialDraft, OfficialFilter, OfficialView
from case_mgr.web.fields import NameField
from case_mgr.web.forms import Form, VersionedForm

NEW = "new"


class _Official(Form):
    """What can be known of an official."""

    name = NameField(_("Name as the source prints it"), [DataRequired(_("Enter the name")), Length(max=NAME)])
    kind = SelectField(_("Who it is"), [InputRequired(_("Choose who it is"))])
    body = StringField(_("Court, service or body"), [Optional(), Length(max=NAME)])
    note = TextAreaField(_("Note"), [Optional(), Length(max=1000)])

    def offer(self) -> None:
        """Hand in the kinds of officials."""
        self.kind.choices = [nothing(gettext("Choose")), *words(OFFICIALS)]

    def official(self) -> OfficialDraft:
        """Return what was filled in."""
        note = (self.note.data or "").replace("\r\n", "\n")
        return OfficialDraft(self.name.data or "", chosen(OfficialKind, self.kind.data), self.body.data or "", note)


class OfficialForm(_Official, VersionedForm):
    """What is known of an official."""

    def show(self, found: OfficialView) -> None:
        """Fill in what is recorded."""
        self.version.data, self.name.data, self.kind.data = str(found.version), found.row.name, str(found.row.kind)
        self.body.data, self.note.data = found.row.body, found.note


class NamingForm(_Official):
    """An official in an act; whoever may be meant already is asked for before a new one is made."""

    part = SelectField(_("Part in it"), [InputRequired(_("Choose the part"))])
    source = StringField(_("Source"), [Optional(), Length(max=SOURCE)])
    known = RadioField(_("Is it one of these?"), validate_choice=False)

    def offer_parts(self) -> None:
        """Hand in the parts that officials have."""
        self.offer()
        self.part.choices = [nothing(gettext("Choose")), *words(PARTS)]

    def offer_known(self, officials: Pairs) -> None:
        """Hand in the officials who may be meant."""
        rows = pairs(officials)
        self.known.choices = [*rows, *pairs([(NEW, gettext("None of these: a new official"))])] if rows else []

    def validate_known(self, field: RadioField) -> None:
        """Nobody is joined by a name alone, and nobody is made twice: a person says which it is."""
        offered = {str(choice.value) for choice in field.choices or ()}
        if offered and field.data not in offered:
            raise ValidationError(gettext("Somebody of this name is recorded. Say whether it is one of them."))

    def draft(self) -> NamingDraft:
        """Return what was filled in."""
        known = self.known.data if self.known.data and self.known.data != NEW else ""
        return NamingDraft(self.official(), chosen(Part, self.part.data), known, self.source.data or "")


class SpellingForm(Form):
    """Another spelling of an official's name."""

    name = NameField(_("Name as another source prints it"), [DataRequired(_("Enter the name")), Length(max=NAME)])
    source = StringField(_("Source"), [Optional(), Length(max=NAME)])


class OfficialFilterForm(FlaskForm):
    """Which officials are shown."""

    class Meta:
        csrf = False

    words = StringField(_("Name in any spelling, or reference"), [Optional(), Length(max=NAME)])
    kind = SelectField(_("Who it is"), [Optional()], validate_choice=False)

    def offer(self) -> None:
        """Hand in the kinds of officials."""
        self.kind.choices = [nothing(gettext("Anybody")), *words(OFFICIALS)]

    def wanted(self) -> OfficialFilter:
        """Return the filter; nonsense filters nothing."""
        known = {str(kind) for kind in OfficialKind}
        kind = OfficialKind(self.kind.data) if self.kind.data in known else None
        return OfficialFilter((self.words.data or "").strip(), kind)
