"""report donor and report verify, as somebody types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from case_mgr.audit import checkpoints
from case_mgr.extensions import db
from case_mgr.reports import queries, service
from tests import cast
from tests.databases import Database
from tests.integration.reports import world

DAYS = ("--from", "2025-01-01", "--to", "2025-12-31")


def _run(database: Database, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from case_mgr.cli import main; main()", "report", *words],
        env={**os.environ, **database.environ()},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _donor(database: Database, output: Path, kind: str, *more: str) -> subprocess.CompletedProcess[str]:
    who = ("--as", cast.COORDINATOR.email, "--organisation", cast.OWN)
    return _run(database, "donor", *who, *DAYS, "--format", kind, "--output", str(output), *more)


def test_a_draft_and_a_published_report(fresh_app: Flask, own_database: Database, tmp_path: Path) -> None:
    with fresh_app.app_context():
        world.populate(cast.CASEWORKER.actor())
        db.session.commit()
    file = tmp_path / "report.html"
    done = _donor(own_database, file, "html")
    assert (done.returncode, done.stderr) == (0, "")
    assert b"nobody has approved these figures" in file.read_bytes()
    assert _run(own_database, "verify", str(file)).returncode == 0
    with fresh_app.app_context():
        reviewer = cast.REVIEWER.actor()
        service.approve(reviewer, "DR-0001", queries.get_report(reviewer, "DR-0001")[0].sha256)
        db.session.commit()
    published = tmp_path / "report.json"
    assert _donor(own_database, published, "json", "--report", "dr-0001").returncode == 0
    assert json.loads(published.read_text())["report"]["state"] == "published"
    with fresh_app.app_context():
        key = checkpoints.own_key()
    assert f"signed with the key {key}" in _run(own_database, "verify", str(published)).stdout
    assert "the key that you named" in _run(own_database, "verify", str(published), "--key", key.upper()).stdout
    strange = _run(own_database, "verify", str(published), "--key", "0" * 64)
    assert (strange.returncode, "another key" in strange.stderr) == (1, True)
    assert "64 hexadecimal digits" in _run(own_database, "verify", str(published), "--key", "nonsense").stderr
    for kind in ("pdf", "xlsx"):
        made = tmp_path / f"report.{kind}"
        assert _donor(own_database, made, kind, "--report", "DR-0001").returncode == 0
        assert "is intact" in _run(own_database, "verify", str(made)).stdout
    forged = tmp_path / "forged.json"
    forged.write_text(published.read_text().replace('"value": 16', '"value": 17', 1))
    assert forged.read_text() != published.read_text()
    found = _run(own_database, "verify", str(forged))
    assert found.returncode == 1
    assert "was changed" in found.stderr


@pytest.mark.parametrize(
    ("file_kind", "more", "words"),
    [
        ("json", ("--grant", "NONE"), "no grant"),
        ("json", ("--report", "DR-0404"), "no published report"),
        ("json", ("--to", "2199-01-01"), "has not ended"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    own_database: Database, tmp_path: Path, file_kind: str, more: tuple[str, ...], words: str
) -> None:
    file = tmp_path / "report"
    done = _donor(own_database, file, file_kind, *more)
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not file.exists()
