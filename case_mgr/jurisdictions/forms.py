"""Forms of own facilities and courts; the languages are those of the pages and of the country."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from case_mgr.jurisdictions.types import OwnKind, OwnPlaceDraft, OwnPlaceView
from case_mgr.web.fields import NameField, PartialDateField
from case_mgr.web.forms import VersionedForm

_NAME = [Optional(), Length(max=300)]


class OwnPlaceForm(VersionedForm):
    """A facility or a court that the organisation adds for itself."""

    name_en = NameField(validators=_NAME)
    name_be = NameField(validators=_NAME)
    name_ru = NameField(validators=_NAME)
    name_uk = NameField(validators=_NAME)
    name_fa = NameField(validators=_NAME)
    name_zh = NameField(validators=_NAME)
    name_my = NameField(validators=_NAME)
    name_es = NameField(validators=_NAME)
    sort = SelectField(_("Kind"), [InputRequired(_("Choose the kind"))])
    region = StringField(_("Region"), [Optional(), Length(max=100)])
    aliases = TextAreaField(_("Other spellings"), [Optional(), Length(max=2000)])
    valid_from = PartialDateField(_("From"), [Optional()])
    valid_to = PartialDateField(_("Until"), [Optional()])
    source = StringField(_("Source"), [DataRequired(_("Say where it is known from")), Length(max=500)])
    note = StringField(_("Note"), [Optional(), Length(max=500)])

    def offer(self, languages: Iterable[str], sorts: Iterable[tuple[str, str]]) -> None:
        """Keep the names in these languages, and hand in the kinds of facilities or the levels of courts."""
        wanted, page = list(languages), get_locale() or Locale("en")
        for name in [name for name in self._fields if name.startswith("name_")]:
            language = name.removeprefix("name_")
            if language not in wanted:
                del self[name]
                continue
            self[name].label.text = _("Name in %(language)s", language=page.languages.get(language, language))
            self[name].render_kw = (self[name].render_kw or {}) | {"lang": language, "dir": "auto"}
        self.sort.choices = [SelectChoice(value, label) for value, label in sorts]

    def names(self) -> list[str]:
        """Return the fields of names that are shown, in their order."""
        return [name for name in self._fields if name.startswith("name_")]

    def show(self, own: OwnPlaceView) -> None:
        """Fill in what is recorded; the dates are handed to the constructor."""
        place = own.place
        self.version.data = str(own.version)
        for name in self.names():
            self[name].data = place.names.get(name.removeprefix("name_"), "")
        self.sort.data, self.region.data = place.sort, place.region
        self.aliases.data = "\n".join(place.aliases)
        self.source.data, self.note.data = place.source, place.note

    def draft(self, kind: OwnKind, jurisdiction: str) -> OwnPlaceDraft:
        """Return what was filled in."""
        return OwnPlaceDraft(
            kind=kind,
            jurisdiction=jurisdiction,
            names={name.removeprefix("name_"): self[name].data for name in self.names() if self[name].data},
            sort=self.sort.data or "",
            source=self.source.data or "",
            aliases=tuple(line for line in (self.aliases.data or "").splitlines() if line.strip()),
            region=self.region.data or "",
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            note=self.note.data or "",
        )


class EndPlaceForm(VersionedForm):
    """Since when a place is no more."""

    ended = PartialDateField(_("When did it end?"), [InputRequired(_("Say when it ended, as exactly as you know"))])
