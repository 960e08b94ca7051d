"""What every chapter of the walk does: sign in as another, fill in a date, read figures and tables."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.cast import Member
from tests.journeys.fixtures import Visitor


def become(visitor: Visitor, member: Member) -> None:
    """Hand the chair to somebody else."""
    visitor.press("Sign out")
    visitor.sign_in(member)


def main(visitor: Visitor) -> Locator:
    """Return what stands between header and footer."""
    return visitor.page.locator("main")


def heading(visitor: Visitor) -> str:
    """Return the main heading of the page."""
    return visitor.page.locator("h1").inner_text()


def type_date(visitor: Visitor, name: str, day: str, month: str, year: str) -> None:
    """Fill in a date."""
    for part, value in (("day", day), ("month", month), ("year", year)):
        visitor.page.locator(f"input[name={name}-{part}]").fill(value)


def figure(visitor: Visitor, label: str) -> str:
    """Return the number that stands over a label."""
    label = re.escape(label)
    item = (
        main(visitor)
        .locator(".figure-row__item")
        .filter(has=visitor.page.locator(".figure-row__label", has_text=re.compile(f"^{label}$")))
    )
    return item.locator(".figure-row__value").inner_text()


def open_figure(visitor: Visitor, label: str) -> list[str]:
    """Follow a number to its list, see that as many lines stand there, and return them."""
    number = figure(visitor, label)
    visitor.follow(f"{number} {label}", within="main")
    lines = rows(visitor)
    assert str(len(lines)) == number, f"{label}: {number} said, {len(lines)} listed"
    return lines


def rows(visitor: Visitor) -> list[str]:
    """Return the lines of the table of a page, each as one text."""
    return [" ".join(text.split()) for text in main(visitor).locator("tbody tr").all_inner_texts()]


def timeline(visitor: Visitor) -> list[str]:
    """Return what stands on a timeline, each item as one text."""
    return [" ".join(text.split()) for text in main(visitor).locator(".timeline__item").all_inner_texts()]


def fact(visitor: Visitor, label: str) -> str:
    """Return what a page says beside a label."""
    key = re.compile(rf"^\s*{re.escape(label)}\s*$")
    row = main(visitor).locator("dl > div").filter(has=visitor.page.locator("dt", has_text=key)).first
    return " ".join(row.locator("dd").first.inner_text().split())


def says(visitor: Visitor, text: str) -> None:
    """See that a sentence stands on the page."""
    expect(main(visitor)).to_contain_text(text)


def wait_for_result(visitor: Visitor) -> None:
    """Stay on the page of a running job until it leads on by itself: by its script, or by reloading without one."""
    visitor.look()
    assert heading(visitor) in {"Background work", "What the import did"}
    visitor.page.wait_for_url("**/result", timeout=60_000)
    visitor.look()
