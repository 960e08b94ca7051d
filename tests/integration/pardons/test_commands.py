"""The commands of batches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from case_mgr.cli import pardons as commands
from case_mgr.core.errors import Refused
from case_mgr.extensions import db
from case_mgr.pardons import queries, reading
from case_mgr.pardons.figures import Fact
from case_mgr.pardons.lines import Skip
from tests import cast
from tests.integration.pardons import walk


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Commands on the database of the test."""
    monkeypatch.setattr("case_mgr.cli.context.create_app", lambda: app)
    return CliRunner()


def test_new_and_reconcile(run: CliRunner, here: Flask, tmp_path: Path) -> None:
    actor = cast.CASEWORKER.actor()
    walk.person(actor, "Сяргей Вярбіцкі")
    db.session.commit()
    new = ["new", "--title", "Autumn", "--organisation", cast.OWN, "--as", cast.CASEWORKER.email, "--json"]
    made = run.invoke(commands.batch, new, catch_exceptions=False)
    reference = json.loads(made.stdout)["batch"]
    listed = tmp_path / "list.txt"
    listed.write_text(walk.PRINTED, "utf-8")
    args = ["reconcile", reference, str(listed), "--as", cast.CASEWORKER.email, "--json"]
    first = run.invoke(commands.batch, args, catch_exceptions=False)
    assert json.loads(first.stdout) == {"places_added": 4, "proposed": 1, "without_candidate": 3}
    again = run.invoke(commands.batch, args, catch_exceptions=False)
    assert json.loads(again.stdout)["places_added"] == 0
    db.session.rollback()
    assert queries.get_batch(actor, reference).figures.of(Fact.NAMED) == 4
    with pytest.raises(Refused, match="no batch"):
        run.invoke(
            commands.batch,
            ["reconcile", reference, str(listed), "--as", cast.STRANGER.email],
            catch_exceptions=False,
        )


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_a_table_is_read_by_its_columns(encoding: str) -> None:
    text = "№;Фамилия, имя;Дата рождения\n1;Верба Иван;12.05.1985\n2;;\n3;Речная Анна;1990\n4;Дубрава Пётр;\n"
    lines = reading.read_file(text.encode(encoding), "list.csv")
    births = [named.birth.edtf if named.birth else None for line in lines for named in line.names]
    assert [named.printed for line in lines for named in line.names] == ["Верба Иван", "Речная Анна", "Дубрава Пётр"]
    assert births == ["1985-05-12", "1990", None]
    assert [line.skipped for line in lines if line.skipped] == [Skip.NOT_A_NAME]


def test_a_text_in_an_old_encoding_is_read() -> None:
    lines = reading.read_file("1. Иван Верба\n2. Анна Речная\n3. Пётр Дубрава\n".encode("cp1251"), "list.txt")
    assert [named.printed for line in lines for named in line.names] == ["Иван Верба", "Анна Речная", "Пётр Дубрава"]
