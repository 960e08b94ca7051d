"""Forms of evidence, and of taking something back."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from case_mgr.cases.exit_forms import Facts, fact_fields
from case_mgr.jurisdictions.enums import ReleaseLink
from case_mgr.pardons.forms.shared import LONG, Choices
from case_mgr.pardons.types import (
    ProofDraft,
    Scope,
)
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import Beneath, Form, VersionedForm


def _evidence() -> TextAreaField:
    missing = _("Say what the evidence is: who saw, heard or published what")
    return TextAreaField(_("Evidence"), [InputRequired(missing), Length(max=LONG)])


def _source() -> StringField:
    return StringField(
        _("Source of the evidence"),
        [InputRequired(_("Say where the evidence comes from")), Length(max=500)],
        description=_("A person who told us appears as a code, never by name."),
    )


class _Proof(VersionedForm):
    """Evidence beside what stands already; it is added, and takes nothing away."""

    stands = Beneath(_("The release"))
    unseen = frozenset({"evidence", "source"})


class RefuteForm(_Proof):
    """Evidence that a release did not happen."""

    evidence, source = _evidence(), _source()
    happened = PartialDateField(_("When"), [Optional()])

    def draft(self, seen_version: int | None) -> ProofDraft:
        """Return the evidence."""
        return ProofDraft(
            self.evidence.data or "",
            self.source.data or "",
            happened=self.happened.data,
            seen_version=seen_version,
        )


class ConfirmForm(Facts, _Proof):
    """Evidence that a release happened, up to one link of its chain; fields and errors in the order of the page."""

    link = RadioField(_("How far is the release confirmed?"), [InputRequired(_("Choose how far it is confirmed"))])
    happened = PartialDateField(_("When"))
    evidence, source = _evidence(), _source()
    exit_kind = SelectField(_("How custody ended"))
    destination, conditions, documents, documents_note, health, petition, consent = fact_fields()

    def offer(self, links: Choices, kinds: Choices) -> None:
        """Hand in what can be chosen."""
        self.link.choices, self.exit_kind.choices = list(links), list(kinds)

    def validate_happened(self, field: PartialDateField) -> None:
        """A confirmation says when, even if that is “not known”."""
        if field.data is None and not field.errors:
            raise StopValidation(gettext("Enter when it happened, or choose “Not known”."))

    def draft(self, seen_version: int | None) -> ProofDraft:
        """Return the evidence with its link."""
        return ProofDraft(
            self.evidence.data or "",
            self.source.data or "",
            ReleaseLink(self.link.data),
            self.happened.data,
            self.exit_kind.data or "",
            self.facts(),
            seen_version,
        )


class ReasonForm(Form):
    """Why something is taken back."""

    reason = TextAreaField(_("Why"), [InputRequired(_("Say why")), Length(max=500)])


class ScopeForm(Form):
    """Whether the place belongs to a political prisoner."""

    scope = SelectField(_("Scope"))
    known_by = StringField(_("By what this is known"), [Optional(), Length(max=500)])

    def offer(self, scopes: Choices) -> None:
        """Hand in what can be chosen."""
        self.scope.choices = list(scopes)

    def chosen(self) -> Scope:
        """Return the answer."""
        return Scope(self.scope.data)
