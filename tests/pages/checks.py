"""What must hold of every page, whatever it shows."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from playwright.sync_api import Page, Response

from tests import browser as browsers
from tests import markup
from tests.markup import Element

MOST_HTML = 60_000
MOST_FIRST_VIEW = 150_000
MOST_SCRIPTS = 30_000
# Names that somebody typed into a search stand in its address, by their own doing.
TYPED = frozenset({"q", "words"})
# What a person can press or fill, as far as it is shown.
CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
DEAD = """() => [...document.querySelectorAll('a, button')].filter(e => e.tagName === 'A'
  ? !e.hasAttribute('href') || ['', '#'].includes(e.getAttribute('href'))
  : !e.form || e.type === 'button').map(e => e.outerHTML.slice(0, 120))"""
# A field is pressed by its label too, and a link in a sentence is as high as its line.
SMALL = """controls => [...document.querySelectorAll(controls)].filter(e => {
  const box = e.getBoundingClientRect(), inText = e.tagName === 'A' && getComputedStyle(e).display === 'inline';
  return e.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) && box.width && !inText && !e.labels?.length
    && Math.min(box.width, box.height) < 24 && !e.closest('.visually-hidden, .skip-links');
}).map(e => e.outerHTML.slice(0, 120))"""
# What a table scrolls to in its own region is not lost; a card does not scroll.
CUT = """() => [...document.querySelectorAll('main *')].filter(e => {
  if (e.children.length || !e.textContent.trim() || e.closest('.visually-hidden') || !e.checkVisibility()) return false;
  const region = e.closest('.table-region:not(.table-region--cards)'), range = document.createRange();
  if (region && getComputedStyle(region).overflowX === 'auto') return false;
  range.selectNodeContents(e);
  const box = range.getBoundingClientRect(), around = (e.closest('.panel, .table-region') ?? document.body)
    .getBoundingClientRect();
  return box.right > around.right + 1 || box.left < around.left - 1;
}).map(e => e.outerHTML.slice(0, 120))"""
PRINTED = """hidden => hidden.filter(name => [...document.querySelectorAll(name)].some(e => e.checkVisibility()))
  .map(name => `${name} is printed`)
  .concat([...document.querySelectorAll('.print-only')].some(e => e.checkVisibility()) ? [] : ['it says no time'])"""
NOT_ON_PAPER = [
    ".site-nav",
    ".site-header__search",
    ".sub-navigation",
    ".filter-panel",
    ".pagination-bar",
    ".btn",
    "form button",
]
STOP = """async () => {
  // What the focus moved into view is there once it was drawn.
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {skip: e.matches('.skip-link'), seen: ring && inside, html: e.outerHTML.slice(0, 100)};
}"""
MOST_STOPS = 400


@dataclass
class Weights:
    """What pages weigh on their first view, compressed.

    A browser that has seen a font takes it from its memory before anybody asks for it, and so it counts: on a walk the
    weights are the highest that can be.
    """

    known: dict[str, int] = field(default_factory=dict)

    def of(self, page: Page, html: bytes) -> tuple[int, int]:
        """Return the bytes of a page with everything that it shows, and those of its scripts."""
        names: list[str] = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
        urls = {name.split("#")[0] for name in names if not name.startswith(("data:", "blob:"))}
        urls = {url for url in urls if "/static/" in url}
        sizes = {url: self._weigh(page, url) for url in urls}
        scripts = sum(size for url, size in sizes.items() if urlsplit(url).path.endswith(".js"))
        return len(gzip.compress(html)) + sum(sizes.values()), scripts

    def _weigh(self, page: Page, url: str) -> int:
        if url not in self.known:
            body = page.request.get(url).body()
            packed = urlsplit(url).path.endswith((".woff2", ".png"))
            self.known[url] = len(body) if packed else len(gzip.compress(body))
        return self.known[url]


def of_answer(response: Response, expected: int) -> list[str]:
    """Check status and headers."""
    headers = response.headers
    out = [] if response.status == expected else [f"status {response.status}, {expected} was expected"]
    policy = headers.get("content-security-policy", "")
    if not policy or "unsafe" in policy:
        out.append(f"Content-Security-Policy is {policy!r}")
    if "no-store" not in headers.get("cache-control", ""):
        out.append("it may be stored")
    return out


def of_markup(html: str, root: Element) -> list[str]:
    """Check what was sent, as it is before any script."""
    out = markup.faults(root) + markup.raw_faults(html)
    if len(html.encode()) > MOST_HTML:
        out.append(f"HTML of {len(html.encode()) // 1000} kB")
    out += [
        f"a tabindex of {element.get('tabindex')}" for element in root if (element.get("tabindex") or "0") not in "0-1"
    ]
    return out + _title_faults(root)


def _title_faults(root: Element) -> list[str]:
    title = root.all("title")[0].text if root.all("title") else ""
    invalid = any(element.get("id") == "error-summary" for element in root)
    out = []
    if invalid != title.startswith("Error:"):
        out.append(f"its title does not fit what it says of errors: {title}")
    numbers = [link for link in root.all("nav", class_="pagination-bar") for link in link.all("a", aria_current="page")]
    if numbers and f"page {numbers[0].text} of" not in title:
        out.append(f"its title does not say which page of the list it is: {title}")
    return out


def of_names(title: str, url: str, secrets: frozenset[str]) -> list[str]:
    """Check that no person's name stands in the title or the address."""
    parts = urlsplit(url)
    kept = " ".join(value for name, value in parse_qsl(parts.query) if name not in TYPED)
    texts = {"title": title, "address": f"{unquote(parts.path)} {kept}"}
    return [
        f"a person's name stands in its {where}"
        for where, text in texts.items()
        if any(name.casefold() in text.casefold() for name in secrets)
    ]


