"""Forms of what makes a person vulnerable."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.detainees.forms.shared import LONG, NAME, labels_of
from case_mgr.detainees.types import VULNERABILITY_LABELS, HealthView, VulnerabilityDraft, VulnerabilityKind
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import VersionedForm


class HealthForm(VersionedForm):
    """Since when, by whose word, and what exactly."""

    since = PartialDateField(_("Since"), [Optional()])
    source = StringField(_("Source"), [Optional(), Length(max=NAME)])
    detail = TextAreaField(_("Detail"), [Optional(), Length(max=LONG)])

    def show(self, opened: HealthView) -> None:
        """Fill in what is recorded; dates are handed to the constructor."""
        self.version.data, self.source.data = str(opened.row.version), opened.row.source
        self.detail.data = opened.detail

    def draft_of(self, kind: VulnerabilityKind) -> VulnerabilityDraft:
        """Return the vulnerability as filled in; where the detail is closed it stays as it is."""
        detail = (self.detail.data or "").replace("\r\n", "\n") if "detail" in self else None
        return VulnerabilityDraft(kind, self.since.data, self.source.data or "", detail)


class VulnerabilityForm(HealthForm):
    """A vulnerability that is not recorded yet."""

    kind = RadioField(_("What makes the person vulnerable"), [InputRequired(_("Choose what it is"))])

    def offer(self, *, detail: bool) -> None:
        """Put the choices in the language of the page; the detail only for whoever may open it."""
        self.kind.choices = labels_of(VULNERABILITY_LABELS)
        if not detail:
            del self.detail

    def draft(self) -> VulnerabilityDraft:
        """Return the vulnerability as filled in."""
        return self.draft_of(VulnerabilityKind(self.kind.data))
