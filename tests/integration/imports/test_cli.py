"""import and import-undo at the command line; a worker that is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, select, text

from case_mgr.cli.context import actor_named, working
from case_mgr.cli.main import main
from case_mgr.detainees import service as people
from case_mgr.extensions import db
from case_mgr.imports import service
from case_mgr.imports.models import ImportRow
from case_mgr.imports.service.applying import BLOCK
from tests import cast
from tests.databases import Database
from tests.integration.imports import lists

# Four hundred people: no two surnames share their bones.
SURNAMES = [
    a + b + c
    for a in ("Барб", "Верг", "Гальд", "Дарм", "Жылк")
    for b in ("ав", "ін", "эр", "ус")
    for c in ("енка", "скі")
]
MANY = "Full name,Date of birth,Date of arrest,Charges\n" + "".join(
    f"{surname} {name},{1950 + n}-0{1 + n % 9}-1{n},2021-0{1 + n % 9},342\n"
    for surname in SURNAMES
    for n, name in enumerate(
        ("Андрэй", "Павел", "Алеся", "Ганна", "Тамара", "Язэп", "Рыгор", "Зоя", "Ірына", "Кастусь")
    )
)


def environ(database: Database) -> dict[str, str]:
    """Return the environment of a process on this database."""
    return {"PATH": os.environ["PATH"], **database.environ()}


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(own_database: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command as the caseworker."""
    for name, value in own_database.environ().items():
        monkeypatch.setenv(name, value)

    def run(*words: object, who: cast.Member | None = cast.CASEWORKER) -> Done:
        monkeypatch.setattr(sys, "argv", ["case-mgr", *map(str, words), *(["--as", who.email] if who else [])])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list on disk."""
    path = tmp_path / "list.csv"
    path.write_text(lists.ONE_BAD_DATE, "utf-8")
    return path


def printed(done: Done, status: int = 0) -> Any:
    """Return the one JSON object on standard output."""
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


ORGANISATION = ("--organisation", cast.OWN, "--json")


def test_a_dry_run_writes_nothing(run: Run, file: Path) -> None:
    found = printed(run("import", file, "--dry-run", *ORGANISATION))
    assert (found["schema"], found["status"]) == ("import-dryrun/1", "ok_with_errors")
    assert [record["would_import"] for record in found["records"]] == [True, True, True]
    assert [(issue["line"], issue["column"], issue["code"]) for issue in found["issues"]] == [(2, 3, "date_invalid")]
    assert printed(run("import", file, *ORGANISATION))["created"] == 3


def test_a_dry_run_maps_what_a_saved_mapping_names_and_no_more(run: Run, file: Path) -> None:
    with working():
        actor = actor_named(cast.CASEWORKER.email, cast.OWN)
        public_id = lists.stage(actor, "Who;When\nКлён Алег;1990\n")
        service.map_columns(actor, public_id, {0: "full_name", 1: "date_of_birth"}, "ask", save_as="Press")
    file.write_text("Sex;WHO;Remarks\nm;Клён Алег;x\n", "utf-8")
    found = printed(run("import", file, "--dry-run", "--mapping", "Press", *ORGANISATION))
    assert [column["field"] for column in found["columns"]] == [None, "full_name", None]
    done = run("import", file, "--dry-run", "--mapping", "Press", "--organisation", cast.OWN, who=cast.STRANGER)
    assert done.returncode == 1


def test_a_list_goes_in_and_comes_out_again(run: Run, file: Path) -> None:
    made = printed(run("import", file, *ORGANISATION))
    assert made | {"import": ""} == {
        "import": "", "status": "done", "created": 3, "updated": 0, "unchanged": 0, "undecided": 0, "failed": 0,
    }  # fmt: skip
    again = printed(run("import", file, *ORGANISATION))
    assert (again["created"], again["unchanged"]) == (0, 3)
    back = printed(run("import-undo", made["import"], "--json"))
    assert (back["reversed"], back["kept"], back["failed"]) == (3, 0, 0)
    assert [item["line"] for item in back["items"]] == [2, 3, 4]
    assert run("import-undo", made["import"]).returncode == 1
    assert run("import-undo", "nothing").returncode == 1


def test_a_dry_run_takes_cells_apart_as_the_saved_mapping_does(run: Run, file: Path, fresh_app: Flask) -> None:
    file.write_text('Хто;Калі\n"Вербалоз Андрэй; Крыніцкая Марыя";1980\nКлён Пятро;1981\n', "utf-8")
    with fresh_app.app_context():
        actor = cast.CASEWORKER.actor()
        chosen = {0: "full_name", 1: "date_of_birth"}
        for name, splits in (("Дзеліць", True), ("Не дзеліць", False)):
            staged = lists.stage(actor, file.read_bytes())
            service.map_columns(actor, staged, chosen, "ask", splits=splits, save_as=name)
        db.session.commit()

    def told(name: str) -> dict[str, Any]:
        return printed(run("import", file, "--dry-run", "--mapping", name, *ORGANISATION))

    apart = told("Дзеліць")
    assert [one["fields"]["full_name"] for one in apart["records"]] == [
        "Вербалоз Андрэй",
        "Крыніцкая Марыя",
        "Клён Пятро",
    ]
    assert told("Не дзеліць")["rows_total"] == 2
    made = printed(run("import", file, "--mapping", "Дзеліць", *ORGANISATION))
    assert made["created"] == apart["rows_ok"] == 3, "what the dry run says is what comes"


def test_what_somebody_worked_with_is_kept_and_what_is_another_groups_is_not_there(
    run: Run, file: Path, fresh_app: Flask
) -> None:
    made = printed(run("import", file, *ORGANISATION))
    with fresh_app.app_context():
        actor = cast.CASEWORKER.actor()
        person = db.session.scalars(select(ImportRow.person).order_by(ImportRow.line).limit(1)).one()
        people.amend(actor, str(person), {"occupation": "цясляр"})
        db.session.commit()
    unknown, strange = run("import-undo", "0" * 24, "--json"), run("import-undo", made["import"], who=cast.STRANGER)
    assert (unknown.returncode, strange.returncode) == (1, 1)
    assert unknown.stderr == strange.stderr == "There is no such import.\n"
    assert run("import-undo", made["import"], who=cast.DATA_CLERK).returncode == 1, (
        "who may not write takes nothing back"
    )
    back = printed(run("import-undo", made["import"], "--json"))
    assert (back["reversed"], back["kept"], back["failed"]) == (2, 1, 0)
    assert [(item["line"], item["outcome"]) for item in back["items"]] == [
        (2, "kept"),
        (3, "reversed"),
        (4, "reversed"),
    ]
    assert back["items"][0]["message"]
    twice = run("import-undo", made["import"], "--json")
    assert (twice.returncode, twice.stdout) == (1, "")
    assert "taken back already" in twice.stderr


def test_a_data_clerks_import_waits(run: Run, file: Path) -> None:
    made = printed(run("import", file, *ORGANISATION, who=cast.DATA_CLERK))
    assert (made["status"], made["created"]) == ("awaiting_review", 0)
    assert run("import", file, *ORGANISATION, who=cast.DONOR).returncode == 1


WRONG = (
    (("--map", "full_name"), 2),
    (("--header-row", "first"), 2),
    (("--date-order", "dym"), 2),
    (("--map", "shoe_size=Имя"), 3),
    (("--map", "full_name=Кто"), 3),
    (("--mapping", "nothing"), 3),
    (("--encoding", "klingon"), 3),
    (("--organisation", "nowhere"), 1),
)


def test_a_wrong_word_is_answered_with_a_sentence(run: Run, file: Path) -> None:
    for words, status in WRONG:
        done = run("import", file, *ORGANISATION, *words)
        assert done.returncode == status, (words, done.stderr)
        assert done.stderr.strip()
        assert "Traceback" not in done.stderr


def test_what_is_no_list_is_rejected(run: Run, file: Path) -> None:
    for content in (b"", b"\x89PNG\r\n\x1a\n" + bytes(99), b"Name,Born\n"):
        file.write_bytes(content)
        done = run("import", file, "--dry-run", *ORGANISATION)
        assert done.returncode == 3
        assert json.loads(done.stdout)["status"] == "rejected"
        assert len(json.loads(done.stdout)["message"]) > 20
        done = run("import", file, *ORGANISATION)
        assert done.returncode == 3
        assert len(done.stderr.strip()) > 20


def test_foreign_headings_are_mapped_by_hand(run: Run, file: Path) -> None:
    file.write_text("Хто;Калі\nЯсень Кацярына;1980\n", "utf-8")
    made = printed(run("import", file, *ORGANISATION, "--map", "full_name=Хто", "--map", "date_of_birth=#1"))
    assert made["created"] == 1


def test_a_saved_mapping_names_all_that_is_read(run: Run, file: Path, fresh_app: Flask) -> None:
    file.write_text("Хто;Дата народжэння;Заўвагі;Артыкул\nЯсень Кацярына;1980;x;342\n", "utf-8")
    with fresh_app.app_context():
        actor = cast.CASEWORKER.actor()
        chosen = {0: "full_name", 1: "date_of_birth"}
        service.map_columns(actor, lists.stage(actor, file.read_bytes()), chosen, "ask", save_as="Прэса")
        db.session.commit()
    words = ("import", file, "--dry-run", "--mapping", "Прэса", *ORGANISATION)

    def fields(*more: str) -> list[str | None]:
        return [column["field"] for column in printed(run(*words, *more))["columns"]]

    assert fields() == ["full_name", "date_of_birth", None, None]
    assert fields("--map", "charges=Артыкул") == ["full_name", "date_of_birth", None, "charges"]
    file.write_text("Артыкул;ХТО\n342;Ясень Кацярына\n", "utf-8")
    assert fields() == [None, "full_name"], "a heading that is missing holds up nothing"
    assert printed(run("import", file, "--mapping", "Прэса", *ORGANISATION))["created"] == 1


def rows_in(database: Database, table: str) -> int:
    """Count the rows of a table from beside, as another process does."""
    engine = create_engine(database.url)
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608 - our own names
    engine.dispose()
    return int(found)


def test_a_killed_worker_is_followed_by_another(own_database: Database, run: Run, file: Path) -> None:
    file.write_text(MANY, "utf-8")
    command = [sys.executable, "-m", "case_mgr.cli"]
    words = ["import", str(file), "--as", cast.CASEWORKER.email, *ORGANISATION]
    process = subprocess.Popen([*command, *words], env=environ(own_database), stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 100
    while not rows_in(own_database, "detainee") and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    written = rows_in(own_database, "detainee")
    assert written in (BLOCK, 400), "no block is written by half"
    engine = create_engine(own_database.url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE job SET lease_until = '2020-01-01 00:00:00'"))
    engine.dispose()
    worker = subprocess.Popen([*command, "worker"], env=environ(own_database))
    while rows_in(own_database, "detainee") < 400 and time.monotonic() < deadline:
        time.sleep(0.1)
    worker.terminate()
    assert worker.wait(30) == 0, "a worker told to stop ends cleanly"
    assert rows_in(own_database, "detainee") == 400
    assert rows_in(own_database, "prison_case") == 400
    assert printed(run("audit", "verify", "--json", who=None))["ok"]
