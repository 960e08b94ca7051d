"""Prints how well and how fast names are matched."""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.names.people import HERE, Town, rows
from benchmarks.names.sets import Asked, Pair, make_set, strangers
from case_mgr.core.dates import PartialDate
from case_mgr.names.match import match_lists
from case_mgr.names.score import score
from case_mgr.names.types import Evidence, Verdict

FALSE_RATE = 0.02
_COMMAND = "from case_mgr.cli.main import main; main()"


def pairs() -> list[Pair]:
    """The labelled pairs beside this file."""
    return [
        Pair(row["same"] == "1", row["kind"], row["a"], row["born_a"], row["b"], row["born_b"])
        for row in rows(HERE / "pairs.tsv")
    ]


def _evidence(name: str, born: str) -> Evidence:
    return Evidence(name, PartialDate.parse(born) if born else None)


def on_pairs() -> Iterator[str]:
    """Recall and precision of “worth asking a person” on the labelled pairs, and of the verdict “same”."""
    found = [(pair, score(_evidence(pair.a, pair.born_a), _evidence(pair.b, pair.born_b)).verdict) for pair in pairs()]
    same = [verdict for pair, verdict in found if pair.same]
    for name, accepted in (("asked", {Verdict.SAME, Verdict.UNSURE}), ("same", {Verdict.SAME})):
        right = sum(verdict in accepted for verdict in same)
        wrong = sum(verdict in accepted for pair, verdict in found if not pair.same)
        recall, precision = right / len(same), right / max(1, right + wrong)
        yield f"  {len(found)} pairs, {name:6} recall {recall:.3f}   precision {precision:.3f}"
    for kind in sorted({pair.kind for pair, _ in found if not pair.same}):
        of_kind = [verdict for pair, verdict in found if pair.kind == kind]
        yield f"    {kind:15} refused {sum(verdict is Verdict.DIFFERENT for verdict in of_kind)} of {len(of_kind)}"


class Figures(NamedTuple):
    """Recall at rank 1, and at three scores that let 2 % of false matches through, each by what is counted as one."""

    first: float
    wrong: float
    absent: float
    asked: float


def figures(asked: Asked) -> Figures:
    """Measure a set; the README beside this file says what each figure is."""
    best = {c.query_id: c for c in match_lists(asked.queries, asked.gallery, top=1)}
    value = {query: found.score.value if found.score else 0.0 for query, found in best.items()}
    right = [query for query, truth in asked.truth.items() if truth and best[query].gallery_id == truth]
    wrong = sorted((value[query] for query in set(asked.truth) - set(right)), reverse=True)
    absent = sorted((value[query] for query, truth in asked.truth.items() if not truth), reverse=True)
    present = sum(map(bool, asked.truth.values()))

    def recall(false: Sequence[float], among: int) -> float:
        allowed = int(among * FALSE_RATE)
        limit = false[allowed] if allowed < len(false) else 0.0
        return sum(value[query] > limit for query in right) / present

    return Figures(
        len(right) / present,
        recall(wrong, len(wrong)),
        recall(absent, len(absent)),
        recall(wrong, len(asked.truth)),
    )


def on_sets(queries: int, gallery: int) -> Iterator[str]:
    """The figures with dates of birth and by name alone."""
    for dates in (True, False):
        found = figures(make_set(queries, gallery, dates=dates))
        said = "with dates of birth" if dates else "by name alone"
        yield (
            f"  {queries} queries in {gallery}, {said:20} recall@1 {found.first:.3f}   recall at 2 % false "
            f"{found.wrong:.3f} of the wrong, {found.absent:.3f} of the absent, {found.asked:.3f} of all queries"
        )


def on_speed(queries: int, sizes: tuple[int, ...]) -> Iterator[str]:
    """Pairs scored a second, and the time and memory of the command on long lists."""
    people = [_evidence(name, born) for _, name, born in strangers(400, Town(6))]
    start = time.process_time()
    for one in people[:100]:
        for two in people[100:]:
            score(one, two)
    yield f"  {100 * 300 / (time.process_time() - start):,.0f} pairs scored a second in one process"
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "queries.csv"
        _write(asked, strangers(queries, Town(7)))
        for size in sizes:
            gallery = Path(folder) / f"gallery{size}.csv"
            _write(gallery, strangers(size, Town(8)))
            start, spent = time.monotonic(), _spent()
            command = [sys.executable, "-c", _COMMAND, "names", "match", str(asked), str(gallery)]
            subprocess.run([*command, "--output", str(Path(folder) / "out.csv")], check=True)  # noqa: S603 - our own command on our own files
            wall, used = time.monotonic() - start, _spent() - spent
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            yield f"  {queries} queries against {size:,}: {wall:.1f} s ({used:.1f} s of processor), peak {peak:.0f} MB"


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _write(path: Path, people: list[tuple[str, str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("id", "name", "date_of_birth"))
        writer.writerows(people)


def run(queries: int, gallery: int, sizes: tuple[int, ...]) -> Iterator[str]:
    """All lines of the benchmark."""
    yield "Names: labelled pairs of invented people, half of them brothers, spouses and namesakes:"
    yield from on_pairs()
    yield "Names: a made set over ten spellings and four other scripts:"
    yield from on_sets(queries, gallery)
    yield "Names: speed:"
    yield from on_speed(1300, sizes)
