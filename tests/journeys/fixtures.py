"""A real server and a real browser for whoever asks."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import browser as browsers
from tests.cast import Member
from tests.databases import Database, Databases
from tests.pages import checks
from tests.serving import served

Made = TypeVar("Made")
# What differs each time though the page is the same: tokens of forms, and when and by which note it was opened.
_VOLATILE = re.compile(r'(?<= value=")[\w.~-]{30,}(?=")|<p class="print-only print-mark.*?</p>', re.S)
# Pages that this process found sound, to the letter and in the same kind of window: most begin at the same sign-in.
_sound: set[tuple[int, bool, int]] = set()


@dataclass
class Live:
    """A running server with the cast in its database."""

    base: str
    database: Database
    process: subprocess.Popen[bytes]

    def url(self, path: str) -> str:
        """Return the full address of a path."""
        return self.base + path


@dataclass
class Visitor:
    """One person at a browser; every fault of every page that they saw is kept."""

    live: Live
    page: Page
    javascript: bool
    width: int
    faults: list[str] = field(default_factory=list)

    def visit(self, path: str) -> Page:
        """Open a page and check it."""
        self.page.goto(self.live.url(path))
        self.look()
        return self.page

    def sign_in(self, member: Member) -> Page:
        """Sign in by the form."""
        self.visit("/sign-in")
        self.page.get_by_label("E-mail address").fill(member.email)
        self.page.get_by_label("Password", exact=True).fill(member.password)
        self.press("Sign in", within="main")
        return self.page

    def press(self, name: str, *, within: str = "body") -> Page:
        """Press a button and check the page that comes."""
        self.page.locator(within).get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()
        self.look()
        return self.page

    def follow(self, name: str, *, within: str = "body") -> Page:
        """Follow a link and check the page that comes."""
        self.page.locator(within).get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_load_state()
        self.look()
        return self.page

    def look(self) -> None:
        """Check the page that is shown, as the matrix of pages does; call it after every step of your own."""
        expect(self.page).to_have_title(re.compile(r"\S"))
        title, headings = self.page.title(), self.page.locator("h1").count()
        if not title.endswith(" – case-mgr") or headings != 1:
            self.faults.append(f"{self.page.url}: the title is “{title}” and there are {headings} main headings")
        seen = (self.width, self.javascript, hash(_VOLATILE.sub("", self.page.content())))
        if seen in _sound:
            return
        found = checks.of_view(self.page, self.width, javascript=self.javascript)
        self.faults += [f"{self.page.url}: {fault}" for fault in found]
        if not found:
            _sound.add(seen)

    def shoot(self, name: str) -> None:
        """Keep a picture when somebody asked for pictures: CASE_MGR_TEST_PICTURES names the folder."""
        folder = os.environ.get("CASE_MGR_TEST_PICTURES")
        if folder:
            self.page.screenshot(
                path=f"{folder}/{name}-{self.width}-{'js' if self.javascript else 'nojs'}.png", full_page=True
            )


def beside(work: Callable[[], Made]) -> Made:
    """Run what opens the application in a thread of its own: Playwright's event loop occupies this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


@contextmanager
def alone(databases: Databases) -> Iterator[Live]:
    """Run `case-mgr serve` on SQLite, with the cast."""
    database = beside(lambda: databases.copy("sqlite"))
    try:
        with served(database.environ(), database.instance / "server.log") as server:
            yield Live(server.base, database, server.process)
    finally:
        databases.discard(database)


@pytest.fixture(scope="session")
def live(databases: Databases) -> Iterator[Live]:
    """The server that the journeys of a run share."""
    with alone(databases) as made:
        yield made


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, started once a process."""
    with browsers.started() as browser:
        yield browser


@contextmanager
def visiting(live: Live, chromium: Browser, screen: tuple[int, bool]) -> Iterator[Visitor]:
    """Open a window of some width, with or without JavaScript; what was wrong with its pages is said at the end."""
    width, javascript = screen
    context = chromium.new_context(
        viewport={"width": width, "height": browsers.WIDTHS[width]}, java_script_enabled=javascript, locale="en-GB"
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    made = Visitor(live, page, javascript, width, browsers.watch(page, live.base))
    yield made
    context.close()
    assert not made.faults, "\n".join(made.faults)


@pytest.fixture
def visitor(live: Live, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Somebody at a browser; ask with @every_screen for both widths, with and without JavaScript."""
    with visiting(live, chromium, getattr(request, "param", (1280, True))) as made:
        yield made


@pytest.fixture
def lone_visitor(databases: Databases, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Somebody at a browser with a server of their own: every figure can be told beforehand."""
    with alone(databases) as own, visiting(own, chromium, request.param) as made:
        yield made
