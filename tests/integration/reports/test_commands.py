"""report donor and report verify, as somebody types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from case_mgr.audit import checkpoints
from case_mgr.cli.main import main
from case_mgr.extensions import db
from case_mgr.reports import queries, service
from tests import cast
from tests.databases import Database
from tests.integration.reports import world


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


DAYS = ("--from", "2025-01-01", "--to", "2025-12-31")


Run = Callable[..., Done]


@pytest.fixture
def run(own_database: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command of reports as somebody types it."""
    for name, value in own_database.environ().items():
        monkeypatch.setenv(name, value)

    def run(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["case-mgr", "report", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return run


def _donor(run: Run, output: Path, kind: str, *more: str) -> Done:
    who = ("--as", cast.COORDINATOR.email, "--organisation", cast.OWN)
    return run("donor", *who, *DAYS, "--format", kind, "--output", str(output), *more)


def _verified_elsewhere(file: Path) -> int:
    """Verify a file as a process of its own that knows no database."""
    command = [sys.executable, "-c", "from case_mgr.cli import main; main()", "report", "verify", str(file)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CASE_MGR_")}
    return subprocess.run(command, env=clean, check=False, timeout=120, capture_output=True).returncode


def test_a_draft_and_a_published_report(fresh_app: Flask, run: Run, tmp_path: Path) -> None:
    with fresh_app.app_context():
        world.populate(cast.CASEWORKER.actor())
        db.session.commit()
    file = tmp_path / "report.html"
    done = _donor(run, file, "html")
    assert (done.returncode, done.stderr) == (0, "")
    assert b"nobody has approved these figures" in file.read_bytes()
    assert _verified_elsewhere(file) == 0
    with fresh_app.app_context():
        reviewer = cast.REVIEWER.actor()
        service.approve(reviewer, "DR-0001", queries.get_report(reviewer, "DR-0001")[0].sha256)
        db.session.commit()
    published = tmp_path / "report.json"
    assert _donor(run, published, "json", "--report", "dr-0001").returncode == 0
    assert json.loads(published.read_text())["report"]["state"] == "published"
    with fresh_app.app_context():
        key = checkpoints.own_key()
    assert f"signed with the key {key}" in run("verify", str(published)).stdout
    assert "the key that you named" in run("verify", str(published), "--key", key.upper()).stdout
    strange = run("verify", str(published), "--key", "0" * 64)
    assert (strange.returncode, "another key" in strange.stderr) == (1, True)
    assert "64 hexadecimal digits" in run("verify", str(published), "--key", "nonsense").stderr
    for kind in ("pdf", "xlsx"):
        made = tmp_path / f"report.{kind}"
        assert _donor(run, made, kind, "--report", "DR-0001").returncode == 0
        assert "is intact" in run("verify", str(made)).stdout
    forged = tmp_path / "forged.json"
    forged.write_text(published.read_text().replace('"value": 16', '"value": 17', 1))
    assert forged.read_text() != published.read_text()
    found = run("verify", str(forged))
    assert found.returncode == 1
    assert "was changed" in found.stderr


def test_what_cannot_be_done_is_a_sentence(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report"
    asked = {
        ("--grant", "NONE"): "no grant",
        ("--report", "DR-0404"): "no published report",
        ("--to", "2199-01-01"): "has not ended",
    }
    for more, words in asked.items():
        done = _donor(run, file, "json", *more)
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr
        assert not file.exists()
