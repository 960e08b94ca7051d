"""Pages of the law in cases, and of officials."""

from case_mgr.legal.views import acts, charges, hearings, naming, officials, trials
from case_mgr.legal.views.room import blueprint

__all__ = ["acts", "blueprint", "charges", "hearings", "naming", "officials", "trials"]
