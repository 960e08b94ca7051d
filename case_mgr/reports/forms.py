"""Forms of reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from case_mgr.reports.choice import Part
from case_mgr.reports.indicators import DIMENSIONS, INDICATORS
from case_mgr.reports.types import Period
from case_mgr.web.fields import CheckboxesField, DayField
from case_mgr.web.forms import Form

_TEXT, _PARTS = 4000, 3


class Planned(Protocol):
    """What was chosen in the steps so far."""

    @property
    def indicators(self) -> tuple[str, ...]:
        """Keys of figures."""

    @property
    def by(self) -> tuple[str, ...]:
        """Dimensions."""

    @property
    def across(self) -> str:
        """What every dimension is crossed with."""

    @property
    def threshold(self) -> int:
        """Below what numbers of people are hidden."""

    @property
    def narrative(self) -> tuple[Part, ...]:
        """What is told in words."""


class ReportForm(Form):
    """The period of a report, and its grant."""

    grant = SelectField(_("Grant"), [Optional()])
    starts = DayField(_("First day"), [InputRequired(_("Enter the first day of the period"))])
    ends = DayField(_("Last day"), [InputRequired(_("Enter the last day of the period"))])

    replaces = HiddenField()

    def offer(self, grants: Iterable[tuple[str, str]]) -> None:
        """Hand in the grants."""
        self.grant.choices = [
            SelectChoice("", gettext("No grant: for the organisation itself")),
            *(SelectChoice(*pair) for pair in grants),
        ]

    @classmethod
    def of(cls, grant: str, replaced: tuple[str, Period, str] | None) -> ReportForm:
        """Return the form with what is known already: the grant, or all of the report that a new version replaces."""
        if replaced is None:
            return cls(data={"grant": grant})
        reference, period, code = replaced
        return cls(data={"replaces": reference, "grant": code, "starts": period.starts, "ends": period.ends})

    def period(self) -> Period:
        """Return the days that were filled in."""
        return Period(self.starts.data or date.max, self.ends.data or date.max)


class ApproveForm(Form):
    """The word of the second person, bound to the figures that they saw."""

    seen = HiddenField()
    checked = BooleanField(
        _("I opened the lists behind the figures and answer for this report"),
        [InputRequired(_("Say that you have checked the report, or leave it a draft"))],
    )


class FiguresForm(Form):
    """Which figures a report shows."""

    indicators = CheckboxesField(_("Figures"))

    @classmethod
    def of(cls, plan: Planned) -> FiguresForm:
        """Return the form with what was chosen before."""
        form = cls(data={"indicators": list(plan.indicators)})
        form.indicators.choices = [SelectChoice(one.key, gettext(one.title)) for one in INDICATORS]
        return form

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen."""
        return {"indicators": self.indicators.data or []}


class GroupsForm(Form):
    """Into which groups the figures are broken down, and what each group is crossed with."""

    by = CheckboxesField(_("Break figures down"))
    across = SelectField(_("Cross every group with"), [Optional()])

    @classmethod
    def of(cls, plan: Planned) -> GroupsForm:
        """Return the form with what was chosen before."""
        form = cls(data={"by": list(plan.by), "across": plan.across})
        named = [SelectChoice(str(by), gettext(words)) for by, words in DIMENSIONS.items()]
        form.by.choices = named
        form.across.choices = [SelectChoice("", gettext("Nothing: tables of one dimension")), *named]
        return form

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen."""
        return {"by": (self.by.data or [], self.across.data or "")}


class PrivacyForm(Form):
    """Below which number people are hidden."""

    threshold = IntegerField(_("Hide numbers below"), [InputRequired(_("Enter a number from 3 to 10"))])

    @classmethod
    def of(cls, plan: Planned) -> PrivacyForm:
        """Return the form with what was chosen before."""
        return cls(data={"threshold": plan.threshold})

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen."""
        return {"threshold": self.threshold.data}


class WordsForm(Form):
    """What the organisation says in its own words: up to three parts."""

    title_1 = StringField(_("Heading of the first part"), [Optional(), Length(max=200)])
    text_1 = TextAreaField(_("First part"), [Optional(), Length(max=_TEXT)])
    title_2 = StringField(_("Heading of the second part"), [Optional(), Length(max=200)])
    text_2 = TextAreaField(_("Second part"), [Optional(), Length(max=_TEXT)])
    title_3 = StringField(_("Heading of the third part"), [Optional(), Length(max=200)])
    text_3 = TextAreaField(_("Third part"), [Optional(), Length(max=_TEXT)])

    @classmethod
    def of(cls, plan: Planned) -> WordsForm:
        """Return the form with what was written before."""
        known: dict[str, str] = {}
        for number, part in enumerate(plan.narrative[:_PARTS], 1):
            known |= {f"title_{number}": part.title, f"text_{number}": part.text}
        return cls(data=known)

    def chosen(self) -> dict[str, Any]:
        """Return what was written."""
        told = self.data
        parts = [Part(told[f"title_{n}"] or "", told[f"text_{n}"] or "") for n in range(1, _PARTS + 1)]
        return {"narrative": parts}


class BuildForm(Form):
    """Nothing but the button."""


class RevokeForm(Form):
    """Why a published report is taken back."""

    reason = StringField(_("Why it is taken back"), [InputRequired(_("Say why: readers are told")), Length(max=400)])
