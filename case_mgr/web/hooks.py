"""What higher floors hang into the front door: filled by `rooms` and `accounts`, never imported from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.paging import Page, PageRequest


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the primary navigation; shown to whoever has the permission."""

    label: Any
    endpoint: str
    permission: Permission
    prefix: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A page that a higher room adds to a person or a case; shown to whoever has the permission."""

    label: Any
    endpoint: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class Panel:
    """What a higher room says on the page of a case: a few lines, each a link, and where the rest is."""

    title: str
    id: str
    lines: tuple[tuple[str, str, str], ...]
    more: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One row that a search found: what it is, why it was found, what is known of it, and links to what hangs on it."""

    title: str
    href: str
    reference: str
    why: str = ""
    facts: str = ""
    tag: dict[str, str] | None = None
    links: tuple[tuple[str, str, dict[str, str]], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """One kind of record that the search in the header finds; searched by whoever has the permission."""

    code: str
    label: Any
    permission: Permission
    find: Callable[[Actor, str, PageRequest], Page[Found]]


@dataclass(slots=True)
class Hooks:
    """The hooks of one application."""

    nav: list[NavItem] = field(default_factory=list)
    urls: dict[str, str] = field(default_factory=dict)
    refused: Callable[[Actor, Permission, str], None] | None = None
    throttled: Callable[[str], None] | None = None
    left: Callable[[str], None] | None = None
    # The member and the organisation of a sign-in that has ended by itself.
    ended: Callable[[str], tuple[int, int] | None] | None = None
    # Returns somebody as a guest of a share, by its public id; and is told which page a guest opened.
    guest: Callable[[Actor, str], Actor | None] | None = None
    guest_opened: Callable[[Actor, str], None] | None = None
    identity_bar: Callable[[Actor, str], Any] | None = None
    integrity_broken: Callable[[], bool] | None = None
    # Where the record of a person went that became part of another, for whoever may open that one.
    moved: Callable[[Actor, str], str | None] | None = None
    case_frame: Callable[[Actor, str], dict[str, Any]] | None = None
    case_panels: list[Callable[[Actor, str], Panel | None]] = field(default_factory=list)
    case_flags: list[Callable[[Actor, str], dict[str, str] | None]] = field(default_factory=list)
    case_tabs: list[Tab] = field(default_factory=list)
    # What higher rooms tie to events of a timeline: links by the public id of the event.
    event_ties: list[Callable[[Actor, str], dict[str, list[dict[str, str]]]]] = field(default_factory=list)
    case_words: list[Callable[[str, str, str], tuple[str, str] | None]] = field(default_factory=list)
    search_groups: list[SearchGroup] = field(default_factory=list)
    person_tabs: list[Tab] = field(default_factory=list)
    home: str = "desk.home"
    profile: str = "desk.person"
    people: str = "desk.people"
    sign_in: str = "accounts.sign_in"


def hooks(app: Flask | None = None) -> Hooks:
    """Return the hooks of the application."""
    target = app or current_app
    found: Hooks = target.extensions.setdefault("case_mgr_hooks", Hooks())
    return found
