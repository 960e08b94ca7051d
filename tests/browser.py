"""Chromium, and axe inside it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright

HOW_TO_GET = (
    "Chromium was not found: install the package chromium (Debian, Ubuntu: apt-get install chromium), "
    "or name another one in CASE_MGR_TEST_CHROMIUM"
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = {1280: 800, 360: 740}
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def find_chromium() -> str | None:
    """Find the Chromium of this machine."""
    named = os.environ.get("CASE_MGR_TEST_CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def started() -> Iterator[Browser]:
    """Start Chromium for a while."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def watch(page: Page, base: str) -> list[str]:
    """Return a list that fills with everything a page must not do: errors, refused policies, requests elsewhere."""
    faults: list[str] = []

    def dialog(opened: Dialog) -> None:
        faults.append(f"{page.url}: a dialog opened: {opened.message}")
        opened.dismiss()

    def console(said: ConsoleMessage) -> None:
        # A page about a refusal is itself noted as an error by the browser.
        if said.type == "error" and "the server responded with a status of 4" not in said.text:
            faults.append(f"{page.url}: {said.text}")

    def request(asked: Request) -> None:
        if not asked.url.startswith((base, "data:", "blob:")):
            faults.append(f"{page.url}: a request to another host: {asked.url}")

    page.on("pageerror", lambda error: faults.append(f"{page.url}: script failed: {error}"))
    page.on("dialog", dialog)
    page.on("console", console)
    page.on("request", request)
    return faults


def axe_faults(page: Page) -> list[str]:
    """Return what axe objects to on the page that is shown."""
    options: Any = {"runOnly": {"type": "tag", "values": list(RULES)}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{page.url}: {fault['id']}: {fault['help']}: {_places(fault)}" for fault in found]


def _places(fault: dict[str, Any]) -> str:
    return "; ".join(str(node["html"])[:160] for node in fault["nodes"][:3])


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width
