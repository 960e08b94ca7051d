"""Pages of cases."""

from case_mgr.cases.views import confidence, custody, exits, letters, opening, signs, team, timeline, versions
from case_mgr.cases.views.room import blueprint

__all__ = ["blueprint", "confidence", "custody", "exits", "letters", "opening", "signs", "team", "timeline", "versions"]
