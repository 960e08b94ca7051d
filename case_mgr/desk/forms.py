"""Filters of the pages that read across rooms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from case_mgr.cases.types import CaseFilter, State
from case_mgr.core.dates import PartialDate
from case_mgr.detainees.types import PersonFilter, Sex, Walk
from case_mgr.jurisdictions.enums import Stage
from case_mgr.web.fields import BoxedField, DayField

Pairs = Iterable[tuple[str, str]]
_WORDS = 300


def _choices(pairs: Pairs, anything: str) -> list[SelectChoice]:
    return [SelectChoice("", anything), *(SelectChoice(value, label) for value, label in pairs)]


class RoughDayField(BoxedField):
    """A bound of a period in three boxes, as exact as it is filled: a year alone will do."""

    control = "date"
    data: PartialDate | None

    def fill(self, value: PartialDate | None) -> dict[str, str]:
        """Return empty boxes: a filter starts from the address."""
        return {}

    def read(self) -> PartialDate | None:
        """Return the date, or None when nothing was typed."""
        return self._read_boxes() if any(self.typed.values()) else None


class Filter(FlaskForm):
    """A filter sent by GET, so that the address is the view."""

    class Meta:
        csrf = False


class AuditFilter(Filter):
    """Which entries of the log to show."""

    event = SelectField(_("What"), [Optional()], validate_choice=False)
    actor = SelectField(_("Who"), [Optional()], validate_choice=False)
    about = StringField(
        _("Person or case"), [Optional(), Length(max=40)], description=_("Its reference, such as P-000012.")
    )
    scope = SelectField(_("Where"), [Optional()], validate_choice=False)
    since = DayField(_("Date from (earliest)"), [Optional()])
    until = DayField(_("Date to (latest)"), [Optional()])

    def offer(self, events: Sequence[tuple[str, str]], actors: Sequence[tuple[str, str]], *, scope: bool) -> None:
        """Hand in the kinds of events and the people of the visible log; `scope` tells the installation apart."""
        self.event.choices = _choices(events, gettext("Anything"))
        self.actor.choices = _choices(actors, gettext("Anybody"))
        where = [("own", gettext("This organisation")), ("installation", gettext("The installation itself"))]
        self.scope.choices = _choices(where, gettext("Both"))
        if not scope:
            del self.scope


class PeopleFilter(Filter):
    """Which people to show."""

    words = StringField(_("Name in any script, or reference"), [Optional(), Length(max=_WORDS)])
    country = SelectField(_("Nationality"), [Optional()], validate_choice=False)
    sex = SelectField(_("Sex"), [Optional()], validate_choice=False)
    group = SelectField(_("Group"), [Optional()], validate_choice=False)

    def offer(self, countries: Pairs, sexes: Pairs, groups: Pairs) -> None:
        """Hand in countries, sexes and groups in the language of the page; no groups where they are closed."""
        self.country.choices = _choices(countries, gettext("Any"))
        self.sex.choices = _choices(sexes, gettext("Any"))
        self.group.choices = _choices(groups, gettext("Any"))
        if not groups:
            del self.group

    def wanted(self, sort: str) -> PersonFilter:
        """Return the filter; a value that means nothing filters nothing."""
        known = {str(sex) for sex in Sex}
        return PersonFilter(
            words=(self.words.data or "").strip(),
            country=self.country.data or "",
            sex=Sex(self.sex.data) if self.sex.data in known else None,
            group=self._group(),
            sort=sort,
        )

    def _group(self) -> Walk | None:
        chosen = self.group.data if "group" in self else ""
        return Walk(chosen) if chosen in {str(walk) for walk in Walk} else None


class CasesFilter(Filter):
    """Which cases to show."""

    words = StringField(_("Name in any script, or reference"), [Optional(), Length(max=_WORDS)])
    state = SelectField(_("Status"), [Optional()], validate_choice=False)
    stage = SelectField(_("Stage"), [Optional()], validate_choice=False)
    open = BooleanField(_("Only open cases"), [Optional()], false_values=("", "0"))
    owner = SelectField(_("Followed by"), [Optional()], validate_choice=False)
    arrested_from = RoughDayField(_("Detained from (earliest)"), [Optional()])
    arrested_to = RoughDayField(_("Detained to (latest)"), [Optional()])
    country = SelectField(_("Nationality"), [Optional()], validate_choice=False)
    sex = SelectField(_("Sex"), [Optional()], validate_choice=False)
    flagged = SelectField(_("Flagged"), [Optional()], validate_choice=False)

    def offer(
        self, states: Pairs, stages: Pairs, owners: Pairs, countries: Pairs, sexes: Pairs, flags: Pairs = ()
    ) -> None:
        """Hand in every choice in the language of the page."""
        self.state.choices = _choices(states, gettext("Any"))
        self.stage.choices = _choices(stages, gettext("Any"))
        self.owner.choices = _choices(owners, gettext("Anybody"))
        self.country.choices = _choices(countries, gettext("Any"))
        self.sex.choices = _choices(sexes, gettext("Any"))
        self.flagged.choices = _choices(flags, gettext("Flagged or not"))

    def wanted(self, sort: str) -> CaseFilter:
        """Return the filter; a value that means nothing filters nothing."""
        stages, states = {str(stage) for stage in Stage}, {str(state) for state in State}
        return CaseFilter(
            words=(self.words.data or "").strip(),
            stage=Stage(self.stage.data) if self.stage.data in stages else None,
            state=State(self.state.data) if self.state.data in states else None,
            country=self.country.data or "",
            sex=self.sex.data or "",
            owner=self.owner.data or "",
            arrested_from=self.arrested_from.data,
            arrested_to=self.arrested_to.data,
            only_open=bool(self.open.data),
            flagged=self.flagged.data if self.flagged.data in {choice.value for choice in self.flagged.choices} else "",
            sort=sort,
        )
