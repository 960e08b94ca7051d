"""Rules about our own Python: each takes the folder of the repository and returns the breaches that it found."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

BUDGETS = {"types": 150, "models": 250, "policy": 120, "queries": 250, "service": 300, "forms": 250, "views": 300}
LONGEST_FILE = 300
LONGEST_VIEW = 30
MAY_COMMIT = ("web/transaction.py", "cli/", "jobs/", "demo/")
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
EMPTY_VERBS = ("save", "handle", "process", "manage")
UNDONE = re.compile(r"#.*\b(TO[D]O|FIX[M]E|XX[X])\b")
SILENCED = re.compile(r"#\s*(type:\s*ignore(\[[^\]]*\])?|noqa(:\s*[A-Z0-9, ]+)?)(?P<reason>.*)$")
SENTENCES = {"_", "N_", "gettext", "ngettext", "pgettext", "lazy_gettext", "lazy_ngettext", "lazy_pgettext"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(root: Path, *folders: str) -> Iterator[tuple[Path, str]]:
    """Yield our files of Python and their text; what is fetched or made is left out."""
    for folder in folders or ("case_mgr",):
        for path in sorted((root / folder).rglob("*.py")):
            if not {"node_modules", "vendor", "__pycache__"} & set(path.parts):
                yield path.relative_to(root), path.read_text("utf-8")


def trees(root: Path, *folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Yield the same files as syntax trees."""
    for path, text in sources(root, *folders):
        yield path, ast.parse(text)


def commits(root: Path) -> list[str]:
    """One commit, at the door: nothing else calls commit."""
    return [
        f"{path}:{node.lineno} commits"
        for path, tree in trees(root)
        if not path.relative_to("case_mgr").as_posix().startswith(MAY_COMMIT)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    ]


def budgets(root: Path) -> list[str]:
    """Small files: each piece of furniture has its number of lines."""
    out = []
    for path, text in sources(root):
        # A folder of verbs is a service too, each file in it.
        allowed = BUDGETS.get(path.stem) or BUDGETS.get(path.parent.name, LONGEST_FILE)
        lines = len(text.splitlines())
        if lines > allowed:
            out.append(f"{path} has {lines} lines, {allowed} are allowed")
    return out


def long_views(root: Path) -> list[str]:
    """A routed function fits on a screen."""
    return [
        f"{path}:{node.lineno} {node.name} has {(node.end_lineno or 0) - node.lineno + 1} lines"
        for path, tree in trees(root)
        for node in ast.walk(tree)
        if isinstance(node, Function) and is_routed(node) and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_VIEW
    ]


def is_routed(node: Function) -> bool:
    """Whether a function answers at an address."""
    words = ("route", "get", "post", "put", "patch", "delete")
    return any(
        isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr in words
        for mark in node.decorator_list
    )


def undocumented(root: Path) -> list[str]:
    """Every module, public class and public function says what it is for."""
    out = []
    for path, tree in trees(root):
        if tree.body and ast.get_docstring(tree) is None:
            out.append(f"{path} has no docstring")
        for node, owner in _public(tree):
            if ast.get_docstring(node) is None and not _is_stub(node, owner):
                out.append(f"{path}:{node.lineno} {node.name} has no docstring")
    return out


def _public(tree: ast.Module) -> Iterator[tuple[Function | ast.ClassDef, ast.ClassDef | None]]:
    for node in tree.body:
        if isinstance(node, (Function, ast.ClassDef)) and not node.name.startswith("_"):
            yield node, None
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, Function) and not inner.name.startswith("_"):
                        yield inner, node


def _is_stub(node: Function | ast.ClassDef, owner: ast.ClassDef | None) -> bool:
    """What a library calls by a fixed name, or a signature alone, explains itself."""
    if owner is None or isinstance(node, ast.ClassDef):
        return False
    only_dots = (
        len(node.body) == 1 and isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant)
    )
    fixed = node.name.startswith(
        ("process_bind", "process_result", "process_formdata", "process_data", "visit_", "pre_")
    )
    properties = {mark.attr for mark in node.decorator_list if isinstance(mark, ast.Attribute)}
    return only_dots or fixed or "setter" in properties


