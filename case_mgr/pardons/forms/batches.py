"""Forms of batches: shape only; what is good is decided by the service."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from case_mgr.pardons.forms.claims import SOURCE, TOTAL
from case_mgr.pardons.forms.shared import DIGITS, LONG, Choices, Whole, whole
from case_mgr.pardons.types import (
    BatchDraft,
    BatchKind,
    ClaimDraft,
)
from case_mgr.web.fields import PartialDateField
from case_mgr.web.forms import VersionedForm


class BatchForm(VersionedForm):
    """What is known of a batch."""

    title = StringField(
        _("Title"),
        [InputRequired(_("Enter a title")), Length(max=200, message=_("Shorten the title to 200 characters"))],
        description=_("For example: Pardons of September. No names of people: titles show in the browser's history."),
    )
    kind = SelectField(_("Kind"))
    jurisdiction = SelectField(_("Country that released them"))
    announced = PartialDateField(_("Announced"), [Optional()])
    announced_by = StringField(_("Announced by"), [Optional(), Length(max=200)])
    decree = PartialDateField(_("Decree signed"), [Optional()])
    released = PartialDateField(_("Released"), [Optional()])
    notes = TextAreaField(_("Notes"), [Optional(), Length(max=LONG)])

    def offer(self, kinds: Choices, jurisdictions: Choices) -> None:
        """Hand in what can be chosen."""
        self.kind.choices, self.jurisdiction.choices = list(kinds), list(jurisdictions)

    def draft(self) -> BatchDraft:
        """Return what was filled in."""
        return BatchDraft(
            title=self.title.data or "",
            kind=BatchKind(self.kind.data),
            jurisdiction=self.jurisdiction.data or "",
            decree=self.decree.data,
            announced=self.announced.data,
            released=self.released.data,
            announced_by=self.announced_by.data or "",
            notes=self.notes.data or "",
        )


class NewBatchForm(BatchForm):
    """A batch with the first number that was stated."""

    # Not Optional(): that would skip the checks of one against the other.
    claim_source = StringField(SOURCE, [Length(max=300)])
    claim_total = StringField(TOTAL, [Whole(DIGITS)])
    claim_in_scope = StringField(_("Of them political prisoners"), [Optional(), Whole(DIGITS)])
    claim_as_of = PartialDateField(_("As of"), [Optional()])

    def validate_claim_source(self, field: StringField) -> None:
        """A number has a source, a source gave a number."""
        if self.claim_total.data and not (field.data or "").strip():
            raise StopValidation(gettext("A number needs a source: say who gave it."))

    def validate_claim_total(self, field: StringField) -> None:
        """A source without a number is half a claim."""
        if (self.claim_source.data or "").strip() and not field.data:
            raise StopValidation(gettext("Enter the number that this source gave, or clear the source."))

    def claim(self) -> ClaimDraft | None:
        """Return the first claim, or None when nobody stated a number yet."""
        total = whole(self.claim_total)
        if total is None:
            return None
        return ClaimDraft(self.claim_source.data or "", total, self.claim_as_of.data, whole(self.claim_in_scope))
