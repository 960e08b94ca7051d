"""Edits that cross are told field by field, on every page on which something is changed, by one comparison of forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from case_mgr.extensions import db
from tests.client import Page, PageClient
from tests.house import crossing_rules as rules
from tests.house.crossings import MINE, OWN_TESTS, Crossing, crossings

Rule = Callable[[Path], list[str]]
LOOKED = "def edit(row):\n    service.amend(form.draft(), form.seen_version())\n"
ROUTED = '@blueprint.post("/rows/<row>")\n' + LOOKED
FORM = "class RowForm(VersionedForm):\n    name = StringField()\n"
BLIND = '@blueprint.post("/rows/<row>")\ndef edit(row):\n    service.amend(forms.RowForm().draft())\n'
BREACHES: list[tuple[Rule, dict[str, str]]] = [
    (rules.untold, {"cases/views.py": ROUTED}),
    (
        rules.untold,
        {"cases/views/rows.py": '@blueprint.post("/")\ndef edit():\n    _do()\n\n\n' + LOOKED.replace("edit", "_do")},
    ),
    (rules.unlooked, {"cases/forms.py": FORM, "cases/views.py": BLIND}),
    (rules.hand_made, {"cases/service/rows.py": 'row = ConflictRow("Name", "", now, yours)\n'}),
    (rules.hand_made, {"cases/views.py": "told = Conflict(rows=rows)\n"}),
]
RULES = sorted({rule for rule, _ in BREACHES}, key=lambda rule: rule.__name__)
NAMES = sorted(rules.pages(Path(__file__).parents[2]) - OWN_TESTS)


@pytest.mark.parametrize("rule", RULES)
def test_rule_holds(rule: Rule, root: Path) -> None:
    assert rule(root) == []


@pytest.mark.parametrize(("rule", "files"), BREACHES)
def test_rule_finds_a_breach(rule: Rule, files: dict[str, str], tmp_path: Path) -> None:
    for path, text in files.items():
        target = tmp_path / "case_mgr" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    assert len(rule(tmp_path)) == 1


@pytest.mark.parametrize("name", NAMES)
def test_both_windows_are_told_of(app: Flask, client: PageClient, name: str) -> None:
    with app.app_context():
        known = crossings()
        assert name in known, f"{name} looks at a version: it needs a line in tests/house/crossings.py"
        crossing = known[name]
        path = crossing.address()
        db.session.commit()
    client.sign_in(crossing.member)
    mine, theirs = client.visit(path), client.visit(path)
    client.submit(theirs, **crossing.theirs)
    late = client.submit(mine, 409, **crossing.mine)
    assert told(late) == crossing.told
    assert "Keep what is there now and open it" in late.links
    client.visit(late.links["Keep what is there now and open it"])
    ways = {button.text for form in late.forms() for button in form.all("button")}
    assert ways == ({"Write mine over it", "Put mine into the form and go through it"} if crossing.over else set())
    if crossing.over:
        go_on(client, late, crossing)


def go_on(client: PageClient, late: Page, crossing: Crossing) -> None:
    """Take the two ways on that write: the form shows what was typed, and writing it over says nothing more."""
    form = client.submit(late, action="/drafts", button="Put mine into the form and go through it")
    if MINE in crossing.mine.values():
        assert MINE in form.html
    client.submit(late, button="Write mine over it")


def told(page: Page) -> dict[str, tuple[str, ...]]:
    """Return the lines of the page about a stale edit: field, when opened, now, yours."""
    (table,) = page.root.all("table", id="conflict") or [page.main]
    lines = {}
    for row in table.all("tr")[1:]:
        cells = [cell.text for cell in row.all("td")]
        lines[row.all("th")[0].text] = tuple(cells)
    return lines
