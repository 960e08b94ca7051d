"""Reads the HTML of a page into what tests ask about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

# What Python says where a template forgot to say something.
RAW = re.compile(r">\s*(None|undefined)\s*<|&lt;(bound method|function|\w+(\.\w+)+ object)|jinja2\.exceptions")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(eq=False)
class Element:
    """One element with its attributes, texts and children."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """Walk over everything below, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return every element below of this kind; `name_` stands for a word that Python keeps."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            found
            for found in self
            if found.tag == tag and all(found.get(name) == value for name, value in wanted.items())
        ]

    def get(self, name: str) -> str | None:
        """Return an attribute."""
        return self.attributes.get(name)

    @property
    def text(self) -> str:
        """What a person reads, white space collapsed."""
        return " ".join(self.raw_text.split())

    @property
    def raw_text(self) -> str:
        """The text as it stands."""
        return "".join(child if isinstance(child, str) else child.raw_text for child in self.children)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(made)
        if tag not in VOID:
            self.open = made

    def handle_endtag(self, tag: str) -> None:
        at: Element | None = self.open
        while at is not None and at.tag != tag:
            at = at.parent
        if at is not None and at.parent is not None:
            self.open = at.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def parse(html: str) -> Element:
    """Read a page."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def faults(page: Element) -> list[str]:
    """Return what is wrong with a page whatever it shows."""
    out = [*_frame_faults(page), *_inline_faults(page), *_form_faults(page)]
    counted = Counter(element.get("id") for element in page if element.get("id") is not None)
    out += [f"the id {name!r} stands {count} times" for name, count in counted.items() if count > 1]
    known = set(counted)
    for element in page:
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            out += [
                f"<{element.tag} {name}> points to {word!r}, which is not there"
                for word in (element.get(name) or "").split()
                if word not in known and element.tag != "output"
            ]
    return out


def raw_faults(html: str) -> list[str]:
    """Return what a page shows of the program instead of words."""
    return [f"it shows {found[0].strip('<>').strip()!r}" for found in RAW.finditer(html)]


def _frame_faults(page: Element) -> list[str]:
    out = []
    titles, headings = page.all("title"), page.all("h1")
    if not (titles and titles[0].text and not titles[0].text.startswith("–")):
        out.append("it has no title")
    if len(headings) != 1 or not headings[0].text:
        out.append(f"it has {len(headings)} h1")
    if not all(html.get("lang") for html in page.all("html")) or not page.all("html"):
        out.append("it does not say its language")
    if len(page.all("main")) != 1:
        out.append("it has not exactly one main")
    return out


def _inline_faults(page: Element) -> list[str]:
    out = [f"a <{tag}> stands in the page" for tag in ("style", "base", "iframe", "object") if page.all(tag)]
    out += ["a script stands in the page" for script in page.all("script") if not script.get("src")]
    for element in page:
        for name, value in element.attributes.items():
            if name.startswith("on") or name == "style":
                out.append(f"<{element.tag}> has {name}=")
            if name in ("href", "src", "action") and value.strip().lower().startswith(("javascript:", "data:text")):
                out.append(f"<{element.tag} {name}> is a script")
    return out


def _form_faults(page: Element) -> list[str]:
    out = []
    for form in page.all("form"):
        names = {field.get("name") for field in form.all("input")}
        if (form.get("method") or "get").lower() == "post":
            out += [f"the form to {form.get('action')} has no {n}" for n in ("csrf_token", "once") if n not in names]
        elif "csrf_token" in names:
            out.append(f"the form to {form.get('action')} puts its token into the address")
    return out
