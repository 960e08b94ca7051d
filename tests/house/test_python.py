"""The rules about Python hold, and each finds what it forbids."""

from collections.abc import Callable
from pathlib import Path

import pytest

from case_mgr.rooms import models
from tests.house import python_rules as rules

models.load()
Rule = Callable[[Path], list[str]]
BREACHES: list[tuple[Rule, str, str]] = [
    (rules.commits, "case_mgr/cases/service.py", "def open_case():\n    db.session.commit()\n"),
    (rules.commits, "case_mgr/web/throttle.py", "leave = db.session.commit\n"),
    (rules.budgets, "case_mgr/cases/policy.py", "x = 1\n" * 121),
    (rules.budgets, "case_mgr/cases/service/opening.py", "x = 1\n" * 301),
    (rules.budgets, "case_mgr/names/keys.py", "x = 1\n" * 301),
    (rules.long_views, "case_mgr/cases/views.py", '@blueprint.get("/")\ndef home():\n' + "    x = 1\n" * 30),
    (rules.undocumented, "case_mgr/cases/derive.py", "x = 1\n"),
    (rules.undocumented, "case_mgr/cases/derive.py", '"""Says."""\ndef stage():\n    return 1\n'),
    (
        rules.undocumented,
        "case_mgr/cases/derive.py",
        '"""Says."""\nclass A:\n    """Is."""\n    def b(self):\n        return 1\n',
    ),
    (rules.side_doors, "case_mgr/cases/views.py", 'answer = Response(text, mimetype="text/csv")\n'),
    (rules.side_doors, "case_mgr/desk/lists.py", "from case_mgr.core import csvsafe\n"),
    (rules.nameless, "case_mgr/cases/helpers.py", ""),
    (rules.nameless, "case_mgr/utils/dates.py", ""),
    (rules.empty_verbs, "case_mgr/cases/service.py", "def save_case():\n    pass\n"),
    (rules.empty_verbs, "case_mgr/cases/service/opening.py", "def process():\n    pass\n"),
    (rules.undone, "tests/unit/test_a.py", "x = 1  # TO" + "DO later\n"),
    (rules.silenced, "case_mgr/cases/derive.py", "x = 1  # type: ig" + "nore[misc]\n"),
    (rules.silenced, "case_mgr/cases/derive.py", "x = 1  # no" + "qa: E501\n"),
    (rules.skipped, "tests/unit/test_a.py", "@pytest.mark.skip\ndef test_a(): ...\n"),
    (rules.raw_markup, "case_mgr/web/words.py", 'x = Markup("<b>" + name)\n'),
    (rules.uncollected, "case_mgr/web/words.py", "x = f\"– {_('by name')}\"\n"),
    (rules.bulk_writes, "case_mgr/accounts/service/members.py", "x = update(User).values(name='a')\n"),
]
RULES = sorted({rule for rule, _, _ in BREACHES}, key=lambda rule: rule.__name__)


@pytest.mark.parametrize("rule", RULES)
def test_rule_holds(rule: Rule, root: Path) -> None:
    assert rule(root) == []


@pytest.mark.parametrize(("rule", "path", "text"), BREACHES)
def test_rule_finds_a_breach(rule: Rule, path: str, text: str, tmp_path: Path) -> None:
    target = tmp_path / path
    target.parent.mkdir(parents=True)
    target.write_text(text)
    assert len(rule(tmp_path)) == 1


def test_reasons_and_doors_are_accepted(tmp_path: Path) -> None:
    for path, text in {
        "case_mgr/web/transaction.py": "x = session.commit()\n",
        "case_mgr/cli/context.py": "x = session.commit()\n",
        "case_mgr/core/db.py": "x = 1  # type: ignore[misc]  # the library says so itself\n",
    }.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    assert rules.commits(tmp_path) == []
    assert rules.silenced(tmp_path) == []
