"""Pages of the advocacy room."""

from case_mgr.advocacy.views import (
    amending,
    contacts,
    courses,
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
    "courses",
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
