"""The rules about templates hold, and each finds what it forbids."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import template_rules as rules

Rule = Callable[[Path], list[str]]
BREACHES: list[tuple[Rule, str]] = [
    (rules.forbidden, "{{ name|safe }}"),
    (rules.forbidden, "{{ name | safe }}"),
    (rules.forbidden, "{% autoescape false %}"),
    (rules.forbidden, '<a href="/" onclick="go()">'),
    (rules.forbidden, "<script>go()</script>"),
    (rules.forbidden, '<p style="color: red">'),
    (rules.forbidden, "<style>p {}</style>"),
    (rules.forbidden, '<a href="javascript:go()">'),
    (rules.forbidden, '{% if role == "auditor" %}'),
    (rules.too_long, "\n" * 151),
    (rules.untranslated, "<p>Hello</p>"),
    (rules.untranslated, '<img alt="Hello">'),
    (rules.unguarded_forms, '<form method="post" action="/"><button></button></form>'),
    (rules.icons, '{{ icon("bell" if row.kind == "late" else none, label=_("late")) }}'),
    (rules.icons, '{{ button(_("Go"), icon_name="bell") }}'),
]
RULES = sorted({rule for rule, _ in BREACHES}, key=lambda rule: rule.__name__)


@pytest.mark.parametrize("rule", RULES)
def test_rule_holds(rule: Rule, root: Path) -> None:
    assert rule(root) == []


@pytest.mark.parametrize(("rule", "text"), BREACHES)
def test_rule_finds_a_breach(rule: Rule, text: str, tmp_path: Path) -> None:
    target = tmp_path / "case_mgr/cases/templates/cases/page.html"
    target.parent.mkdir(parents=True)
    target.write_text(text)
    assert len(rule(tmp_path)) == 1


def test_an_icon_that_nothing_names_is_found(tmp_path: Path) -> None:
    listing = tmp_path / "case_mgr/web/assets/icons.txt"
    listing.parent.mkdir(parents=True)
    listing.write_text("# icons\nbell\n")
    assert rules.icons(tmp_path) == ["icons.txt lists bell, which no page names"]


def test_what_is_allowed_passes(tmp_path: Path) -> None:
    target = tmp_path / "case_mgr/cases/templates/cases/page.html"
    target.parent.mkdir(parents=True)
    target.write_text(
        '{# |safe in a comment #}<p title="{{ _("Hello") }}">{{ _("Hello") }} UTC · 3</p>'
        '<form method="post" action="/">{{ hidden_fields() }}</form><script src="/static/a.js"></script>'
    )
    assert [breach for rule in RULES for breach in rule(tmp_path)] == []
