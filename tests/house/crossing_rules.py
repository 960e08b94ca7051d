"""Rules about edits that cross: each takes the folder of the repository and returns the breaches that it found."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.python_rules import Function, is_routed, trees

LOOKS, TOLD = {"seen_version", "require_unchanged"}, "compared"
_OWN = ("core/errors.py", "web/forms.py")
_BASE = "VersionedForm"


class Room:
    """The views and forms of one room, by the names of their functions and classes."""

    def __init__(self) -> None:
        self.views: dict[str, Function] = {}
        self.routed: dict[str, str] = {}
        self.classes: dict[str, set[str]] = {}

    def reach(self, name: str) -> set[str]:
        """Return every name that a view uses, and those that the functions use that it calls."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            node = self.views[waiting.pop()]
            names = {one for inner in ast.walk(node) if (one := _name(inner))} - found - _own(node)
            found |= names
            waiting += [one for one in names if one in self.views and one not in self.routed]
        return found


def untold(root: Path) -> list[str]:
    """A page that looks whether a record changed meanwhile tells what differs, by the one comparison of forms."""
    return [
        f"{room.routed[name]} {name} looks at the version and does not tell what differs"
        for room in rooms(root).values()
        for name in sorted(room.routed)
        if LOOKS & (used := room.reach(name)) and TOLD not in used
    ]


def unlooked(root: Path) -> list[str]:
    """A form that carries a version is sent to a page that looks at it; one that makes a record has no version."""
    out, all_rooms = [], rooms(root)
    for folder, room in sorted(all_rooms.items()):
        used = {name: room.reach(name) for name in room.routed}
        for form in sorted(_versioned(room.classes)):
            kinds = {form, *(maker for maker in room.views if maker.endswith("_form") and form.lower() in maker)}
            pages = [name for name, names in used.items() if kinds & names and not name.startswith(("new", "add"))]
            if pages and not any(LOOKS & used[name] for name in pages):
                out.append(f"{folder} {form} carries a version that nobody looks at: {', '.join(sorted(pages))}")
    return out


def hand_made(root: Path) -> list[str]:
    """What differs is found by the form alone: nothing else makes the lines of that page, with labels of its own."""
    return [
        f"{path}:{node.lineno} makes a line of the page about a stale edit"
        for path, tree in trees(root)
        if not path.as_posix().endswith(_OWN)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (_name(node.func) == "ConflictRow" or _has_rows(node))
    ]


def pages(root: Path) -> set[str]:
    """Return the endpoints of all pages that look whether a record changed meanwhile."""
    return {
        f"{folder}.{name}" for folder, room in rooms(root).items() for name in room.routed if LOOKS & room.reach(name)
    }


def rooms(root: Path) -> dict[str, Room]:
    """Read the views and forms of all rooms."""
    found: dict[str, Room] = {}
    for path, tree in trees(root):
        folder = path.relative_to("case_mgr").parts[0]
        inside = path.relative_to("case_mgr").as_posix()
        if "views" in inside:
            for node in _functions(tree):
                room = found.setdefault(folder, Room())
                # Two files of a room may each have a function of this name: what both use counts.
                known = room.views.get(node.name)
                room.views[node.name] = _joined(known, node) if known else node
                if is_routed(node):
                    room.routed[node.name] = f"{path}:{node.lineno}"
        elif "forms" in inside:
            room = found.setdefault(folder, Room())
            for made in ast.walk(tree):
                if isinstance(made, ast.ClassDef):
                    room.classes[made.name] = {one for base in made.bases if (one := _name(base))}
    return found


def _own(node: Function) -> set[str]:
    """Return the names that a function gives to things of its own."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}


def _functions(tree: ast.Module) -> Iterator[Function]:
    for node in tree.body:
        if isinstance(node, Function):
            yield node


def _joined(one: Function, other: Function) -> Function:
    return ast.FunctionDef(
        name=one.name,
        args=one.args,
        body=[*one.body, *other.body],
        decorator_list=one.decorator_list,
        lineno=one.lineno,
    )


def _versioned(classes: dict[str, set[str]]) -> set[str]:
    found = {_BASE}
    while fresh := {name for name, bases in classes.items() if bases & found} - found:
        found |= fresh
    return found - {_BASE}


def _has_rows(call: ast.Call) -> bool:
    return _name(call.func) == "Conflict" and (bool(call.args) or any(given.arg == "rows" for given in call.keywords))


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def long_texts(root: Path) -> set[str]:
    """Return the endpoints of all pages that show a form with a box for a long text."""
    known = _bases(root)
    long = {one for one, (_, has) in known.items() if has}
    # A form may be made from one of a lower room: those go by their name alone.
    while fresh := {one for one, (above, _) in known.items() if above & {name for _, name in long}} - long:
        long |= fresh
    return {
        f"{folder}.{name}"
        for folder, room in rooms(root).items()
        for name in room.routed
        if not _only_posts(room.views[name])
        and any(form in (used := room.reach(name)) or _maker(form) in used for at, form in long if at == folder)
    }


def _only_posts(node: Function) -> bool:
    return any(isinstance(mark, ast.Call) and _name(mark.func) == "post" for mark in node.decorator_list)


def _bases(root: Path) -> dict[tuple[str, str], tuple[set[str], bool]]:
    """Return for each form of a room what it is made from, and whether it has a box for a long text itself."""
    found: dict[tuple[str, str], tuple[set[str], bool]] = {}
    for path, tree in trees(root):
        if "forms" not in path.as_posix():
            continue
        folder = path.relative_to("case_mgr").parts[0]
        helpers = {node.name for node in _functions(tree) if _is_long(node)} | {"fact_fields"}
        for made in ast.walk(tree):
            if isinstance(made, ast.ClassDef):
                fields = [one for one in made.body if isinstance(one, (ast.Assign, ast.AnnAssign))]
                has = any(_is_long(one) or _calls(one) & helpers for one in fields)
                found[folder, made.name] = ({one for base in made.bases if (one := _name(base))}, has)
    return found


def _maker(form: str) -> str:
    """Return the function that makes a form, such as `request_form` for RequestForm."""
    return form.removesuffix("Form").lower() + "_form"


def _is_long(node: ast.AST) -> bool:
    return "TextAreaField" in _calls(node)


def _calls(node: ast.AST) -> set[str]:
    return {_name(inner.func) for inner in ast.walk(node) if isinstance(inner, ast.Call)}