def nameless(root: Path) -> list[str]:
    """There is no utils, helpers or common: a thing is named after what it is for."""
    return [f"{path} says nothing by its name" for path, _ in sources(root) if NAMELESS & {path.stem, *path.parts[:-1]}]


def empty_verbs(root: Path) -> list[str]:
    """Writes are verbs of the domain."""
    return [
        f"{path}:{node.lineno} {node.name}: say what it does to the record"
        for path, tree in trees(root)
        if path.stem in ("service", "queries") or path.parent.name in ("service", "queries")
        for node in ast.walk(tree)
        if isinstance(node, Function) and node.name.split("_")[0] in EMPTY_VERBS
    ]


def undone(root: Path) -> list[str]:
    """Nothing is left for later in a comment."""
    return [
        f"{path}:{number} {line.strip()}"
        for path, text in sources(root, "case_mgr", "tests", "migrations", "benchmarks")
        for number, line in enumerate(text.splitlines(), 1)
        if UNDONE.search(line)
    ]


def silenced(root: Path) -> list[str]:
    """A check is silenced only with a reason on the line."""
    out = []
    for path, text in sources(root, "case_mgr", "tests", "benchmarks"):
        for number, line in enumerate(text.splitlines(), 1):
            found = SILENCED.search(line)
            if found and len(found["reason"].strip(" #-–,")) < 6:
                out.append(f"{path}:{number} is silenced without a reason")
    return out


def skipped(root: Path) -> list[str]:
    """No test is switched off."""
    return [
        f"{path}:{node.lineno} switches a test off"
        for path, tree in trees(root, "tests")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("skip", "skipif", "xfail", "importorskip")
        and ast.unparse(node.value) in ("pytest", "pytest.mark")
        and path.as_posix() != "tests/conftest.py"
    ]


def raw_markup(root: Path) -> list[str]:
    """Only templates make HTML: nothing but a fixed pattern of our own is marked as safe."""
    return [
        f"{path}:{node.lineno} makes HTML outside of a template"
        for path, tree in trees(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _makes_markup(node)
    ]


def _makes_markup(call: ast.Call) -> bool:
    name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
    fixed = all(isinstance(given, ast.Constant) for given in call.args)
    return name == "render_template_string" or (name == "Markup" and not fixed)


def uncollected(root: Path) -> list[str]:
    """A sentence inside an f-string is not collected for translators: it would stay English in every language."""
    return [
        f"{path}:{node.lineno} says a sentence inside an f-string"
        for path, tree in trees(root)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.JoinedStr)
        for node in ast.walk(outer)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in SENTENCES
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


def bulk_writes(root: Path) -> list[str]:
    """A bulk update of an audited table would pass by the log."""
    from case_mgr.core.db import Audited, Base

    audited = {mapper.class_.__name__ for mapper in Base.registry.mappers if issubclass(mapper.class_, Audited)}
    return [
        f"{path}:{node.lineno} changes {node.args[0].id} past the log"
        for path, tree in trees(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("update", "delete", "insert")
        and node.args
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id in audited
    ]


def side_doors(root: Path) -> list[str]:
    """Lists leave by one door: no other room writes a table of CSV or XLSX, or answers with one."""
    doors = ("case_mgr/exports/", "case_mgr/core/csvsafe.py", "case_mgr/reports/files/", "case_mgr/cli/names.py")
    # Knows the kinds of such files by name, to put the number of a note into the names of those that leave.
    marks = "case_mgr/audit/serving.py"
    told = ("text/csv", "spreadsheetml.sheet", "csvsafe", "xlsxwriter", "csv.writer", "csv.DictWriter")
    return [
        f"{path} writes a list past the door ({word})"
        for path, text in sources(root)
        if not path.as_posix().startswith((*doors, marks, "case_mgr/tables/", "case_mgr/documents/"))
        for word in told
        if word in text
    ]
