"""The rules that open tasks: those of this room and of the floors above, handed in by `rooms`."""

from __future__ import annotations

from collections.abc import Iterable

from case_mgr.tasks.types import TaskRule

_rules: dict[str, TaskRule] = {}


def know(rules: Iterable[TaskRule]) -> None:
    """Hand in the rules of the house, in the order in which people read them."""
    _rules.clear()
    _rules.update({rule.key: rule for rule in rules})


def rules() -> list[TaskRule]:
    """Return every rule."""
    return list(_rules.values())


def find_rule(key: str | None) -> TaskRule | None:
    """Find a rule; one that was taken out of the house has left its tasks behind."""
    return _rules.get(key or "")
