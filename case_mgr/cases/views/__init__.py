"""Pages of cases."""

from case_mgr.cases.views import custody, exits, opening, team, timeline
from case_mgr.cases.views.room import blueprint

__all__ = ["blueprint", "custody", "exits", "opening", "team", "timeline"]
