"""The signature of a published report: what was changed is found even where every hash was computed anew."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from case_mgr.audit import standalone
from case_mgr.reports import files, sealing, snapshot
from tests.unit.reports.signing import installation, public_key, signed
from tests.unit.reports.test_formats import bare_report

Report = dict[str, Any]


def _file(report: Report) -> bytes:
    return files.make(report, "json")


def _rehashed(report: Report, change: Callable[[Report], None]) -> bytes:
    """Change a report as somebody would who knows how its hashes are made and has no key."""
    forged = copy.deepcopy(report)
    change(forged)
    forged["data_sha256"] = snapshot.sha256(forged["data"])
    return _file(forged)


def _figure(report: Report) -> None:
    report["data"]["figures"][0]["value"] = 24


def _words(report: Report) -> None:
    report["data"]["narrative"][0]["text"] = "An easy year."


def _approval(report: Report) -> None:
    report["approval"]["roles"] = ["coordinator", "reviewer"]


def _log(report: Report) -> None:
    report["audit"]["integrity"]["entries"] = 346


def _version(report: Report) -> None:
    report["data"]["version"] = 3


@pytest.mark.parametrize("change", [_figure, _words, _approval, _log, _version])
def test_what_was_changed_and_hashed_anew_does_not_fit_the_signature(change: Callable[[Report], None]) -> None:
    assert files.check(_rehashed(signed(bare_report()), change)).fault == sealing.WRONG_SIGNATURE


@pytest.mark.parametrize("kind", files.TYPES)
def test_each_file_tells_who_signed_it_and_on_which_checkpoint_it_stands(kind: str) -> None:
    report = signed(bare_report())
    found = files.check(files.make(report, kind), public_key())
    assert (found.fault, found.key) == (None, public_key())
    assert found.checkpoint.startswith("case-mgr-checkpoint-1 seq=345 ")


def test_somebody_elses_signature_is_found_by_whoever_noted_the_key() -> None:
    forged = copy.deepcopy(bare_report())
    _figure(forged)
    forged["data_sha256"] = snapshot.sha256(forged["data"])
    made = _file(signed(forged, seed=2))
    assert files.check(made).key == public_key(2)
    assert files.check(made, public_key()).fault == sealing.OTHER_SIGNER


def test_a_signature_that_was_taken_away_is_missed() -> None:
    report = signed(bare_report())
    del report[sealing.NAME]
    assert files.check(_file(report)).fault == sealing.NOT_SIGNED


def test_a_report_of_a_time_before_signatures_is_told_from_a_signed_one() -> None:
    """Nobody passes a report off as old to whoever names the key."""
    report = signed(bare_report())
    del report[sealing.NAME]
    old = _file({**report, "schema": "donor-report/2"})
    assert (files.check(old).fault, files.check(old).key) == (None, "")
    assert files.check(old, public_key()).fault == sealing.NEVER_SIGNED


def test_a_state_of_ones_own_is_no_way_around_the_signature() -> None:
    report = signed(bare_report())
    del report[sealing.NAME]
    for state, fault in (("final", sealing.WRONG_SIGNATURE), ("draft", sealing.NO_SIGNATURE_OF_DRAFTS)):
        assert files.check(_file({**report, "state": state}), public_key()).fault == fault
    page = files.make({**report, "state": "final"}, "html").decode()
    assert "nobody has approved these figures" in page


def test_a_checkpoint_of_another_log_is_found() -> None:
    report, other = signed(bare_report()), bare_report()
    other["audit"] = {**other["audit"], "integrity": {**other["audit"]["integrity"], "entries": 344}}
    audit = copy.deepcopy(report["audit"])
    audit["integrity"]["checkpoint"] = signed(other)["audit"]["integrity"]["checkpoint"]
    # Whoever has the key could sign this; the line that was kept elsewhere would still be another.
    with installation():
        forged = sealing.seal({**report, "audit": audit})
    assert files.check(_file(forged)).fault == sealing.WRONG_CHECKPOINT


def test_a_draft_is_not_signed_and_a_line_of_another_kind_signs_no_report() -> None:
    draft = {**bare_report(), "state": "draft", "approval": None}
    assert (files.check(_file(draft)).fault, files.check(_file(draft)).key) == (None, "")
    report = signed(bare_report())
    for line in (report["audit"]["integrity"]["checkpoint"], "", 7, {"a": 1}, report[sealing.NAME] + " "):
        assert files.check(_file({**report, sealing.NAME: line})).fault in (
            sealing.WRONG_SIGNATURE,
            files.verify.NOT_A_REPORT,
        )


def test_the_signature_stands_in_what_a_person_reads() -> None:
    report = signed(bare_report())
    page = files.make(report, "html").decode()
    assert page.count(report[sealing.NAME]) == 2  # in the statement and in the data
    assert json.loads(_file(report))["report"][sealing.NAME].startswith("case-mgr-report-1 report=DR-0001 version=2 ")


def test_an_auditor_checks_a_report_with_the_file_of_the_verifier_alone(tmp_path: Path) -> None:
    verifier, told = tmp_path / "verifier.py", tmp_path / "report.json"
    verifier.write_text(Path(standalone.__file__).read_text("utf-8"), "utf-8")
    report = signed(bare_report())

    def check(made: bytes, *more: str) -> dict[str, Any]:
        told.write_bytes(made)
        words = [sys.executable, "-I", str(verifier), "--report", str(told), *more]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
        found: dict[str, Any] = json.loads(done.stdout)
        assert done.returncode == (0 if found["ok"] else 1)
        return found

    assert check(_file(report), "--key", public_key())["ok"]
    assert "another key" in check(_file(report), "--key", public_key(2))["fault"]
    assert check(_rehashed(report, _figure))["fault"] == "the signature is of another report"
    assert "hash" in check(_file(report).replace(b"15", b"16"))["fault"]
    assert check(_file(bare_report()))["fault"] == "it is not signed"
