"""The first command of an installation: keys, schema, first organisation, once."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from case_mgr.cli.main import main
from tests.databases import Database, Databases

NAMES = ("--admin", "first@harbour.example", "--organisation", "Harbour Society", "--json")


@pytest.fixture
def empty(kind: str, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A machine on which nothing was set up yet."""
    made = databases.copy(kind, empty=True)
    use(monkeypatch, made, made.instance.parent / f"{made.instance.name}-keys.json")
    return made


def use(monkeypatch: pytest.MonkeyPatch, database: Database, keys: Path) -> None:
    for name, value in database.environ(CASE_MGR_KEYS=str(keys), CASE_MGR_ENV="production").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CASE_MGR_BASE_URL", "https://cases.example")


def init(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    return run(monkeypatch, capsys, "init", *(words or NAMES))


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["case-mgr", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


def test_an_empty_machine_gets_keys_schema_and_a_link(
    empty: Database, databases: Databases, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = init(monkeypatch, capsys)
    made = json.loads(out)
    assert status == 0
    assert made["organisation"] == {"slug": "harbour-society", "name": "Harbour Society"}
    assert made["link"].startswith("https://cases.example/")
    keys = empty.instance.parent / f"{empty.instance.name}-keys.json"
    assert keys.stat().st_mode & 0o777 == 0o600
    before = keys.read_bytes()
    again = json.loads(init(monkeypatch, capsys)[1])
    assert again["organisation"] == made["organisation"]
    assert again["link"] != made["link"], "a lost link is replaced as long as nobody has joined"
    assert keys.read_bytes() == before
    databases.discard(empty)


def test_an_installation_with_users_has_had_its_start(
    own_database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, own_database, own_database.keys)
    status, out, err = init(monkeypatch, capsys)
    assert (status, out) == (1, "")
    assert "has users already" in err


def test_a_lost_key_file_is_not_replaced_by_new_keys(
    own_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = tmp_path / "keys.json"
    use(monkeypatch, own_database, keys)
    status, out, err = init(monkeypatch, capsys)
    assert (status, out) == (1, "")
    assert f"the key file {keys} is missing. Put it back" in err
    assert not keys.exists()


def test_an_empty_database_is_migrated_before_there_are_keys(
    empty: Database, databases: Databases, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(monkeypatch, capsys, "upgrade")
    assert (code, err) == (0, "")
    assert "migrated to" in out
    assert init(monkeypatch, capsys)[0] == 0
    assert run(monkeypatch, capsys, "upgrade")[1] == "The database is up to date.\n"
    databases.discard(empty)
