"""Which verbs the rooms have, which entries of the log each of them may write, and a watch over those that run."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import case_mgr
from case_mgr.audit import ledger
from case_mgr.audit.types import Event
from case_mgr.extensions import db

_ACTS = ("actor", "doer", "who")
_WRITES = ("INSERT", "UPDATE", "DELETE")
Name = tuple[str, str]


@dataclass
class _Module:
    """The functions of a module, and where the names in it come from."""

    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    imported: dict[str, Name] = field(default_factory=dict)


class Calls:
    """All functions of the product, and which of them a function reaches by name."""

    def __init__(self, root: Path) -> None:
        self.modules: dict[str, _Module] = {}
        for path in sorted((root / "case_mgr").rglob("*.py")):
            if {"vendor", "node_modules", "__pycache__"} & set(path.parts):
                continue
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            self.modules[name] = _read(ast.parse(path.read_text("utf-8")))

    def find(self, module: str, name: str) -> Name | None:
        """Return where a function stands that a module calls by this name: followed through what it imports."""
        for _ in range(6):
            known = self.modules.get(module)
            if known is None:
                return None
            if name in known.functions:
                return module, name
            if name not in known.imported:
                return None
            module, name = known.imported[name]
        return None

    def events(self, module: str, name: str) -> frozenset[str]:
        """Return the events that a function names, or one that it reaches."""
        found, seen, waits = set[str](), set[Name](), [(module, name)]
        while waits:
            here = waits.pop()
            if here in seen:
                continue
            seen.add(here)
            for node in ast.walk(self.modules[here[0]].functions[here[1]]):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Event":
                    found.add(node.attr)
                target = self._called(here[0], node)
                if target is not None:
                    waits.append(target)
        return frozenset(found & set(Event.__members__))

    def _called(self, module: str, node: ast.AST) -> Name | None:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            return self.find(module, node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            origin = self.modules[module].imported.get(node.value.id)
            if origin is not None:
                return self.find(".".join(part for part in origin if part), node.attr)
        return None


def _read(tree: ast.Module) -> _Module:
    module = _Module()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            module.functions.setdefault(node.name, node)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                module.imported[one.asname or one.name] = (node.module, one.name)
    return module


def verbs() -> dict[str, Callable[..., Any]]:
    """Return the public verbs of every room's service: what somebody does, by room and name."""
    found: dict[str, Callable[..., Any]] = {}
    for room in pkgutil.iter_modules(case_mgr.__path__):
        try:
            package = import_module(f"case_mgr.{room.name}.service")
        except ModuleNotFoundError:
            continue
        for name, verb in vars(package).items():
            if name.startswith("_") or not inspect.isfunction(verb) or ".service" not in verb.__module__:
                continue
            first = next(iter(inspect.signature(verb).parameters), "")
            if verb.__module__.startswith(f"case_mgr.{room.name}.") and first in _ACTS:
                found[f"{room.name}.{name}"] = verb
    return found


@dataclass
class Watch:
    """Which verbs ran, and which of them wrote rows and told the log nothing."""

    ran: set[str] = field(default_factory=set)
    untold: set[str] = field(default_factory=set)


@contextmanager
def watched(wanted: dict[str, Callable[..., Any]]) -> Iterator[Watch]:
    """Watch verbs while they are called through the service of their room."""
    watch, written = Watch(), [0]

    def count(connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        written[0] += statement.lstrip().upper().startswith(_WRITES)

    def around(name: str, verb: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(verb)
        def run(*args: Any, **kwargs: Any) -> Any:
            session = db.session
            session.flush()
            told, before = len(ledger.of(session).entries), written[0]
            result = verb(*args, **kwargs)
            session.flush()
            watch.ran.add(name)
            if written[0] > before and len(ledger.of(session).entries) == told:
                watch.untold.add(name)
            return result

        return run

    replaced = []
    sa.event.listen(sa.Engine, "before_cursor_execute", count)
    try:
        for name, verb in wanted.items():
            room = name.split(".", 1)[0]
            package = import_module(f"case_mgr.{room}.service")
            if getattr(package, verb.__name__, None) is verb:
                replaced.append((package, verb.__name__, verb))
                setattr(package, verb.__name__, around(name, verb))
        yield watch
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", count)
        for package, name, verb in replaced:
            setattr(package, name, verb)
