"""Pages of tasks and requests for help."""

from case_mgr.tasks.views import asking, helping, tasks
from case_mgr.tasks.views.room import blueprint

__all__ = ["asking", "blueprint", "helping", "tasks"]
