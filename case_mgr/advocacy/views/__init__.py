"""Pages of the advocacy room."""

from case_mgr.advocacy.views import (
    amending,
    contacts,
    discipline,
    files,
    godparents,
    letters,
    lists,
    submissions,
    talks,
    twins,
    writing,
)
from case_mgr.advocacy.views.room import blueprint

__all__ = [
    "amending",
    "blueprint",
    "contacts",
    "discipline",
    "files",
    "godparents",
    "letters",
    "lists",
    "submissions",
    "talks",
    "twins",
    "writing",
]