def of_view(page: Page, width: int, *, javascript: bool) -> list[str]:
    """Check what is seen: nothing beyond the window, nothing too small to press, nothing that axe objects to."""
    out = []
    wide = browsers.overflow(page)
    if wide > 0:
        out.append(f"{wide} pixels wider than a window of {width}")
    out += _counted("cut off", page.evaluate(CUT))
    out += _counted("too small to press", page.evaluate(SMALL, CONTROLS))
    if javascript:
        # The same without scripts; axe itself is one.
        out += [fault.removeprefix(f"{page.url}: ") for fault in browsers.axe_faults(page)]
    else:
        out += _counted("of no use without scripts", page.evaluate(DEAD))
    return out


def _counted(fault: str, places: list[str]) -> list[str]:
    return [f"{len(places)} {fault}, such as {places[0]}"] if places else []


def of_zoom(page: Page) -> list[str]:
    """Check the smallest width that WCAG asks for, which is 1280 pixels at 400 %."""
    size: Any = page.viewport_size
    page.set_viewport_size({"width": 320, "height": size["height"]})
    wide = browsers.overflow(page)
    page.set_viewport_size(size)
    return [f"{wide} pixels wider than a window of 320"] if wide > 0 else []


def of_print(page: Page) -> list[str]:
    """Check that no controls are printed, and that the sheet says when it was and by whom."""
    page.emulate_media(media="print")
    out: list[str] = page.evaluate(PRINTED, NOT_ON_PAPER)
    page.emulate_media(media="screen")
    return out


def of_keyboard(page: Page) -> list[str]:
    """Walk through the page by Tab: the skip link first, every stop visible, and out again at the end."""
    if page.evaluate("document.activeElement !== document.body"):
        return []
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    else:
        return ["the focus does not come around"]
    out = []
    if not stops or not stops[0]["skip"]:
        out.append("the first stop is not the way to the page itself")
    return out + _counted("stops where the focus is not seen", [s["html"] for s in stops if not s["seen"]])
