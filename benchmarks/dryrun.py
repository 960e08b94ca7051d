"""The command of a dry run against `csv.reader` on the same clean file, and how much memory a long list takes."""

from __future__ import annotations

import csv
import io
import json
import random
import subprocess  # measures a fresh interpreter each time
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HEADER = (
    "№", "ФИО", "Пол", "Дата рождения", "Гражданство", "Место рождения", "Дата задержания", "Место задержания",
    "Статья", "Суд", "Приговор", "Примечание",
)  # fmt: skip
_SURNAMES = "Выдуман Небывал Пуст Никт Ясен Клён Мар Зял Цих Рак Сок Буслав".split()
_ENDINGS = "ов ский ович енко ук ко ин ич".split()
_GIVEN = "Алесь Ніна Пётр Анна Ольга Степан Яна Ирина Марк Лев Сергей Наталья".split()
_FATHERS = "Иванович Петровна Олегович Сергеевна".split()
_TOWNS = "Мінск Гродна Брэст Гомель Віцебск Магілёў".split()
_SYLLABLES = "ба ве ги до жу зы ка ле ми но пу ры са те фи хо".split()

_CHILD = """
import json, resource, sys, time
def peak():
    # A fresh process inherits the peak of the one that began it, but not where the system counts by memory map.
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
from case_mgr.cli import main
try:
    main()
except SystemExit as ended:
    print(json.dumps([ended.code, time.process_time(), peak() / 1024]), file=sys.stderr)
"""


def run(rows: int) -> Iterator[str]:
    """Measure lists of growing length, each dry run in an interpreter of its own."""
    with tempfile.TemporaryDirectory() as folder:
        tiny = Path(folder, "tiny.csv")
        _write(tiny, 1)
        _, start, rest = _dry_run(tiny, "0")
        yield f"Dry run of one row, the whole command: {start:.2f} s, {rest:.0f} MB at most"
        for count in (rows // 100, rows // 10, rows):
            path = Path(folder, f"list-{count}.csv")
            _write(path, count)
            base = _read_plainly(path)
            for most in ("100", "all"):
                status, seconds, peak = _dry_run(path, most)
                yield (
                    f"Dry run of {count:>9,} rows, {most:>3} records listed: {seconds / base:5.1f} × csv.reader as a "
                    f"command, {(seconds - start) / base:5.1f} × without its start ({seconds:.2f} s / {base:.3f} s), "
                    f"{peak:4.0f} MB at most; status {status}"
                )
        yield from _measure_workbook(Path(folder, "list.xlsx"), max(rows // 10, 100))


def _write(path: Path, count: int) -> None:
    chance = random.Random(7)
    pick = chance.choice
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(
            _row(chance, number, pick(_SURNAMES) + pick(_SYLLABLES) + pick(_ENDINGS)) for number in range(count)
        )


def _row(chance: random.Random, number: int, surname: str) -> tuple[str, ...]:
    pick, whole = chance.choice, chance.randrange
    return (
        str(number + 1),
        f"{surname} {pick(_GIVEN)} {pick(_FATHERS)}",
        pick("мж"),
        f"{whole(1, 29):02}.{whole(1, 13):02}.{whole(1940, 2005)}",
        "Беларусь",
        pick(_TOWNS),
        f"{whole(1, 29):02}.{whole(1, 13):02}.{whole(2020, 2026)}",
        pick(_TOWNS),
        f"ст. {whole(130, 400)}, ч. {whole(1, 5)}",
        "суд Нигдейского района",
        f"{whole(1, 9)} года",
        f"заметка {number}",
    )


def _read_plainly(path: Path) -> float:
    """Return the best of three times: the least that the machine needs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        with path.open(encoding="utf-8", newline="") as stream:
            sum(1 for _ in csv.reader(stream))
        times.append(time.process_time() - start)
    return min(times)


def _dry_run(path: Path, listed: str) -> tuple[int, float, float]:
    words = ["import", str(path), "--dry-run", "--json", *(() if listed == "all" else ("--limit-records", listed))]
    done = subprocess.run(  # noqa: S603 - our own code, in a fresh interpreter
        [sys.executable, "-c", _CHILD, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
    )
    status, seconds, peak = json.loads(done.stderr.splitlines()[-1])
    return int(status), float(seconds), float(peak)


def _measure_workbook(path: Path, count: int) -> Iterator[str]:
    import xlsxwriter

    chance = random.Random(7)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for number in range(count):
            sheet.write_row(number + 1, 0, _row(chance, number, chance.choice(_SURNAMES) + chance.choice(_ENDINGS)))
    path.write_bytes(buffer.getvalue())
    status, seconds, after = _dry_run(path, "100")
    yield f"Dry run of a workbook of {count:,} rows: {count / seconds:.0f} rows/s, {after:.0f} MB; status {status}"
