"""Who may see something: the same two fields in every form of a case that asks."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from case_mgr.cases.types import Level
from case_mgr.web.forms import Form

Hinted = Iterable[tuple[str, str, str]]
Pairs = Iterable[tuple[str, str]]


class Guarded:
    """The fields of a form that say who may see what it records."""

    level = RadioField(_("Who may see it"), [Optional()], default=str(Level.NORMAL))
    deputy = SelectField(_("Deputy, if only two people may see it"), [Optional()])

    def offer_levels(self, levels: Hinted, team: Pairs) -> None:
        """Hand in the levels and who of the team can be the deputy."""
        self.level.choices = [SelectChoice(value, label, {"data-hint": hint}) for value, label, hint in levels]
        self.deputy.choices = [SelectChoice("", gettext("Nobody")), *(SelectChoice(*pair) for pair in team)]

    def without_levels(self) -> None:
        """Leave the choice out, for guests of a share: what they record is open to whoever opens the case."""
        del self.level, self.deputy

    def chosen_level(self) -> Level:
        """Return who may see it."""
        return Level(self.level.data) if self.level and self.level.data in set(Level) else Level.NORMAL

    def chosen_deputy(self) -> str:
        """Return who else may, if only two people may see it."""
        return (self.deputy.data or "") if self.deputy else ""


class LevelForm(Guarded, Form):
    """Changes who may see an event."""
