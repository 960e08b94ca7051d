"""The rules about catalogues hold, and each finds what it forbids."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import catalogue_rules as rules

Rule = Callable[[Path], list[str]]
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
COUNTED = '#, python-format\nmsgid "%(num)d case"\nmsgid_plural "%(num)d cases"\n'
BREACHES: list[tuple[Rule, str]] = [
    (rules.lost_places, '#, python-format\nmsgid "Born %(when)s"\nmsgstr "Дата нараджэння"\n'),
    (rules.lost_places, '#, python-format\nmsgid "Born %(when)s"\nmsgstr "Дата нараджэння: %(калі)s"\n'),
    (rules.lost_places, '#, python-format\nmsgid "Row %(n)s"\nmsgstr "Радок %(n)d"\n'),
    (rules.lost_places, 'msgid "Born"\nmsgstr "Дата нараджэння: %(when)s"\n'),
    (rules.lost_places, COUNTED + 'msgstr[0] "адна справа"\nmsgstr[1] "%(num)d справы"\nmsgstr[2] "%(num)d спраў"\n'),
    (rules.missing_forms, COUNTED + 'msgstr[0] "%(num)d справа"\nmsgstr[1] ""\nmsgstr[2] "%(num)d спраў"\n'),
    (rules.guessed, '#, fuzzy\nmsgid "Born"\nmsgstr "Памёр"\n'),
]
RULES = sorted({rule for rule, _ in BREACHES}, key=lambda rule: rule.__name__)


def _write(root: Path, text: str) -> None:
    folder = root / rules.FOLDER / "be" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(HEADER + text, "utf-8")


@pytest.mark.parametrize("rule", RULES)
def test_rule_holds(rule: Rule, root: Path) -> None:
    assert rules.catalogues(root)
    assert rule(root) == []


@pytest.mark.parametrize(("rule", "text"), BREACHES)
def test_rule_finds_a_breach(rule: Rule, text: str, tmp_path: Path) -> None:
    _write(tmp_path, text)
    assert len(rule(tmp_path)) == 1


@pytest.mark.parametrize("rule", RULES)
def test_other_order_and_untranslated_sentences_are_accepted(rule: Rule, tmp_path: Path) -> None:
    _write(
        tmp_path,
        '#, python-format\nmsgid "%(a)s of %(b)s %%"\nmsgstr "з %(b)s %% – %(a)s"\n\n'
        + COUNTED
        + 'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n',
    )
    assert rule(tmp_path) == []
