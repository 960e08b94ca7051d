"""Imports every room's tables, so that the metadata is whole."""

from importlib import import_module

ROOMS = (
    "audit",
    "accounts",
    "web",
    "sources",
    "jurisdictions",
    "detainees",
    "cases",
    "shares",
    "tasks",
    "legal",
    "recognition",
    "pardons",
    "jobs",
    "files",
    "exports",
    "imports",
    "documents",
    "advocacy",
    "support",
    "reports",
    "donors",
    "duplicates",
    "flags",
    "saved",
    "bulk",
)


def load() -> None:
    """Import the models of every room."""
    for room in ROOMS:
        import_module(f"case_mgr.{room}.models")
