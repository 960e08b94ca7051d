"""Pages of people."""

from case_mgr.detainees.views import amending, identity, names, nationalities, registering
from case_mgr.detainees.views.room import blueprint

__all__ = ["amending", "blueprint", "identity", "names", "nationalities", "registering"]
