"""Commands are found by name without loading the others; a dry run loads nothing but what reads lists."""

from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import case_mgr.cli
from case_mgr.cli.main import cli

LIST = "Имя;Дата рождения\nКлён Алег;12.03.1990\n"
LOUD = """
import sys
from case_mgr.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def run(file: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run import in a process of its own; its modules are on standard error."""
    return subprocess.run(
        [sys.executable, "-c", LOUD, "import", str(file), *words],
        capture_output=True,
        check=False,
        env={"PATH": os.environ["PATH"], **environ},
    )


def test_every_command_of_every_module_is_found() -> None:
    context = cli.make_context("case-mgr", ["--help"], resilient_parsing=True)
    found = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    modules = [import_module(f"case_mgr.cli.{module.name}") for module in pkgutil.iter_modules(case_mgr.cli.__path__)
               if module.name != "__main__"]  # fmt: skip
    offered = [command for module in modules for command in getattr(module, "COMMANDS", ())]
    assert {command.name: command for command in offered} == found
    assert cli.get_command(context, "nothing") is None


def test_a_dry_run_needs_no_installation_and_loads_no_application(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")
    done = run(file, "--dry-run", "--json", CASE_MGR_INSTANCE=str(tmp_path / "nowhere"))
    loaded = done.stderr.decode().split()
    assert done.returncode == 0
    assert json.loads(done.stdout)["records"][0]["fields"]["full_name"] == "Клён Алег"
    assert "case_mgr.imports.dryrun" in loaded
    assert not {"flask", "sqlalchemy", "babel", "argon2"} & set(loaded)
    assert not (tmp_path / "nowhere").exists()


def test_the_json_is_utf_8_whatever_the_terminal_has(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")
    done = run(file, "--dry-run", "--json", PYTHONIOENCODING="latin-1")
    assert json.loads(done.stdout.decode())["records"][0]["raw"] == ["Клён Алег", "12.03.1990"]


def test_whoever_writes_is_named(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")
    for words in ((), ("--as", "ada@example.org"), ("--dry-run", "--mapping", "Press", "--organisation", "a")):
        done = run(file, *words)
        assert done.returncode == 2, words
        assert b"Missing option" in done.stderr
