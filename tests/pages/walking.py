"""Walks the product by its links as one role in one kind of browser, and notes what is wrong with each page."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

from playwright.sync_api import Browser, Error, Page, Response

from case_mgr.access.roles import Role
from case_mgr.demo import loading
from tests import browser as browsers
from tests import markup
from tests.markup import Element
from tests.pages import checks
from tests.pages.world import SLUG, World

# Files, and ways out.
ELSEWHERE = re.compile(r"^/static/|^/exit$|\.(csv|json|html|zip|ics|pdf|txt|xlsx)$|/download|/template$|/files?/")
# Nobody is led to these by a link; each is opened with the status that it must have.
EVERYBODY = (("/nowhere", 404), ("/account", 200))
BY_ROLE: dict[Role, tuple[tuple[str, int], ...]] = {
    Role.COORDINATOR: (
        ("/search?words=%D0%93%D0%B0%D0%B9%D0%BD%D0%B0", 200),
        ("/search?words=zzzzzz", 200),
        ("/people?words=zzzzzz", 200),
        ("/people?page=999", 200),
        ("/cases?words=zzzzzz&open=1", 200),
        ("/contacts?words=zzzzzz", 200),
        ("/audit?since-day=1&since-month=1&since-year=2199", 200),
    ),
    Role.DONOR: (("/people", 403), ("/audit", 403)),
    Role.DATA_CLERK: (("/audit", 403),),
}
# Forms that refuse to be sent empty.
REFUSING = (
    "/people/new",
    "/contacts/new",
    "/pardons/new",
    "/members/invite",
    "/grants/new",
    "/reports/new",
    "/imports/new",
    "/account/password",
)
MOST_OF_A_SHAPE = 2
# The product has no sentences in these yet, but can be set to them: what is looked at is how its pages stand.
LEFTWARD = ("fa",)
REFUSED = (400, 422)


@dataclass(frozen=True, slots=True)
class Way:
    """Who walks, in which kind of browser."""

    role: Role
    width: int
    javascript: bool
    language: str = "en"

    def __str__(self) -> str:
        return f"{self.role} {self.width} {'with' if self.javascript else 'without'} scripts, {self.language}"


@dataclass
class Findings:
    """What was found on a way, and how much was looked at."""

    way: Way
    faults: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    shapes: Counter[str] = field(default_factory=Counter)
    weights: dict[str, int] = field(default_factory=dict)

    def add(self, where: str, shape: str, faults: list[str]) -> None:
        """Note the faults of a page, each once a shape of page."""
        for fault in faults:
            self.faults.setdefault((shape, fault), []).append(where)


def shape_of(url: str) -> str:
    """Return an address without what differs between pages of one kind."""
    parts = urlsplit(url)
    path = re.sub(r"/(?=[^/]*\d)[\w~-]+", "/…", parts.path)
    names = sorted({name for name, _ in parse_qsl(parts.query)})
    return path + (f"?{'&'.join(names)}" if names else "")


class Walk:
    """One way through the product."""

    def __init__(self, world: World, base: str, way: Way, weights: checks.Weights, pictures: Path | None) -> None:
        self.world, self.base, self.way, self.weights, self.pictures = world, base, way, weights, pictures
        self.found = Findings(way)
        self.titles: dict[str, str] = {}
        self.seen: set[str] = set()

    def run(self, browser: Browser, most: int) -> Findings:
        """Sign in, follow every link, then send forms that must be refused."""
        with self._window(browser) as page:
            self._sign_in(page)
            todo = deque([(f"{self.base}/", 200), *self._seeds()])
            while todo and self.found.shapes.total() < most:
                url, expected = todo.popleft()
                if self._is_new(url):
                    todo.extend((link, 200) for link in self._open(page, url, expected))
            if self.way.role is Role.COORDINATOR:
                for path in REFUSING:
                    self._send_empty(page, path)
        return self.found

    @contextmanager
    def _window(self, browser: Browser) -> Iterator[Page]:
        width = self.way.width
        context = browser.new_context(
            viewport={"width": width, "height": browsers.WIDTHS[width]},
            java_script_enabled=self.way.javascript,
            locale="en-GB" if self.way.language == "en" else self.way.language,
            # Nothing is on its way when it is looked at.
            reduced_motion="reduce",
        )
        context.set_default_timeout(30_000)
        page = context.new_page()
        self.noise = browsers.watch(page, self.base)
        try:
            yield page
        finally:
            context.close()

    def _seeds(self) -> Iterator[tuple[str, int]]:
        # They belong to the coordinator: others may find them refused, or not there.
        paths = self.world.paths if self.way.role is Role.COORDINATOR else ()
        for path in paths:
            yield self.base + path, 200
        for path, status in (*EVERYBODY, *BY_ROLE.get(self.way.role, ())):
            yield self.base + path, status

    def _sign_in(self, page: Page) -> None:
        self._open(page, f"{self.base}/sign-in", 200)
        page.get_by_label("E-mail address").fill(f"{str(self.way.role).replace('_', '-')}@{SLUG}.example")
        page.get_by_label("Password", exact=True).fill(loading.PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_load_state()
        if page.locator("main input[type=password]").count():
            raise RuntimeError(f"{self.way.role} cannot sign in")

    def _is_new(self, url: str) -> bool:
        if url in self.seen or self.found.shapes[shape_of(url)] >= MOST_OF_A_SHAPE:
            return False
        self.seen.add(url)
        return True

    def _open(self, page: Page, url: str, expected: int) -> list[str]:
        try:
            answer = page.goto(url, wait_until="load")
        except Error as error:
            if "Download is starting" not in str(error):
                # The rest of the way is walked all the same.
                path = urlsplit(url).path
                self.found.add(path, shape_of(url), [f"it could not be opened: {str(error).splitlines()[0]}"])
            return []
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            return []
        shape = shape_of(page.url)
        if shape != shape_of(url):
            # Another address of a page that is counted under its own.
            self.found.shapes[shape_of(url)] += 1
        return self._look(page, answer, expected, shape)

    def _look(self, page: Page, answer: Response, expected: int, shape: str) -> list[str]:
        """Check the page that is shown; returns where it leads to."""
        first = not self.found.shapes[shape]
        self.found.shapes[shape] += 1
        html = answer.text()
        root = markup.parse(html)
        title = page.title()
        faults = [
            *checks.of_answer(answer, expected),
            *checks.of_markup(html, root),
            *checks.of_names(title, page.url, self.world.secrets),
            *checks.of_view(page, self.way.width, javascript=self.way.javascript),
            *(self._title_faults(title, shape) if expected < 400 else []),
            *self._weight_faults(page, html.encode(), shape),
        ]
        if self.way.language in LEFTWARD and root.all("html")[0].get("dir") != "rtl":
            faults.append("it does not run from right to left")
        self._shoot(page, shape)
        if self.way.width == min(browsers.WIDTHS):
            faults += checks.of_zoom(page)
        elif first:
            faults += checks.of_print(page)
            faults += checks.of_keyboard(page) if self.way.javascript else []
        faults += [fault.partition(": ")[2] for fault in self.noise]
        self.noise.clear()
        self.found.add(urlsplit(page.url).path, shape, faults)
        return self._links(page.url, root)

    def _title_faults(self, title: str, shape: str) -> list[str]:
        # A page beyond the end of a list shows the list from its beginning.
        view = re.sub(r"page&|[?&]page$", "", shape)
        other = self.titles.setdefault(title, view)
        return [f"the title {title!r} is also that of {other}"] if other != view else []

    def _weight_faults(self, page: Page, html: bytes, shape: str) -> list[str]:
        whole, scripts = self.weights.of(page, html)
        self.found.weights[shape] = max(whole, self.found.weights.get(shape, 0))
        out = [f"a first view of {whole // 1000} kB"] if whole > checks.MOST_FIRST_VIEW else []
        return out + ([f"scripts of {scripts // 1000} kB"] if scripts > checks.MOST_SCRIPTS else [])

    def _links(self, url: str, root: Element) -> list[str]:
        hrefs = [urljoin(url, link.get("href") or "").split("#")[0] for link in root.all("a")]
        return [
            href for href in hrefs if href.startswith(f"{self.base}/") and not ELSEWHERE.search(urlsplit(href).path)
        ]

    def _send_empty(self, window: Page, path: str) -> None:
        """Send a form with nothing in it, in a window of its own: a form that was refused asks before it is left."""
        page = window.context.new_page()
        self.noise = browsers.watch(page, self.base)
        page.goto(self.base + path)
        with page.expect_navigation() as arrived:
            page.locator("main form button[type=submit]").first.click()
        answer, shape = arrived.value, f"{path} sent empty"
        if answer is not None:
            self._look(page, answer, answer.status, shape)
            self.found.add(path, shape, self._refusal_faults(page, answer.status))
        page.close()

    def _refusal_faults(self, page: Page, status: int) -> list[str]:
        faults = [] if status in REFUSED else [f"status {status} for a form that was refused"]
        summary = page.locator("#error-summary")
        if not summary.count():
            faults.append("nothing says what is wrong")
        elif self.way.javascript and not summary.evaluate("e => e === document.activeElement"):
            faults.append("the list of errors has not the focus")
        said = page.locator(".field__error").all_inner_texts()
        for link in summary.locator("a").all():
            text, target = link.inner_text(), (link.get_attribute("href") or "#")[1:]
            if page.locator(f"[id='{target}']").count() != 1:
                faults.append(f"“{text}” leads nowhere")
            if not any(words.endswith(text) for words in said):
                faults.append(f"“{text}” does not stand at its field")
        return faults

    def _shoot(self, page: Page, shape: str) -> None:
        if self.pictures is None:
            return
        name = re.sub(r"\W+", "_", shape.replace("…", "one")).strip("_") or "home"
        kind = f"{self.way.width}-{'js' if self.way.javascript else 'nojs'}-{self.way.language}"
        number = self.found.shapes[shape]
        folder = self.pictures / str(self.way.role)
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.{kind}.{number}.png", full_page=True)
