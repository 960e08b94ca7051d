"""A long text that was typed and not sent is back in its box, in every form that has such a box."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient, fill
from tests.house import crossing_rules as rules
from tests.house.crossings import crossings
from tests.house.long_texts import LONG_TEXTS, OF_PARTNERS
from tests.markup import Element

# The note of an official is asked for on the page of the official alone.
NOT_DRAWN = {"legal.name_official"}
NAMES = sorted(rules.long_texts(Path(__file__).parents[2]) - NOT_DRAWN)
TEXT = "Ён сказаў маці: «усё добра».\nАле голас быў чужы."


def boxes(form: Element) -> dict[str, str]:
    """Return what stands in the boxes for long texts of a form, by their names."""
    found = {box.get("name") or "": box.raw_text.replace("\r\n", "\n") for box in form.all("textarea")}
    # A line break right after the tag is markup, not text.
    return {name: text.removeprefix("\n") for name, text in found.items()}


def unkept(client: PageClient, path: str) -> list[str]:
    """Type into every box for a long text of a page, lose the window, open the page again: return what was lost."""
    page = client.visit(path)
    forms = [form for form in page.forms() if form.all("textarea")]
    assert forms, f"{path} has no box for a long text"
    lost = []
    for form in forms:
        typed = dict.fromkeys(boxes(form), TEXT)
        action = form.get("action") or page.path
        keeps = form.get("data-keep-drafts")
        if keeps is None:
            lost.append(f"{action} keeps nothing")
            continue
        data = fill(form, {**typed, "form_address": action, "show_form": "1"})
        again = client._arrive(client.post(keeps, data=data), keeps, 200, follow=True)
        if again.path.startswith("/drafts"):
            lost.append(f"{action} has no page that shows the text in its form")
            continue
        back = next(one for one in again.forms() if (one.get("action") or again.path) == action)
        lost += [f"{action}: {name}" for name, text in boxes(back).items() if text != TEXT]
    return lost


@pytest.mark.parametrize("name", NAMES)
def test_a_long_text_survives(app: Flask, client: PageClient, name: str) -> None:
    with app.app_context():
        known = {one: crossing.address for one, crossing in crossings().items()} | LONG_TEXTS | OF_PARTNERS
        assert name in known, f"{name} has a box for a long text: it needs a line in tests/house/long_texts.py"
        members = {one: crossing.member for one, crossing in crossings().items()}
        path = known[name]()
        db.session.commit()
    client.sign_in(cast.STRANGER if name in OF_PARTNERS else members.get(name, cast.COORDINATOR))
    assert unkept(client, path) == []


def test_a_form_that_keeps_nothing_is_found(app: Flask, client: PageClient, tmp_path: Path) -> None:
    """The control: a page whose template hands its form to nobody loses what was typed, and is found."""
    client.sign_in(cast.COORDINATOR)
    assert unkept(client, "/tasks/new") == []
    handed, held = 'form_ui.form(url_for("tasks.new"), form', 'form_ui.form(url_for("tasks.new"), none'
    text, _file, _fresh = app.jinja_env.loader.get_source(app.jinja_env, "tasks/new.html")  # type: ignore[union-attr]  # an application has one
    assert handed in text
    app.jinja_env.cache.clear()  # type: ignore[union-attr]  # it keeps templates
    kept, app.jinja_env.loader = app.jinja_env.loader, DictLoader({"tasks/new.html": text.replace(handed, held)})
    app.jinja_env.loader = ChoiceLoader([app.jinja_env.loader, kept])  # type: ignore[list-item]  # the one before
    try:
        assert unkept(client, "/tasks/new") == ["/tasks/new: what"]
    finally:
        app.jinja_env.loader = kept
        app.jinja_env.cache.clear()  # type: ignore[union-attr]  # it keeps templates
